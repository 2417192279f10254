import { percent, plural } from '@millrace/base/words';
import type { RecoveryFeatures } from './features.ts';
import { COLUMNS } from './encode.ts';
import type { RecoveryParameters } from './parameters.ts';

/** The reasons by which people are told about a score. */
export const REASONS = [...new Set(COLUMNS.map((column) => column.reason))];
const REASON_OF_COLUMN = COLUMNS.map((column) => REASONS.indexOf(column.reason));

/**
 * What each of `REASONS` adds to the log-odds, compared with the mean of training. They add up to the calibrated
 * log-odds less those of the mean cart.
 */
export function contributions(row: readonly number[], parameters: RecoveryParameters): readonly number[] {
  const { weights, means, calibration } = parameters;
  const sums = new Array<number>(REASONS.length).fill(0);
  for (let index = 0; index < row.length; index += 1)
    sums[REASON_OF_COLUMN[index]!]! += calibration.slope * weights[index]! * (row[index]! - means[index]!);
  return sums;
}

/** Below this a reason is not worth a sentence: about half a percentage point at a rate of ten percent. */
const WORTH_SAYING = 0.05;

/** The strongest reasons as whole sentences, at most `count`. */
export function explain(
  features: RecoveryFeatures,
  logOdds: readonly number[],
  count = 3,
): readonly string[] {
  return strongest(logOdds, count).map(
    (reason) =>
      `${FACT[REASONS[reason]!]?.(features) ?? 'Something else about the cart'}, which ${effect(logOdds[reason]!)}.`,
  );
}

/**
 * The places of the strongest. They are inserted one by one into a short list: sorting all of them took as long as
 * the score itself.
 */
function strongest(logOdds: readonly number[], count: number): readonly number[] {
  const found: number[] = [];
  for (let reason = 0; reason < logOdds.length; reason += 1) {
    const size = Math.abs(logOdds[reason]!);
    if (size < WORTH_SAYING) continue;
    let place = found.length;
    while (place > 0 && Math.abs(logOdds[found[place - 1]!]!) < size) place -= 1;
    if (place >= count) continue;
    for (let later = Math.min(found.length, count - 1); later > place; later -= 1)
      found[later] = found[later - 1]!;
    found[place] = reason;
  }
  return found;
}

/** Odds are multiplied by e to the log-odds: 0.69 doubles them, -0.69 halves them. */
function effect(logOdds: number): string {
  const size = Math.abs(logOdds);
  const word = size >= 0.7 ? 'much ' : size >= 0.3 ? '' : 'a little ';
  return logOdds > 0
    ? `makes coming back ${word}more likely than usual`
    : `makes coming back ${word}less likely than usual`;
}

const days = (count: number) =>
  count < 1 ? 'less than a day' : count < 1.5 ? 'a day' : plural(Math.round(count), 'day');
const STEPS: Readonly<Record<string, string>> = {
  cart: 'Left before checkout',
  checkout: 'Began the checkout',
  shipping: 'Got as far as shipping',
  payment: 'Got as far as payment',
};

const FACT: Readonly<Record<string, (features: RecoveryFeatures) => string>> = {
  history: ({ ordersCount }) =>
    ordersCount === 0
      ? 'Has never ordered'
      : ordersCount === 1
        ? 'Has ordered once'
        : `Has ordered ${plural(ordersCount, 'time')}`,
  recency: ({ daysSinceOrder }) =>
    daysSinceOrder === null ? 'Has no earlier order' : `Ordered last ${days(daysSinceOrder)} ago`,
  rhythm: ({ daysSinceOrder, orderGapDays }) => {
    if (daysSinceOrder === null || orderGapDays === null) return 'Has no rhythm of ordering yet';
    return `Orders every ${days(orderGapDays)} on average and last did ${days(daysSinceOrder)} ago`;
  },
  value: ({ cartTotal, averageOrder }) => {
    if (averageOrder <= 0 || cartTotal <= 0)
      return 'The value of the cart has no usual order to compare with';
    const ratio = cartTotal / averageOrder;
    return ratio > 1.15 || ratio < 0.87
      ? `The cart is ${ratio >= 1.95 ? `${Math.round(ratio)} times` : percent(ratio) + ' of'} the usual order`
      : 'The cart is about as large as the usual order';
  },
  items: ({ itemsCount }) => `Has ${plural(itemsCount, 'item')} in the cart`,
  margin: ({ marginShare }) => `The cart keeps ${percent(marginShare)} of its price as margin`,
  discounts: ({ discountShare }) =>
    discountShare === null
      ? 'Has never used a discount'
      : `Used a discount in ${percent(discountShare)} of earlier orders`,
  code: ({ triedCode }) => (triedCode ? 'Tried a discount code' : 'Tried no discount code'),
  step: ({ step }) => STEPS[step] ?? `Left at ${step}`,
  device: ({ mobile }) => (mobile ? 'Was on a phone' : 'Was not on a phone'),
  category: ({ newCategory }) =>
    newCategory ? 'Looks at a category never ordered before' : 'Looks at nothing new to them',
  known: ({ daysKnown }) => (daysKnown < 1 ? 'Was added today' : `Was added ${days(daysKnown)} ago`),
  hour: ({ hour }) => `Left the cart at ${String(hour).padStart(2, '0')}:00 in their time zone`,
};
