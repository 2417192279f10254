import type { RecoveryFeatures } from './features.ts';

/**
 * A column of the model: a number computed from the features, and its reason. Columns with the same `reason`
 * are explained together.
 */
export interface Column {
  readonly id: string;
  readonly reason: string;
  readonly value: (features: RecoveryFeatures) => number;
}

const flag = (condition: boolean) => (condition ? 1 : 0);
const hourWithin = (from: number, to: number) => (features: RecoveryFeatures) =>
  flag(features.hour >= from && features.hour < to);

/**
 * Counts, days and money are logarithms, since the tenth order says less than the second. Flags are added
 * where "never" is not the same as "zero".
 */
export const COLUMNS: readonly Column[] = [
  { id: 'first-order', reason: 'history', value: (features) => flag(features.ordersCount === 0) },
  { id: 'orders', reason: 'history', value: (features) => Math.log1p(features.ordersCount) },
  {
    id: 'recency',
    reason: 'recency',
    value: (features) => (features.daysSinceOrder === null ? 0 : Math.log1p(features.daysSinceOrder)),
  },
  { id: 'overdue', reason: 'rhythm', value: overdue },
  { id: 'cart-total', reason: 'value', value: (features) => Math.log1p(features.cartTotal / 100) },
  { id: 'cart-to-usual', reason: 'value', value: cartToUsual },
  { id: 'items', reason: 'items', value: (features) => Math.log1p(features.itemsCount) },
  { id: 'margin', reason: 'margin', value: (features) => Math.max(-1, Math.min(1, features.marginShare)) },
  { id: 'discount-share', reason: 'discounts', value: (features) => features.discountShare ?? 0 },
  { id: 'tried-code', reason: 'code', value: (features) => flag(features.triedCode) },
  { id: 'step-checkout', reason: 'step', value: (features) => flag(features.step === 'checkout') },
  { id: 'step-shipping', reason: 'step', value: (features) => flag(features.step === 'shipping') },
  { id: 'step-payment', reason: 'step', value: (features) => flag(features.step === 'payment') },
  { id: 'mobile', reason: 'device', value: (features) => flag(features.mobile) },
  { id: 'new-category', reason: 'category', value: (features) => flag(features.newCategory) },
  { id: 'just-arrived', reason: 'known', value: (features) => flag(features.daysKnown < 1) },
  { id: 'night', reason: 'hour', value: hourWithin(0, 6) },
  { id: 'morning', reason: 'hour', value: hourWithin(6, 12) },
  { id: 'evening', reason: 'hour', value: hourWithin(18, 24) },
];

/** The row of numbers for the model, in the order of `COLUMNS`. */
export function encode(features: RecoveryFeatures): number[] {
  return COLUMNS.map((column) => column.value(features));
}

/** Log of days since the last order over the usual gap, within ±2; 0 when there is no usual gap yet. */
function overdue({ daysSinceOrder, orderGapDays }: RecoveryFeatures): number {
  if (daysSinceOrder === null || orderGapDays === null || orderGapDays <= 0) return 0;
  return Math.max(-2, Math.min(2, Math.log((daysSinceOrder + 1) / (orderGapDays + 1))));
}

/** Log of this cart over the usual order, within ±2; 0 when there is no usual order. */
function cartToUsual({ cartTotal, averageOrder }: RecoveryFeatures): number {
  if (averageOrder <= 0 || cartTotal <= 0) return 0;
  return Math.max(-2, Math.min(2, Math.log(cartTotal / averageOrder)));
}
