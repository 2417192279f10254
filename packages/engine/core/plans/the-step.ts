import { createStep } from '@millrace/flow';
import { kinds } from '@millrace/nodes';

/** The one step function of the product, over the whole catalogue of nodes. */
export const step = createStep(kinds);
export { kinds };
