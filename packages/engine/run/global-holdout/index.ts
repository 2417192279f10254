export { isDrawn, isReachable } from './assign-people.ts';
export { globallyHeldOutOf } from './is-held-out.ts';
export { drawHoldout } from './draw-holdout.ts';
export { changeHoldout } from './change-holdout.ts';
