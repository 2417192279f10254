export * from './audit.ts';
export * from './context.ts';
export * from './define-verb.ts';
export * from './permissions.ts';
export { freeAs, freeRecord, instant, pageShape, partOf, type Shape } from './shape.ts';
