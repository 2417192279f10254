export * from './audit.ts';
export * from './context.ts';
export * from './define-verb.ts';
export * from './permissions.ts';
export { type Promised, answered, onEveryAnswer } from './answer-check.ts';
export {
  type Shape,
  amount,
  free,
  freeAs,
  freeRecord,
  id,
  instant,
  notShown,
  pageShape,
  partOf,
  unbounded,
} from './shape.ts';
