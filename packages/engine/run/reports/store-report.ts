import {
  dayBegins,
  dayIn,
  formatMoney,
  isZone,
  type CalendarDay,
  type Instant,
  type MinorUnits,
} from '@millrace/base';
import { dayOf, longDay, plural } from '@millrace/base/words';
import { channelById } from '@millrace/channels';
import type { ReportPeriod } from '@millrace/connectors/acts';
import { storeSettings } from '@millrace/core/store';
import { together, type Tx } from '@millrace/db';

/** From, until before it, and where the time before begins. */
export interface ReportWindow {
  readonly from: Instant;
  readonly to: Instant;
  readonly before: Instant;
}

/** Products with so many pieces or fewer are low. */
const LOW = 5;
/** Most names in a line. */
const MOST_NAMES = 5;
const BEFORE: Readonly<Record<ReportPeriod, string>> = {
  day: 'the day before',
  week: 'the seven days before',
  month: 'the month before',
};

/** Whole days of the store's calendar: the last one, the last seven, or the last month. */
export function reportWindow(period: ReportPeriod, now: Instant, zone: string): ReportWindow {
  const today = dayIn(now, zone);
  const at = (change: Partial<CalendarDay>) => dayBegins({ ...today, ...change }, zone);
  const { month, day } = today;
  switch (period) {
    case 'day':
      return { to: at({}), from: at({ day: day - 1 }), before: at({ day: day - 2 }) };
    case 'week':
      return { to: at({}), from: at({ day: day - 7 }), before: at({ day: day - 14 }) };
    case 'month':
      return {
        to: at({ day: 1 }),
        from: at({ month: month - 1, day: 1 }),
        before: at({ month: month - 2, day: 1 }),
      };
  }
}

/**
 * What happened in the store, a line each, compared with the time before. Amounts are in the currency of the
 * store; orders in others are left out.
 */
export async function storeReport(
  tx: Tx,
  workspaceId: string,
  period: ReportPeriod,
  now: Instant,
): Promise<readonly string[]> {
  const { zone: wanted, currency } = await storeSettings(tx, workspaceId);
  const zone = isZone(wanted) ? wanted : 'UTC';
  const window = reportWindow(period, now, zone);
  const [orders, people, sent, flows, stock, work] = await together(
    ordersOf(tx, window, currency),
    peopleOf(tx, window),
    sentOf(tx, window),
    flowsOf(tx, window),
    stockOf(tx),
    workOf(tx),
  );
  const money = (amount: MinorUnits) => formatMoney({ amount, currency });
  const mean = (sum: number, count: number) => (count === 0 ? 0 : Math.round(sum / count));
  return [
    `${spanWords(window, zone, now)} (in brackets: ${BEFORE[period]})`,
    `Orders: ${compared(orders.now, orders.before, String)}. Revenue: ${compared(orders.sum, orders.sumBefore, money)}. On average: ${compared(mean(orders.sum, orders.now), mean(orders.sumBefore, orders.before), money)}.`,
    `New customers: ${compared(people.now, people.before, String)}. Carts that were left: ${compared(people.left, people.leftBefore, String)}.`,
    messagesLine(sent),
    flowsLine(flows, money),
    ...stockLines(stock),
    ...(work === 0 ? [] : [`Work: ${plural(work, 'thing')} open.`]),
  ];
}

const compared = (value: number, before: number, words: (value: number) => string): string =>
  `${words(value)} (${words(before)})`;

/** "Friday 27 November", or "20 Nov 2026 to 26 Nov 2026". */
function spanWords({ from, to }: ReportWindow, zone: string, now: Instant): string {
  const [first, last] = [dayOf(from, zone), dayOf(to - 1, zone)];
  return first === last ? longDay(from, zone, now) : `${first} to ${last}`;
}

async function ordersOf(tx: Tx, { from, to, before }: ReportWindow, currency: string) {
  const [row] = await tx<{ now: number; before: number; sum: number; sumBefore: number }[]>`
    select count(*) filter (where placed_at >= ${from})::int as now,
      count(*) filter (where placed_at < ${from})::int as before,
      coalesce(sum(revenue) filter (where placed_at >= ${from}), 0)::bigint as sum,
      coalesce(sum(revenue) filter (where placed_at < ${from}), 0)::bigint as "sumBefore"
    from orders where counted and currency = ${currency} and placed_at >= ${before} and placed_at < ${to}`;
  return row ?? { now: 0, before: 0, sum: 0, sumBefore: 0 };
}

