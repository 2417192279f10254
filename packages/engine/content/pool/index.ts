export { checkContentApart, renderApart } from './apart.ts';
export { closeRenderPool, openRenderPool } from './the-pool.ts';
export type { Caller } from './render-pool.ts';
