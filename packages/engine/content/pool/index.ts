export { checkContentApart, fillTextsApart, renderApart } from './apart.ts';
export { closeRenderPool, openRenderPool } from './the-pool.ts';
export type { Caller } from './render-pool.ts';