async function peopleOf(tx: Tx, { from, to, before }: ReportWindow) {
  const [row] = await tx<{ now: number; before: number; left: number; leftBefore: number }[]>`
    select c.*, a.* from (select count(*) filter (where created_at >= ${from})::int as now,
        count(*) filter (where created_at < ${from})::int as before
      from customers where merged_into is null and erased_at is null
        and created_at >= ${before} and created_at < ${to}) c,
      (select count(*) filter (where abandoned_at >= ${from})::int as left,
        count(*) filter (where abandoned_at < ${from})::int as "leftBefore"
      from carts where abandoned_at >= ${before} and abandoned_at < ${to}) a`;
  return row ?? { now: 0, before: 0, left: 0, leftBefore: 0 };
}

interface Sent {
  readonly channel: string;
  readonly now: number;
  readonly before: number;
}

const sentOf = (tx: Tx, { from, to, before }: ReportWindow) => tx<Sent[]>`
  select channel, count(*) filter (where sent_at >= ${from})::int as now,
    count(*) filter (where sent_at < ${from})::int as before
  from messages where sent_at >= ${before} and sent_at < ${to} group by channel order by 2 desc, channel`;

function messagesLine(sent: readonly Sent[]): string {
  const sum = (which: 'now' | 'before') => sent.reduce((total, one) => total + one[which], 0);
  const each = sent
    .filter(({ now }) => now > 0)
    .map(({ channel, now }) => `${channelById(channel)?.title ?? channel} ${now}`);
  const parts = each.length > 1 ? `: ${each.join(', ')}` : '';
  return `Messages sent: ${compared(sum('now'), sum('before'), String)}${parts}.`;
}

interface Brought {
  readonly name: string;
  readonly orders: number;
  readonly revenue: number;
}

/** Orders that followed messages, by flow; the most revenue first. */
const flowsOf = (tx: Tx, { from, to }: ReportWindow) => tx<Brought[]>`
  select f.name, count(*)::int as orders, coalesce(sum(a.revenue), 0)::bigint as revenue
  from attributions a join flows f on f.id = a.flow_id where a.at >= ${from} and a.at < ${to}
  group by f.id, f.name order by 3 desc, f.name`;

function flowsLine(flows: readonly Brought[], money: (amount: MinorUnits) => string): string {
  if (flows.length === 0) return 'No order followed a message of a flow.';
  const orders = flows.reduce((sum, flow) => sum + flow.orders, 0);
  const revenue = flows.reduce((sum, flow) => sum + flow.revenue, 0);
  const most = flows.slice(0, MOST_NAMES).map((flow) => `${flow.name} ${money(flow.revenue)}`);
  return `After messages of flows: ${plural(orders, 'order')}, ${money(revenue)}. Most of it: ${most.join(', ')}.`;
}

interface Stock {
  readonly title: string;
  readonly stock: number;
}

const stockOf = (tx: Tx) => tx<Stock[]>`
  select title, stock from products where status = 'active' and stock <= ${LOW} order by stock, title, id`;

function stockLines(products: readonly Stock[]): string[] {
  const line = (words: string, found: readonly Stock[], named: (one: Stock) => string) => {
    const rest = found.length - MOST_NAMES;
    const names = found.slice(0, MOST_NAMES).map(named).join(', ');
    return found.length === 0 ? [] : [`${words}: ${names}${rest > 0 ? ` and ${rest} more` : ''}.`];
  };
  return [
    ...line(
      'Out of stock',
      products.filter(({ stock }) => stock <= 0),
      ({ title }) => title,
    ),
    ...line(
      'Nearly out of stock',
      products.filter(({ stock }) => stock > 0),
      ({ title, stock }) => `${title} (${stock})`,
    ),
  ];
}

async function workOf(tx: Tx): Promise<number> {
  const [row] = await tx<{ open: number }[]>`
    select count(*)::int as open from work_items where state = 'open'`;
  return row?.open ?? 0;
}
