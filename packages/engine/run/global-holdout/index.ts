export { isDrawn, isReachable } from './assign-people.ts';
export { drawHoldout } from './draw-holdout.ts';
export { changeHoldout } from './change-holdout.ts';
