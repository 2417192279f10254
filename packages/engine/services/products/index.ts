export { listReorders } from './list-reorders.ts';
export type { ReorderView } from './shapes.ts';
