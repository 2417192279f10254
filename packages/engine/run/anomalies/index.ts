export { alarmWords, type AlarmWords } from './alarm-words.ts';
export { checkNumbers } from './check-numbers.ts';
export { pastAlarms, type PastAlarm } from './past-alarms.ts';
export type { Cause } from './likely-causes.ts';
export { unusualIn, type Unusual } from './unusual-in.ts';
