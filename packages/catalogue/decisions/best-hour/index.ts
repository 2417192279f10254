export { chooseHour, type HourChoice } from './choose.ts';
export { bestHourModel, DEFAULT_EXPLORATION } from './model.ts';
export { SIGNS } from './rule.ts';
export type { HourSettings } from './slots.ts';
