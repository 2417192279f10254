export { sweepSome } from './sweep-some.ts';
