export { alarmWords, type AlarmWords } from './alarm-words.ts';
export { checkNumbers } from './check-numbers.ts';
export type { Cause } from './likely-causes.ts';
