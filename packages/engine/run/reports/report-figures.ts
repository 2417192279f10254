import type { Instant, MinorUnits } from '@millrace/base';
import { channelById } from '@millrace/channels';
import { together, type Tx } from '@millrace/db';
import { beginOfDay, dayAt, numberOfDay, textOfDay } from '../anomalies/days.ts';
import { readDays, type KnownDays, type StorePlace } from './kept-days.ts';
import type { ReportWindow } from './report-window.ts';
import { DAY_PARTS, noSums, type DaySums, type ProductSums } from './sum-days.ts';

/** The same number in the time of the report and in the time before. */
export interface Pair<Of = number> {
  readonly now: Of;
  readonly before: Of;
}

export interface OrderFigures {
  readonly orders: number;
  readonly revenue: MinorUnits;
  readonly revenueSquared: number;
  readonly discount: MinorUnits;
  /** Orders that followed a message of a flow, and their revenue. */
  readonly flowOrders: number;
  readonly flowRevenue: MinorUnits;
}

export interface PeopleFigures {
  readonly newCustomers: number;
  readonly cartsLeft: number;
  readonly returns: number;
  readonly unsubscribed: number;
  readonly tickets: number;
}

export interface ChannelFigures {
  readonly channel: string;
  readonly title: string;
  readonly sent: Pair;
  readonly delivered: number;
  readonly opened: number;
  readonly clicked: number;
}

export interface FlowFigures {
  readonly flowId: string;
  readonly name: string;
  readonly orders: number;
  readonly revenue: MinorUnits;
}

export interface ProductFigures {
  readonly id: string;
  readonly title: string;
  readonly units: number;
  readonly stock: number | null;
}

export interface DayFigures {
  /** In the calendar of the store. */
  readonly day: string;
  readonly orders: number;
  readonly revenue: MinorUnits;
}

/** Most flows and products that are named. */
const MOST = 10;

export interface Figures {
  readonly orders: Pair<OrderFigures>;
  readonly people: Pair<PeopleFigures>;
  readonly channels: readonly ChannelFigures[];
  readonly flows: readonly FlowFigures[];
  readonly products: readonly ProductFigures[];
}

/** What a report of a store says of its time and of the time before. */
export interface ReportDays {
  readonly figures: Figures;
  readonly days: readonly DayFigures[];
  /** When a worker added up the days that are over; null when all were added up now. */
  readonly knownAt: Instant | null;
}

/** Days that a report of one day shows, until it. */
const DAYS_SHOWN = 28;

/**
 * What happened in the store in the time of a report and in the time before, and by the day; of a report of one day, on
 * each of the four weeks until it. Amounts are in the currency of the store; orders in others are left out. Revenue is
 * without tax and shipping and less refunds.
 */
export async function reportFigures(tx: Tx, place: StorePlace, window: ReportWindow): Promise<ReportDays> {
  const { zone } = place;
  const shownFrom = numberOfDay(window.day) - (window.period === 'day' ? DAYS_SHOWN - 1 : 0);
  const first = { from: beginOfDay(shownFrom, zone), to: window.from };
  const [now, before, shown] = await together(
    readDays(tx, place, window, DAY_PARTS),
    readDays(tx, place, window.before, ['orders', 'people', 'channels', 'flows']),
    first.from < first.to ? readDays(tx, place, first, ['orders']) : NOTHING,
  );
  const [flows, products] = await together(flowsOf(tx, now.days), productsOf(tx, now.days));
  const last = numberOfDay(dayAt(Math.max(window.from, window.to - 1), zone));
  const found = new Map([...shown.days, ...now.days].map((sums) => [sums.day, sums]));
  const known = [now, before, shown].flatMap(({ knownAt }) => (knownAt === null ? [] : [knownAt]));
  return {
    figures: {
      orders: { now: ordersOf(now.days), before: ordersOf(before.days) },
      people: { now: peopleOf(now.days), before: peopleOf(before.days) },
      channels: channelsOf(now.days, before.days),
      flows,
      products,
    },
    days: Array.from({ length: last - shownFrom + 1 }, (_unused, index) => {
      const day = textOfDay(shownFrom + index);
      const { orders, revenue } = found.get(day) ?? noSums(day);
      return { day, orders, revenue };
    }),
    knownAt: known.length === 0 ? null : Math.min(...known),
  };
}

const NOTHING: KnownDays = { days: [], knownAt: null };

const total = (days: readonly DaySums[], of: (sums: DaySums) => number): number =>
  days.reduce((sum, day) => sum + of(day), 0);

