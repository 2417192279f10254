import { DAY, type Instant } from '@millrace/base';
import { hexFrom } from '../random.ts';
import { categoriesOf, costOf, goodsOf, priceOfLine, type CartLine } from '../shop/catalogue.ts';
import { shippingFor } from '../shop/shop.ts';
import type { Person } from '../people/person.ts';
import type { ExitStep, LeftCart, Offer } from '../truth/index.ts';
import type { PersonMemory } from './memory.ts';
import type { ShopRefund } from './shop-refund.ts';

/** One visit with a cart, from the first product in it to the arrival of the parcel. Kept in the state file. */
export interface Journey {
  readonly number: number;
  readonly person: number;
  readonly token: string;
  lines: CartLine[];
  /** Lines that will be added a moment later. */
  later: CartLine[];
  /** A code they will try at checkout. */
  meant: { code: string; percent: number } | null;
  step: ExitStep;
  /** `shopping` now, `left` without buying, `bought`, or `over` when nothing more will happen with it. */
  state: 'shopping' | 'left' | 'bought' | 'over';
  /** Whether the shop knows who it is: from the checkout on, or earlier when it knows the browser. */
  known: boolean;
  device: string;
  code: { code: string; percent: number } | null;
  /** Real time of the first product in the cart, of the checkout and of the order; epoch milliseconds. */
  readonly createdAt: Instant;
  checkoutAt: Instant | null;
  orderedAt: Instant | null;
  /** In the person's own time. */
  leftAt: Instant | null;
  /** How many messages about it came so far, and the offers they have read. */
  touches: number;
  offers: { readonly offer: Offer; readonly readAt: Instant }[];
  /** The code that was used for the order. */
  used: { code: string; discount: number; kind: 'percentage' | 'shipping' } | null;
  sentAt: Instant | null;
  /** Number of the place that it goes to, when that is not where the person lives. */
  goesTo?: number;
  /** When the first line came back, as an earlier release recorded it. */
  refundedAt?: Instant;
  /** The refunds, oldest first. */
  refunds?: ShopRefund[];
  /** As apps wrote them. */
  tags?: string[];
  note?: string;
  /** The hold of an app, while it lasts. */
  hold?: ParcelHold;
  /** When an app last changed one of them, real time. */
  notedAt?: Instant;
}

/** What keeps a parcel in the shop. */
export interface ParcelHold {
  readonly id: number;
  readonly handle: string;
  /** A `FulfillmentHoldReason`. */
  readonly reason: string;
  readonly note: string | null;
}

/** What is sent about one journey is sent in order. */
export const laneOf = (journey: Journey): string => `j${journey.number}`;
export const cartToken = (seed: string, number: number): string => hexFrom(32, seed, 'live-cart', number);
export const checkoutToken = (journey: Journey): string => hexFrom(32, 'checkout', journey.token);
export const checkoutKey = (journey: Journey): string => hexFrom(16, 'key', journey.token);
export const checkoutId = (journey: Journey): number => 36_400_000_000_000 + journey.number * 17;
export const orderId = (journey: Journey): number => 5_900_000_000_000 + journey.number * 13;
export const parcelId = (journey: Journey): number => 4_700_000_000_000 + journey.number * 11;

/** When a webhook last sent a change of the order, in real time; null before there is an order. */
export function orderChangedAt({ orderedAt, sentAt, refundedAt, refunds, notedAt }: Journey): Instant | null {
  const back = refunds?.at(-1)?.at ?? refundedAt;
  const latest = Math.max(back ?? 0, sentAt ?? 0, notedAt ?? 0);
  return latest > 0 ? latest : orderedAt;
}

/** The cart in the form that `truth/` uses. */
export function leftCart(journey: Journey, person: Person, memory: PersonMemory, leftAt: Instant): LeftCart {
  const goods = goodsOf(journey.lines);
  return {
    id: journey.token,
    leftAt,
    goods,
    cost: costOf(journey.lines),
    shipping: shippingFor(goods),
    step: journey.step,
    mobile: journey.device === 'mobile',
    triedCode: journey.code !== null,
    newCategory:
      memory.orders > 0 &&
      [...categoriesOf(journey.lines)].some((category) => !memory.categories.includes(category)),
    ordersBefore: memory.orders,
    daysSinceOrder: memory.lastOrderAt === null ? null : Math.max(0, (leftAt - memory.lastOrderAt) / DAY),
  };
}

/** What the shopper pays, in minor units. */
export function amounts(journey: Journey): {
  goods: number;
  discount: number;
  shipping: number;
  total: number;
} {
  const goods = goodsOf(journey.lines);
  const codeDiscount = journey.code === null ? 0 : Math.round((goods * journey.code.percent) / 100);
  const discount = journey.used ? journey.used.discount : codeDiscount;
  const shipping = shippingFor(goods);
  return { goods, discount, shipping, total: goods - discount + shipping };
}

/** What one unit of the first line is worth when it comes back, and its part of the discount, in minor units. */
export function firstBack(journey: Journey): { readonly amount: number; readonly discount: number } {
  const price = priceOfLine(journey.lines[0]!);
  const { goods, discount } = amounts(journey);
  // Free shipping lowers the price of the shipping, not of the goods.
  const share = journey.used?.kind === 'shipping' ? 0 : Math.round((discount * price) / goods);
  return { amount: price - share, discount: share };
}
