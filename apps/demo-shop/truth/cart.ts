import type { Instant, MinorUnits } from '@millrace/base';

export type ExitStep = 'cart' | 'checkout' | 'shipping' | 'payment';

/** The properties of a left cart that matter here. All of them can be seen in the events the shop sends. */
export interface LeftCart {
  /** The seed of the draws for this cart. */
  readonly id: string;
  /** When they left it, in their own time. */
  readonly leftAt: Instant;
  /** Price of the goods. */
  readonly goods: MinorUnits;
  /** What the goods cost the shop. */
  readonly cost: MinorUnits;
  /** The price of shipping for the shopper. */
  readonly shipping: MinorUnits;
  readonly step: ExitStep;
  readonly mobile: boolean;
  /** Whether a discount code was in the cart when they left it. */
  readonly triedCode: boolean;
  /** Whether they have ordered before, but never from this shelf. */
  readonly newCategory: boolean;
  readonly ordersBefore: number;
  /** Null before the first order. */
  readonly daysSinceOrder: number | null;
}

/** The two properties of the person that are used here. */
export interface Shopper {
  readonly zone: string;
  readonly favouriteHours: readonly number[];
}

export type Offer =
  | { readonly kind: 'none' }
  | { readonly kind: 'free-shipping'; readonly code?: string }
  | { readonly kind: 'percent'; readonly percent: number; readonly code?: string };

export const NO_OFFER: Offer = { kind: 'none' };

/** One message about the cart. */
export interface Touch {
  /** When it arrives, in their own time. */
  readonly at: Instant;
  readonly channel: 'email' | 'sms';
  readonly offer: Offer;
}

/** What an offer takes off the price of this cart, in minor units. */
export function discountOf(cart: Pick<LeftCart, 'goods' | 'shipping'>, offer: Offer): MinorUnits {
  if (offer.kind === 'percent') return Math.round((cart.goods * offer.percent) / 100);
  return offer.kind === 'free-shipping' ? cart.shipping : 0;
}

/** Contribution margin of the sale in minor units: goods less their cost and less what the offer takes off. */
export function marginOf(cart: LeftCart, offer: Offer): MinorUnits {
  return cart.goods - cart.cost - discountOf(cart, offer);
}
