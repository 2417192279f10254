export { browserKeys } from './browser-keys.ts';
export { devicesOf } from './devices.ts';
