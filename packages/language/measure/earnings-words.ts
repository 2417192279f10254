import { decimal, listed } from '@millrace/base/words';
import type { Earnings, MissingInput, Span } from './earnings.ts';

const MISSING: Readonly<Record<MissingInput, string>> = {
  people: 'how many people would enter',
  entries: 'how often something would enter',
  reach: 'how many of them agreed to messages',
  rate: 'how many of them order without it',
  margin: 'what one who orders brings',
  orderValue: 'what an order is worth',
};

/** An amount to two figures, as many as an estimate can know: 480 for 483. */
export function roughly(value: number): number {
  const size = Math.abs(value);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, size))) - 1);
  // Never -0.
  return Math.round(value / unit) * unit + 0;
}

/** Formats an amount of the store in whole units. */
export type MoneyWords = (amount: number) => string;

/** A range of money in two figures each: "$90 to $480". */
export function aboutRange({ low, high }: Span, money: MoneyWords): string {
  const [from, to] = [money(roughly(low)), money(roughly(high))];
  return from === to ? from : `${from} to ${to}`;
}

/** What a flow should earn in a month, or why that is not known, in one sentence. */
export function earningsSentence(
  earned: Earnings | null,
  missing: readonly MissingInput[],
  money: MoneyWords,
): string {
  if (missing.length > 0) return `Not known yet: ${listed(missing.map((one) => MISSING[one]))}.`;
  if (earned === null) return 'Nobody can put what it brings into money beforehand.';
  const { total, hours } = earned;
  const saved =
    hours.high > 0
      ? ` It saves ${hoursWords(hours)} of work${earned.gain.high > 0 ? ', which is in it' : ''}.`
      : '';
  if (total.high === 0 && total.low === 0) return `Nobody would have entered, so it would earn nothing.`;
  if (total.high <= 0)
    return `Would cost ${aboutRange({ low: -total.high, high: -total.low }, money)} a month.${saved}`;
  if (total.low < 0)
    return `Between ${money(roughly(total.low))} and ${money(roughly(total.high))} a month: it may cost more than it brings.${saved}`;
  return `Should earn ${aboutRange(total, money)} a month.${saved}`;
}

/** "3 to 8 hours". */
export function hoursWords({ low, high }: Span): string {
  const rounded = (value: number) => decimal(value < 10 ? Math.round(value * 10) / 10 : Math.round(value), 1);
  const [from, to] = [rounded(low), rounded(high)];
  return from === to ? `${to} ${to === '1' ? 'hour' : 'hours'}` : `${from} to ${to} hours`;
}
