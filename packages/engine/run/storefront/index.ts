export { forgetStorefronts, type KnownStorefront, knownStorefront, mayComeFrom } from './known-storefront.ts';
export { noteRefusedOrigin, receiveBrowserEvents } from './receive-events.ts';
export { identitySecret, visitorToken } from './visitor-token.ts';
