export { listGoods } from './list-goods.ts';
export { moveReturn } from './move-return.ts';
export { readReturnPolicy, updateReturnPolicy } from './policy.ts';
export { listReturns } from './read-returns.ts';
export type { ReturnPolicyPlace, ReturnView } from './shapes.ts';
