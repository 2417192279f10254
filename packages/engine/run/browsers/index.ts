export { browserKeys } from './browser-keys.ts';
export { devicesOf } from './devices.ts';
export { offeredKey } from './offered-key.ts';
