import { DAY, dayIn, dayText, fail, readDate, type CalendarDay, type Instant } from '@millrace/base';
import { REPORT_PERIODS } from '@millrace/connectors/acts';
import { defineVerb } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import {
  BEFORE,
  countOf,
  isNotable,
  meanMovedBy,
  meanOrder,
  revenueOf,
  daysOf,
  lastWindow,
  movedBy,
  readStoreReport,
  windowFrom,
  type DayFigures,
  type Pair,
  type ReportWindow,
  type StoreReport,
} from '@millrace/run/reports';
import { z } from 'zod';
import { causedBy } from '../measure/caused-flows.ts';
import { measuredFlows } from '../measure/measured-flows.ts';
import { reportSchema, type FigureView, type ReportView } from './shapes.ts';

/** Most products of the list of stock. */
const MOST_STOCK = 20;
/** A report of one day shows so many days until it. */
const DAYS_SHOWN = 28;

/**
 * What happened in the store on a day, in a week or in a month, compared with the time before.
 * @throws MillraceError not-found for a day that the calendar does not have, or that has not begun
 */
export const readReport = defineVerb({
  name: 'report-read',
  permission: 'flows:read',
  input: z.strictObject({
    period: z.enum(REPORT_PERIODS),
    day: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .optional()
      .describe('First day of the report, or any day of the month; without it, the last time that is over'),
  }),
  output: reportSchema,
  run: async (tx, { period, day }, { workspaceId, now: clock }) => {
    const now = clock();
    const report = await readStoreReport(
      tx,
      workspaceId,
      (zone) =>
        day === undefined
          ? lastWindow(period, now, zone)
          : asked(day, (at) => windowFrom(period, at, now, zone), now),
      now,
    );
    const { window, figures, currency } = report;
    // One after the other: both take part of the same connection.
    const days = await daysShown(tx, report);
    const caused = (await measuredFlows(tx, now)).map(causedBy);
    return {
      period,
      title: report.title,
      day: window.day,
      from: window.from,
      to: window.to,
      isOver: window.isOver,
      comparedWith: BEFORE[period],
      earlier: window.earlier,
      later: window.later,
      currency,
      summary: [...report.summary],
      figures: figuresOf(report),
      days,
      channels: figures.channels.map(({ sent, ...channel }) => ({
        ...channel,
        sent: sent.now,
        sentBefore: sent.before,
      })),
      flows: [...figures.flows],
      caused,
      products: [...figures.products],
      unusual: [...report.unusual],
      stock: report.stock.slice(0, MOST_STOCK),
      stockTotal: report.stock.length,
      work: report.work,
    };
  },
});

function asked(day: string, windowAt: (at: CalendarDay) => ReportWindow, now: Instant): ReportWindow {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const window = readDate(day) === null ? null : windowAt({ year, month, day: date });
  return window !== null && window.from <= now ? window : fail('not-found', { what: 'report' });
}

function figuresOf({ window, figures: { orders, people, channels } }: StoreReport): FigureView[] {
  const { now, before } = orders;
  const counted = (id: FigureView['id'], { now: value, before: earlier }: Pair): FigureView => ({
    id,
    shows: 'count',
    value,
    before: earlier,
    notable: isNotable(movedBy(countOf(value), countOf(earlier), window, window.before)),
  });
  const amount = (id: FigureView['id'], value: number, earlier: number, notable = false): FigureView => ({
    id,
    shows: 'amount',
    value,
    before: earlier,
    notable,
  });
  const sent = (which: 'now' | 'before') => channels.reduce((sum, channel) => sum + channel.sent[which], 0);
  const pair = (which: keyof typeof people.now) => ({ now: people.now[which], before: people.before[which] });
  return [
    amount(
      'revenue',
      now.revenue,
      before.revenue,
      isNotable(movedBy(revenueOf(now), revenueOf(before), window, window.before)),
    ),
    counted('orders', { now: now.orders, before: before.orders }),
    amount('average-order', meanOrder(now), meanOrder(before), isNotable(meanMovedBy(now, before))),
    amount('flow-revenue', now.flowRevenue, before.flowRevenue),
    amount('discount', now.discount, before.discount),
    counted('new-customers', pair('newCustomers')),
    counted('carts-left', pair('cartsLeft')),
    counted('sent', { now: sent('now'), before: sent('before') }),
    counted('unsubscribed', pair('unsubscribed')),
    counted('returns', pair('returns')),
    counted('tickets', pair('tickets')),
  ];
}

/** Every day of the report; of a report of one day, the four weeks until it. */
async function daysShown(tx: Tx, { window, zone, currency }: StoreReport): Promise<ReportView['days']> {
  const from = window.period === 'day' ? window.from - (DAYS_SHOWN - 1) * DAY : window.from;
  const found = new Map<string, DayFigures>(
    (await daysOf(tx, from, window.to, currency, zone)).map((one) => [one.day, one]),
  );
  const last = dayText(dayIn(Math.max(window.from, window.to - 1), zone));
  const days: ReportView['days'][number][] = [];
  const begin = dayIn(from, zone);
  for (let step = 0; step < 40; step += 1) {
    const day = new Date(Date.UTC(begin.year, begin.month - 1, begin.day + step)).toISOString().slice(0, 10);
    if (day > last) break;
    days.push(found.get(day) ?? { day, orders: 0, revenue: 0 });
  }
  return days;
}
