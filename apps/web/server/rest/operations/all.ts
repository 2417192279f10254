import type { Operation } from '../operation.ts';
import { eventOperations } from './events.ts';

/** Everything the public API can do, in the order the documentation tells it. */
export const OPERATIONS: readonly Operation[] = [...eventOperations];
