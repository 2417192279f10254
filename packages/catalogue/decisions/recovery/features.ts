import { DAY, type Instant, type Json, type MinorUnits } from '@millrace/base';
import type { CartFacts, CustomerFacts, Facts, StoreFacts } from '@millrace/flow';
import { localHour } from './local-hour.ts';

/** The part of the facts the model looks at. `Facts` fits; so does what is known of a cart of last year. */
export interface RecoverySource {
  /** When it is asked: for training, the instant the cart was abandoned, with everything else as it was then. */
  readonly now: Instant;
  readonly cart: Pick<
    CartFacts,
    'total' | 'itemsCount' | 'lines' | 'step' | 'device' | 'discountCodes' | 'newCategory'
  > | null;
  readonly customer: Pick<
    CustomerFacts,
    'ordersCount' | 'averageOrder' | 'lastOrderAt' | 'discountShare' | 'orderGapDays' | 'createdAt' | 'zone'
  >;
  readonly store: Pick<StoreFacts, 'assumedCostShare'>;
}

/** What the model looks at, in units a person can read. Plain JSON: stored with each past cart and logged with each decision. */
export interface RecoveryFeatures {
  readonly ordersCount: number;
  /** Null before the first order. */
  readonly daysSinceOrder: number | null;
  /** Mean days between the person's orders; null with fewer than two. */
  readonly orderGapDays: number | null;
  /** Share of earlier orders with a discount, 0 to 1; null before the first. */
  readonly discountShare: number | null;
  /** Minor units. */
  readonly averageOrder: MinorUnits;
  readonly cartTotal: MinorUnits;
  readonly itemsCount: number;
  /** Share of the cart's price that is left after the cost of the goods, at most 1; negative when sold below cost. */
  readonly marginShare: number;
  /** Furthest step reached: `cart`, `checkout`, `shipping`, `payment`. */
  readonly step: string;
  readonly mobile: boolean;
  readonly triedCode: boolean;
  /** A returning customer with something of a category never ordered before. */
  readonly newCategory: boolean;
  /** Days the person has been known. */
  readonly daysKnown: number;
  /** Hour of the day where the person is, 0 to 23. */
  readonly hour: number;
}

/** Reads what the model looks at. Product views are left out on purpose: plans load different events, a score must not depend on which. */
export function recoveryFeatures(facts: RecoverySource | Facts): RecoveryFeatures {
  const { cart, customer, store, now } = facts;
  let goods = 0;
  let cost = 0;
  for (const { price, quantity, cost: own } of cart?.lines ?? []) {
    goods += price * quantity;
    cost += (own ?? price * store.assumedCostShare) * quantity;
  }
  const firstTime = customer.ordersCount === 0;
  return {
    ordersCount: customer.ordersCount,
    daysSinceOrder: customer.lastOrderAt === null ? null : Math.max(0, (now - customer.lastOrderAt) / DAY),
    orderGapDays: customer.orderGapDays,
    discountShare: customer.discountShare,
    averageOrder: customer.averageOrder,
    cartTotal: cart?.total ?? 0,
    itemsCount: cart?.itemsCount ?? 0,
    marginShare: goods > 0 ? (goods - cost) / goods : 1 - store.assumedCostShare,
    step: cart?.step ?? 'cart',
    mobile: /mobile|phone|android|ios/i.test(cart?.device ?? ''),
    triedCode: (cart?.discountCodes.length ?? 0) > 0,
    newCategory: !firstTime && (cart?.newCategory ?? false),
    daysKnown: Math.max(0, (now - customer.createdAt) / DAY),
    hour: localHour(now, customer.zone),
  };
}

/** The features as they are logged. */
export function featuresAsJson(features: RecoveryFeatures): Readonly<Record<string, Json>> {
  const round = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 1000);
  return {
    ...features,
    daysSinceOrder: round(features.daysSinceOrder),
    orderGapDays: round(features.orderGapDays),
    discountShare: round(features.discountShare),
    marginShare: round(features.marginShare),
    daysKnown: round(features.daysKnown),
  };
}
