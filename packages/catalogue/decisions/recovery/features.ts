import { DAY, type Instant, type Json, type MinorUnits } from '@millrace/base';
import type { CartFacts, CustomerFacts, Facts, StoreFacts } from '@millrace/flow';
import { localHour } from './local-hour.ts';

/** The facts that the model reads. `Facts` fits, and so does the stored history of an old cart. */
export interface RecoverySource {
  /** The present; for training, the instant the cart was abandoned, with all other values as of then. */
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

/** The inputs of the model, in units a person can read. Plain JSON, logged with each decision. */
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
  /**
   * Share of the cart's price that is left after the cost of the goods, at most 1; negative when sold below
   * cost.
   */
  readonly marginShare: number;
  /** Checkout step reached: `cart`, `checkout`, `shipping`, `payment`. */
  readonly step: string;
  readonly mobile: boolean;
  readonly triedCode: boolean;
  /** True for a returning customer whose cart has a category they never ordered. */
  readonly newCategory: boolean;
  /** Days since the customer was added. */
  readonly daysKnown: number;
  /** Hour of the day in the person's zone, 0 to 23. */
  readonly hour: number;
}

/**
 * Computes the inputs. Product views are left out on purpose: plans load different events, and the score must
 * not depend on that.
 */
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

/** The features in the form that is logged. */
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
