export { act } from './act.ts';
export { look } from './look.ts';
