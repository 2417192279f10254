import type { Operations } from './desk.ts';
import { discountCodes } from './operations/discount-codes.ts';
import { tags } from './operations/tags.ts';

/** Everything this shop answers, by field of the root. A file in `operations/` and a line here add more. */
export const OPERATIONS: Operations = { ...discountCodes, ...tags };
