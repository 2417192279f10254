import type { Instant, MinorUnits } from '@millrace/base';

export type ExitStep = 'cart' | 'checkout' | 'shipping' | 'payment';

/** What matters about a cart that was left. All of it can be seen in the events the shop sends. */
export interface LeftCart {
  /** Seeds what happens to this very cart. */
  readonly id: string;
  /** When they left it, in their own time. */
  readonly leftAt: Instant;
  /** Price of the goods. */
  readonly goods: MinorUnits;
  /** What the goods cost the shop. */
  readonly cost: MinorUnits;
  /** What the shopper would pay for sending. */
  readonly shipping: MinorUnits;
  readonly step: ExitStep;
  readonly mobile: boolean;
  /** A discount code stood in the cart when they left it. */
  readonly triedCode: boolean;
  /** Has ordered before, never from this shelf. */
  readonly newCategory: boolean;
  readonly ordersBefore: number;
  /** Null before the first order. */
  readonly daysSinceOrder: number | null;
}

/** Who left it: only these two are asked of a person. */
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

/** What an offer takes off this cart, in minor units. */
export function discountOf(cart: Pick<LeftCart, 'goods' | 'shipping'>, offer: Offer): MinorUnits {
  if (offer.kind === 'percent') return Math.round((cart.goods * offer.percent) / 100);
  return offer.kind === 'free-shipping' ? cart.shipping : 0;
}

/** Contribution margin of the sale in minor units: goods less their cost and less what the offer takes off. */
export function marginOf(cart: LeftCart, offer: Offer): MinorUnits {
  return cart.goods - cart.cost - discountOf(cart, offer);
}
