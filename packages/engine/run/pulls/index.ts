export { keepRegistered } from './keep-registered.ts';
export { pullPages } from './pull-pages.ts';
export { tellConsent } from './tell-consent.ts';
export { tellEvents } from './tell-events.ts';
export { unregister } from './unregister.ts';
