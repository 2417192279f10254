import { createStep } from '@millrace/flow';
import { kinds } from '@millrace/nodes';

/** The product's only step function, with every kind of node in the catalogue. */
export const step = createStep(kinds);
export { kinds };