function ordersOf(days: readonly DaySums[]): OrderFigures {
  const flows = days.flatMap((day) => day.flows);
  return {
    orders: total(days, ({ orders }) => orders),
    revenue: total(days, ({ revenue }) => revenue),
    revenueSquared: total(days, ({ revenueSquared }) => revenueSquared),
    discount: total(days, ({ discount }) => discount),
    flowOrders: flows.reduce((sum, { orders }) => sum + orders, 0),
    flowRevenue: flows.reduce((sum, { revenue }) => sum + revenue, 0),
  };
}

const peopleOf = (days: readonly DaySums[]): PeopleFigures => ({
  newCustomers: total(days, ({ newCustomers }) => newCustomers),
  cartsLeft: total(days, ({ cartsLeft }) => cartsLeft),
  returns: total(days, ({ returns }) => returns),
  unsubscribed: total(days, ({ unsubscribed }) => unsubscribed),
  tickets: total(days, ({ tickets }) => tickets),
});

/** Messages by channel, with what became of those that were sent in the time of the report; most first. */
function channelsOf(days: readonly DaySums[], before: readonly DaySums[]): ChannelFigures[] {
  const sums = new Map<string, ChannelFigures>();
  const add = (of: readonly DaySums[], which: keyof Pair) => {
    for (const { channel, sent, delivered, opened, clicked } of of.flatMap(({ channels }) => channels)) {
      const sum = sums.get(channel) ?? noMessages(channel);
      const isNow = which === 'now';
      sums.set(channel, {
        ...sum,
        sent: { ...sum.sent, [which]: sum.sent[which] + sent },
        delivered: sum.delivered + (isNow ? delivered : 0),
        opened: sum.opened + (isNow ? opened : 0),
        clicked: sum.clicked + (isNow ? clicked : 0),
      });
    }
  };
  add(days, 'now');
  add(before, 'before');
  return [...sums.values()].toSorted(
    (left, right) => right.sent.now - left.sent.now || (left.channel < right.channel ? -1 : 1),
  );
}

const noMessages = (channel: string): ChannelFigures => ({
  channel,
  title: channelById(channel)?.title ?? channel,
  sent: { now: 0, before: 0 },
  delivered: 0,
  opened: 0,
  clicked: 0,
});

/** Orders that followed messages, by flow; the most revenue first. */
async function flowsOf(tx: Tx, days: readonly DaySums[]): Promise<FlowFigures[]> {
  const sums = new Map<string, { orders: number; revenue: number }>();
  for (const { flowId, orders, revenue } of days.flatMap(({ flows }) => flows)) {
    const sum = sums.get(flowId) ?? { orders: 0, revenue: 0 };
    sums.set(flowId, { orders: sum.orders + orders, revenue: sum.revenue + revenue });
  }
  if (sums.size === 0) return [];
  const names = await tx<{ id: string; name: string }[]>`
    select id, name from flows where id = any(${[...sums.keys()]}::uuid[])`;
  return names
    .map(({ id, name }) => ({ flowId: id, name, ...sums.get(id)! }))
    .toSorted((left, right) => right.revenue - left.revenue || left.name.localeCompare(right.name))
    .slice(0, MOST);
}

/** The products of which most units were sold. */
async function productsOf(tx: Tx, days: readonly DaySums[]): Promise<ProductFigures[]> {
  const sums = new Map<string, ProductSums>();
  for (const one of days.flatMap(({ products }) => products)) {
    const key = JSON.stringify([one.source, one.product]);
    sums.set(key, { ...one, units: one.units + (sums.get(key)?.units ?? 0) });
  }
  // Some may not be among the products of the store any more.
  const most = [...sums.values()].toSorted((left, right) => right.units - left.units).slice(0, 4 * MOST);
  if (most.length === 0) return [];
  return tx<ProductFigures[]>`
    select p.id, p.title, s.units, p.stock
    from jsonb_to_recordset(${tx.json(most as never)}::jsonb) as s(source text, product text, units bigint)
      join products p on p.source = s.source and p.external_id = s.product
    order by s.units desc, p.title, p.id limit ${MOST}`;
}

export interface Stock {
  readonly title: string;
  readonly stock: number;
}

/** Products with so many pieces or fewer are low. */
const LOW = 5;

/** Active products that are out of stock or nearly so, now. */
export const lowStock = (tx: Tx) => tx<Stock[]>`
  select title, stock from products where status = 'active' and stock <= ${LOW} order by stock, title, id`;

export async function openWorkItems(tx: Tx): Promise<number> {
  const [row] = await tx<{ open: number }[]>`
    select count(*)::int as open from work_items where state = 'open'`;
  return row?.open ?? 0;
}
