import { formatMoney, type MinorUnits } from '@millrace/base';
import { count, inflected, listed, percent, plural } from '@millrace/base/words';
import { isNotable, revenueOf, movedBy } from './chance.ts';
import type { Figures, Stock } from './report-figures.ts';
import { BEFORE, type ReportWindow } from './report-window.ts';

/** Most names in a sentence. */
const MOST_NAMES = 3;

/** "18% more", "5% less", "as much". */
function change(now: number, before: number, more: string, less: string, same: string): string {
  const share = now / before - 1;
  return Math.abs(share) < 0.005 ? same : `${percent(Math.abs(share))} ${share > 0 ? more : less}`;
}

/**
 * What stands out, in whole sentences, the most important first. A change that may be chance is told as such.
 * @param unusual sentences about numbers that were not as usual
 */
export function summaryOf(
  window: ReportWindow,
  { orders, flows }: Pick<Figures, 'orders' | 'flows'>,
  stock: readonly Stock[],
  bestSellers: ReadonlySet<string>,
  unusual: readonly string[],
  money: (amount: MinorUnits) => string,
): readonly string[] {
  return [
    ...salesSentences(window, orders, money),
    ...flowSentences(orders.now, flows, money),
    ...unusual.slice(0, MOST_NAMES),
    ...stockSentences(stock, bestSellers),
  ];
}

function salesSentences(
  window: ReportWindow,
  { now, before }: Figures['orders'],
  money: (amount: MinorUnits) => string,
): string[] {
  const than = `${window.isOver ? '' : 'at the same point of '}${BEFORE[window.period]}`;
  const then = window.isOver ? `${window.period === 'day' ? 'on' : 'in'} ${than}` : than;
  if (now.orders === 0)
    return [
      before.orders === 0
        ? 'No orders came in.'
        : `No orders came in; there were ${count(before.orders)} ${then}.`,
    ];
  const total = `Revenue was ${money(now.revenue)} from ${plural(now.orders, 'order')}`;
  if (before.orders === 0 || before.revenue <= 0) return [`${total}; there was none ${then}.`];
  const moved = movedBy(revenueOf(now), revenueOf(before), window, window.before);
  if (!isNotable(moved))
    return [`${total}, against ${money(before.revenue)} ${then}. A difference like this can be chance.`];
  const mean = (figures: typeof now) => figures.revenue / figures.orders;
  return [
    `${total}: ${change(now.revenue, before.revenue, 'more', 'less', 'as much')} than ${than} (${money(before.revenue)}), which is more than chance.`,
    `There were ${change(now.orders, before.orders, 'more', 'fewer', 'as many')} orders, and the average order was ${change(mean(now), mean(before), 'higher', 'lower', 'the same')}.`,
  ];
}

function flowSentences(
  { orders, revenue, flowOrders, flowRevenue }: Figures['orders']['now'],
  flows: Figures['flows'],
  money: (amount: MinorUnits) => string,
): string[] {
  if (flowOrders === 0) return orders === 0 ? [] : ['No order followed a message of a flow.'];
  const share =
    revenue > 0 && flowRevenue <= revenue ? `, ${percent(flowRevenue / revenue)} of all revenue` : '';
  const most =
    flows[0] && flows.length > 1 ? ` Most of it after “${flows[0].name}” (${money(flows[0].revenue)}).` : '';
  return [
    `${plural(flowOrders, 'order')} worth ${money(flowRevenue)} followed messages of flows${share}.${most}`,
  ];
}

function stockSentences(stock: readonly Stock[], bestSellers: ReadonlySet<string>): string[] {
  const out = stock.filter((one) => one.stock <= 0);
  if (out.length === 0) return [];
  const best = out.filter(({ title }) => bestSellers.has(title)).map(({ title }) => title);
  const named = best.slice(0, MOST_NAMES);
  return [
    `${plural(out.length, 'product')} ${inflected(out.length, 'is', 'are')} out of stock${best.length === 0 ? '' : `, among them ${listed(named)}, which ${inflected(named.length, 'sells', 'sell')} most`}.`,
  ];
}

/** Amounts of a currency in words. */
export const moneyIn =
  (currency: string) =>
  (amount: MinorUnits): string =>
    formatMoney({ amount, currency });
