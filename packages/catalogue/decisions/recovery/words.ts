import { percent } from '@millrace/base/words';
import { spaced, type InputWords } from '../explanation.ts';
import { RECOVERY_SEGMENTS, type RecoverySegment } from './segment.ts';

/** The name of a kind of shopper; for one that no longer exists, its id. */
export const segmentTitle = (id: string): string =>
  Object.hasOwn(RECOVERY_SEGMENTS, id) ? RECOVERY_SEGMENTS[id as RecoverySegment].title : spaced(id);

/** Names of the inputs in the explanation of a decision. */
export const INPUTS: InputWords = {
  cartTotal: ['Cart', 'money'],
  averageOrder: ['Usual order', 'money'],
  marginShare: ['Margin of the cart', 'share'],
  discountShare: ['Orders with a discount', 'share'],
  daysKnown: ['Since they were added', 'days'],
  daysSinceOrder: ['Since the last order', 'days'],
  orderGapDays: ['Between orders', 'days'],
  hour: ['Left at, in their time zone', 'hour'],
  step: ['Got as far as', 'plain'],
  mobile: ['On a phone', 'plain'],
  triedCode: ['Tried a discount code', 'plain'],
  itemsCount: ['Items', 'plain'],
  ordersCount: ['Orders', 'plain'],
  newCategory: ['New category for them', 'plain'],
};

/** The meaning of the area under the curve: how often it ranks a pair correctly. */
export function rankingWords(area: number): string {
  return `Of a cart that came back and one that did not, it names the right one ${Math.round(area * 100)} times in 100. Guessing would get 50.`;
}

/** The meaning of the Brier score, compared with always predicting the usual share. */
export function errorWords({
  brier,
  brierOfBaseRate,
  baseRate,
}: {
  brier: number;
  brierOfBaseRate: number;
  baseRate: number;
}): string {
  if (brierOfBaseRate <= 0) return 'There is nothing to compare its errors with yet.';
  const saved = 1 - brier / brierOfBaseRate;
  if (saved <= 0) return `Its errors are no smaller than those of always predicting ${percent(baseRate)}.`;
  return `Its errors are ${percent(saved)} smaller than those of always predicting ${percent(baseRate)}.`;
}

/** The meaning of the calibration error for a forecast. */
export function calibrationWords(error: number): string {
  const points = Math.round(error * 1000) / 10;
  return `Its forecasts and reality differ by ${points} points on average${points <= 5 ? ': its percentages are reliable.' : '.'}`;
}
