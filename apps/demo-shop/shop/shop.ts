/** The shop. It is made up. */
export const SHOP = {
  name: 'Tern & Kettle',
  line: 'Coffee, fire and enamel for mornings outdoors',
  /** Its permanent address at Shopify. */
  domain: 'millrace-demo.myshopify.com',
  zone: 'America/New_York',
  city: 'Rockport, Maine',
  email: 'hello@ternandkettle.example',
  /** The price of shipping, in cents of the shop's currency. From `freeShippingFrom` on, the shop pays it. */
  shipping: 790,
  freeShippingFrom: 9_500,
  taxShare: 0,
} as const;

/** A code on the card in every parcel: five per cent, with no end date. */
export const PARCEL_CODE = { code: 'MORNING5', percent: 5 } as const;
/** A code for the first order, for signing up to the newsletter. */
export const WELCOME_CODE = { code: 'FIRSTLIGHT10', percent: 10 } as const;

export interface Sale {
  readonly code: string;
  readonly percent: number;
  /** First and last day of the year on which it runs, month * 100 + day. */
  readonly from: number;
  readonly to: number;
}

/** Sales of the past two years. The running shop has none, so that its behaviour does not depend on the date. */
export const PAST_SALES: readonly Sale[] = [
  { code: 'THAW15', percent: 15, from: 318, to: 327 },
  { code: 'LONGDAYS10', percent: 10, from: 618, to: 625 },
  { code: 'HARVEST15', percent: 15, from: 1003, to: 1010 },
  { code: 'FIRSTFROST20', percent: 20, from: 1121, to: 1130 },
];

export function pastSaleAt(instant: number): Sale | null {
  const date = new Date(instant);
  const day = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  return PAST_SALES.find((sale) => day >= sale.from && day <= sale.to) ?? null;
}

/** The price of shipping for the shopper, in minor units. */
export function shippingFor(goods: number): number {
  return goods >= SHOP.freeShippingFrom ? 0 : SHOP.shipping;
}
