import { isZone, type Instant, type MinorUnits } from '@millrace/base';
import { plural } from '@millrace/base/words';
import type { ReportPeriod } from '@millrace/connectors/acts';
import { storeSettings } from '@millrace/core/store';
import { together, type Tx } from '@millrace/db';
import { unusualIn, type Unusual } from '../anomalies/index.ts';
import { meanOrder } from './chance.ts';
import {
  lowStock,
  openWorkItems,
  reportFigures,
  type DayFigures,
  type Figures,
  type Stock,
} from './report-figures.ts';
import { BEFORE, mailedWindow, windowWords, type ReportWindow } from './report-window.ts';
import { moneyIn, summaryOf } from './summary.ts';

/** Most names in a line. */
const MOST_NAMES = 5;

export interface StoreReport {
  readonly window: ReportWindow;
  /** "Friday 27 November". */
  readonly title: string;
  readonly zone: string;
  readonly currency: string;
  /** What stands out, in whole sentences. */
  readonly summary: readonly string[];
  readonly figures: Figures;
  /** Orders and revenue of every day of the report, oldest first; of a report of one day, of the four weeks until it. */
  readonly days: readonly DayFigures[];
  /** When a worker added up the days that are over; null when all were added up now. */
  readonly knownAt: Instant | null;
  /** Numbers that were not as usual. */
  readonly unusual: readonly Unusual[];
  /** Products that are out of stock or nearly so, and what waits in Work: as of now. */
  readonly stock: readonly Stock[];
  readonly work: number;
}

/** What happened in the store. @param windowOf chooses the time, in the zone of the store */
export async function readStoreReport(
  tx: Tx,
  workspaceId: string,
  windowOf: (zone: string) => ReportWindow,
  now: Instant,
): Promise<StoreReport> {
  const { zone: wanted, currency } = await storeSettings(tx, workspaceId);
  const zone = isZone(wanted) ? wanted : 'UTC';
  const window = windowOf(zone);
  const [{ figures, days, knownAt }, unusual, stock, work] = await together(
    reportFigures(tx, { zone, currency }, window),
    unusualIn(tx, window, zone, currency),
    lowStock(tx),
    openWorkItems(tx),
  );
  const best = new Set(figures.products.map(({ title }) => title));
  return {
    window,
    title: windowWords(window, zone, now),
    zone,
    currency,
    summary: summaryOf(
      window,
      figures,
      stock,
      best,
      unusual.map(({ sentence }) => sentence),
      moneyIn(currency),
    ),
    figures,
    days,
    knownAt,
    unusual,
    stock,
    work,
  };
}

/**
 * The report of an e-mail, a line each: what stands out, then all figures.
 * @param at address of the report on the screen
 */
export async function mailedReport(
  tx: Tx,
  workspaceId: string,
  period: ReportPeriod,
  now: Instant,
  at: (day: string) => string,
): Promise<readonly string[]> {
  const report = await readStoreReport(tx, workspaceId, (zone) => mailedWindow(period, now, zone), now);
  const { window, title, figures, stock, work, currency, summary } = report;
  const { orders, people } = figures;
  const money = moneyIn(currency);
  return [
    title,
    ...summary,
    `All figures (in brackets: ${BEFORE[period]})`,
    `Orders: ${compared(orders.now.orders, orders.before.orders, String)}. Revenue: ${compared(orders.now.revenue, orders.before.revenue, money)}. On average: ${compared(meanOrder(orders.now), meanOrder(orders.before), money)}. Discounts: ${compared(orders.now.discount, orders.before.discount, money)}.`,
    `New customers: ${compared(people.now.newCustomers, people.before.newCustomers, String)}. Carts that were left: ${compared(people.now.cartsLeft, people.before.cartsLeft, String)}. Returns: ${compared(people.now.returns, people.before.returns, String)}. Unsubscribed: ${compared(people.now.unsubscribed, people.before.unsubscribed, String)}.`,
    messagesLine(figures.channels),
    ...flowsLine(figures.flows, money),
    ...stockLines(stock),
    ...(work === 0 ? [] : [`Work: ${plural(work, 'thing')} open.`]),
    `The whole report: ${at(window.day)}`,
  ];
}

const compared = (value: number, before: number, words: (value: number) => string): string =>
  `${words(value)} (${words(before)})`;

function messagesLine(channels: Figures['channels']): string {
  const sum = (which: 'now' | 'before') => channels.reduce((total, { sent }) => total + sent[which], 0);
  const each = channels.filter(({ sent }) => sent.now > 0).map(({ title, sent }) => `${title} ${sent.now}`);
  const parts = each.length > 1 ? `: ${each.join(', ')}` : '';
  return `Messages sent: ${compared(sum('now'), sum('before'), String)}${parts}.`;
}

function flowsLine(flows: Figures['flows'], money: (amount: MinorUnits) => string): string[] {
  if (flows.length === 0) return [];
  const most = flows.slice(0, MOST_NAMES).map((flow) => `${flow.name} ${money(flow.revenue)}`);
  return [`Revenue after messages, by flow: ${most.join(', ')}.`];
}

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
