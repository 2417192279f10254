import { formatMoney, type Instant } from '@millrace/base';
import { count, dayAndTime, decimal, monthOf, percent, weekdayAndDay } from '@millrace/base/words';
import type { FigureView, ReportView } from '@millrace/services/reports';

export const PERIODS = ['day', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

export const PERIOD_TABS = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
] as const;

/** What stands over a running time: "Today so far". */
export const RUNNING: Readonly<Record<Period, string>> = {
  day: 'Today so far',
  week: 'This week so far',
  month: 'This month so far',
};

/** When a worker added up the days that are over. */
export const knownWords = (knownAt: Instant, zone: string): string =>
  `Days that are over are as known on ${dayAndTime(knownAt, zone)}. What is refunded or opened later follows within minutes.`;

interface FigureWords {
  readonly label: string;
  /** Where the figure has its place; null without one. */
  readonly href: string | null;
  /** Whether more is good or bad for the store; null for neither. */
  readonly better: 'more' | 'less' | null;
}

const FIGURES: Readonly<Record<FigureView['id'], FigureWords>> = {
  revenue: { label: 'Revenue', href: '#days', better: 'more' },
  orders: { label: 'Orders', href: '#days', better: 'more' },
  'average-order': { label: 'Average order', href: '#days', better: 'more' },
  'flow-revenue': { label: 'Revenue after messages', href: '#flows', better: null },
  discount: { label: 'Discounts', href: null, better: null },
  'new-customers': { label: 'New customers', href: '/customers', better: 'more' },
  'carts-left': { label: 'Abandoned carts', href: null, better: 'less' },
  sent: { label: 'Messages sent', href: '/messages', better: null },
  unsubscribed: { label: 'Unsubscribed', href: null, better: 'less' },
  returns: { label: 'Returns', href: '/returns', better: 'less' },
  tickets: { label: 'Tickets opened', href: null, better: 'less' },
};

export const figureWords = (id: FigureView['id']): FigureWords => FIGURES[id];

export const figureValue = ({ shows }: FigureView, value: number, currency: string): string =>
  shows === 'amount'
    ? formatMoney({ amount: value, currency }, { whole: Math.abs(value) >= 100_000 })
    : count(value);

/** "18% more than $9,800", "as before", "none before". */
export function changeWords(figure: FigureView, currency: string): string {
  const { value, before } = figure;
  if (value === before) return value === 0 ? 'none before either' : 'the same as before';
  if (before <= 0 || value < 0) return `${figureValue(figure, before, currency)} before`;
  const earlier = figureValue(figure, before, currency);
  const share = value / before - 1;
  if (share >= 2) return `${decimal(value / before, 1)} times ${earlier}`;
  if (Math.abs(share) < 0.005) return `About as much as ${earlier}`;
  return `${percent(Math.abs(share))} ${share > 0 ? 'more' : 'less'} than ${earlier}`;
}

/** Figures that are always shown; the others only when there was anything now or before. */
const ALWAYS: ReadonlySet<FigureView['id']> = new Set(['revenue', 'orders', 'new-customers', 'sent']);
export const shownFigures = (figures: readonly FigureView[]): readonly FigureView[] =>
  figures.filter(({ id, value, before }) => ALWAYS.has(id) || value !== 0 || before !== 0);

/** A change is coloured only when it is more than chance, and one direction is better. */
export function toneOf(figure: FigureView): 'ink' | 'good' | 'broken' {
  const { better } = FIGURES[figure.id];
  if (!figure.notable || better === null) return 'ink';
  return figure.value > figure.before === (better === 'more') ? 'good' : 'broken';
}

/** A day of the calendar as people read it: "Fri 27 Nov". @param day such as 2026-11-27 */
export const dayName = (day: string): string => weekdayAndDay(Date.parse(day), 'UTC');

/** "October 2026". @param month such as 2026-10 */
export const monthName = (month: string): string => monthOf(Date.parse(`${month}-01`), 'UTC');

/** The address of a report. */
export const reportAt = (period: Period, day: string): string => `/reports?period=${period}&day=${day}`;

/** What the bars show, for screen readers. */
export function barsWords(days: ReportView['days'], currency: string): string {
  const money = (amount: number) => formatMoney({ amount, currency }, { whole: true });
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return 'Revenue by the day: nothing yet.';
  const most = days.reduce((best, day) => (day.revenue > best.revenue ? day : best), first);
  return `Revenue by the day from ${dayName(first.day)} to ${dayName(last.day)}: most on ${dayName(most.day)}, ${money(most.revenue)}; ${money(last.revenue)} on the last day.`;
}
