import { fail, readDate, type CalendarDay, type Instant } from '@millrace/base';
import { REPORT_PERIODS } from '@millrace/connectors/acts';
import { defineVerb } from '@millrace/core/verb';
import {
  BEFORE,
  countOf,
  isNotable,
  meanMovedBy,
  meanOrder,
  revenueOf,
  lastWindow,
  movedBy,
  readStoreReport,
  windowFrom,
  type Pair,
  type ReportWindow,
  type StoreReport,
} from '@millrace/run/reports';
import { z } from 'zod';
import { causedBy } from '../measure/caused-flows.ts';
import { measuredFlows } from '../measure/measured-flows.ts';
import { reportSchema, type FigureView } from './shapes.ts';

/** Most products of the list of stock. */
const MOST_STOCK = 20;

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
    const measured = await measuredFlows(tx, now);
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
      days: [...report.days],
      knownAt: report.knownAt,
      channels: figures.channels.map(({ sent, ...channel }) => ({
        ...channel,
        sent: sent.now,
        sentBefore: sent.before,
      })),
      flows: [...figures.flows],
      caused: measured.map(causedBy),
      products: [...figures.products],
      unusual: [...report.unusual],
      stock: report.stock.slice(0, MOST_STOCK),
      stockTotal: report.stock.length,
      work: report.work,
    };
  },
});

function asked(day: string, windowAt: (at: CalendarDay) => ReportWindow, now: Instant): ReportWindow {
  const read = readDate(day);
  const window = read?.kind === 'day' ? windowAt(read.day) : null;
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
