import { SHOP } from '../../shop/shop.ts';
import type { Operations } from '../desk.ts';

/** Name, address and currency of the shop. */
export const about: Operations = {
  shop: (_args: object, desk) => ({
    id: 'gid://shopify/Shop/61204400131',
    name: SHOP.name,
    myshopifyDomain: SHOP.domain,
    currencyCode: desk.currency,
    ianaTimezone: SHOP.zone,
    contactEmail: SHOP.email,
    email: SHOP.email,
  }),
};
