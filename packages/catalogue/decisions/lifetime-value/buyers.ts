import { DAY } from '@millrace/base';
import type { OrderHistory, SpendHistory } from '@millrace/measure';
import type { PastBuyer } from '../history.ts';

/** Somebody's orders in days since the first one. Orders of one day count as one. */
export interface Buyer {
  readonly customerId: string;
  /** Days of the orders after the first, ascending. */
  readonly days: readonly number[];
  /** Days since the first order until now. */
  readonly observed: number;
  /** Values of the days with an order, where they are above nothing. */
  readonly values: readonly number[];
}

export function buyerOf({ customerId, orders, now }: PastBuyer): Buyer {
  const [first] = orders;
  const byDay = new Map<number, number>();
  for (const { at, revenue } of orders) {
    const day = Math.floor((at - first!.at) / DAY);
    byDay.set(day, (byDay.get(day) ?? 0) + revenue);
  }
  return {
    customerId,
    days: [...byDay.keys()].filter((day) => day > 0),
    observed: Math.max(0, (now - first!.at) / DAY),
    values: [...byDay.values()].filter((value) => value > 0),
  };
}

/** What was known of somebody on a day: all but the days after it. */
export function knownOn({ days, observed }: Buyer, day: number = observed): OrderHistory {
  const before = days.filter((one) => one <= day);
  return { repeats: before.length, last: before.at(-1) ?? 0, observed: day };
}

/** Their spending so far; null without an order of any value. */
export const spendOf = ({ values }: Buyer): SpendHistory | null =>
  values.length === 0
    ? null
    : { orders: values.length, mean: values.reduce((sum, one) => sum + one, 0) / values.length };
