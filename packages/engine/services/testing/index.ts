export { testStore, type TestStore } from './test-store.ts';
export { setTestClock, type TestClock } from './test-clock.ts';
export { Crash, VirtualHost } from './virtual-host.ts';
export * from './flows.ts';
export { shopOf } from './shop.ts';
export { countsAgree } from './counts-agree.ts';
export { BROWSER } from './visitors.ts';
export { crashingStore } from './crashing-store.ts';
