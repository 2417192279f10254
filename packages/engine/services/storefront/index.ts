export { readStorefront, saveStorefront, showIdentitySecret } from './edit-storefront.ts';
export type { StorefrontPlace, StorefrontView } from './shapes.ts';
