import { dayBegins, dayIn, dayNumber, dayText, type CalendarDay, type Instant } from '@millrace/base';
import { dayOf, longDay, monthOf, shortDay, timeOfDay } from '@millrace/base/words';
import type { ReportPeriod } from '@millrace/connectors/acts';

/** From, and until before it. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/** The time of a report, and the time it is compared with. */
export interface ReportWindow extends Stretch {
  readonly period: ReportPeriod;
  /** Its first day in the calendar of the store, such as 2026-11-23. */
  readonly day: string;
  /** What it is compared with; of a time that is not over, as much as has passed of it. */
  readonly before: Stretch;
  readonly isOver: boolean;
  /** First days of the report before it and after it; null where that has not begun. */
  readonly earlier: string;
  readonly later: string | null;
}

export const BEFORE: Readonly<Record<ReportPeriod, string>> = {
  day: 'the same day of the week before',
  week: 'the week before',
  month: 'the month before',
};

/** First days of the period of a report, of those around it, and of what it is compared with. */
function around(period: ReportPeriod, { year, month, day }: CalendarDay) {
  const move = (days: number) => ({ year, month, day: day + days });
  switch (period) {
    case 'day':
      // Days of the week differ more than weeks do, so a Monday is compared with a Monday.
      return { end: move(1), earlier: move(-1), before: move(-7), beforeEnd: move(-6) };
    case 'week':
      return { end: move(7), earlier: move(-7), before: move(-7), beforeEnd: move(0) };
    case 'month': {
      const first = (months: number) => ({ year, month: month + months, day: 1 });
      return { end: first(1), earlier: first(-1), before: first(-1), beforeEnd: first(0) };
    }
  }
}

/**
 * The time of a report that begins with a day of the store's calendar; of a month, the month that the day is in. What
 * is not over ends now, and is compared with as much of the time before.
 */
export function windowFrom(
  period: ReportPeriod,
  first: CalendarDay,
  now: Instant,
  zone: string,
): ReportWindow {
  const begin = period === 'month' ? { ...first, day: 1 } : first;
  const { end, earlier, before, beforeEnd } = around(period, begin);
  const at = (day: CalendarDay) => dayBegins(day, zone);
  const [from, until] = [at(begin), at(end)];
  const isOver = until <= now;
  const to = isOver ? until : Math.max(from, now);
  const compared = { from: at(before), to: at(beforeEnd) };
  const textOf = (day: CalendarDay) => dayText(dayIn(at(day), zone));
  return {
    period,
    day: textOf(begin),
    from,
    to,
    before: isOver ? compared : { ...compared, to: Math.min(compared.to, compared.from + to - from) },
    isOver,
    earlier: textOf(earlier),
    later: isOver ? textOf(end) : null,
  };
}

/** The first day of the time that is running: today, the Monday of this week, the first of this month. */
function runningDay(period: ReportPeriod, now: Instant, zone: string): CalendarDay {
  const today = dayIn(now, zone);
  if (period === 'month') return { ...today, day: 1 };
  // 1 January 1970 was a Thursday.
  return period === 'week' ? { ...today, day: today.day - ((dayNumber(today) + 3) % 7) } : today;
}

/** The time that is running: today, this week since Monday, this month. */
export const runningWindow = (period: ReportPeriod, now: Instant, zone: string): ReportWindow =>
  windowFrom(period, runningDay(period, now, zone), now, zone);

/** The last time that is over: yesterday, the last week from Monday to Sunday, the last month. */
export const lastWindow = (period: ReportPeriod, now: Instant, zone: string): ReportWindow =>
  windowFrom(period, around(period, runningDay(period, now, zone)).earlier, now, zone);

/** What an e-mail reports: yesterday, the seven days until yesterday, or the last month. */
export function mailedWindow(period: ReportPeriod, now: Instant, zone: string): ReportWindow {
  if (period !== 'week') return lastWindow(period, now, zone);
  const today = dayIn(now, zone);
  return windowFrom('week', { ...today, day: today.day - 7 }, now, zone);
}

/** "Friday 27 November", "20 Nov 2026 to 26 Nov 2026", "November 2026"; of a running time also until when. */
export function windowWords({ period, from, to, isOver }: ReportWindow, zone: string, now: Instant): string {
  const until = isOver
    ? ''
    : `, until ${period === 'day' ? '' : `${shortDay(now, zone, now)} `}${timeOfDay(now, zone)}`;
  switch (period) {
    case 'day':
      return `${longDay(from, zone, now)}${until}`;
    case 'week':
      return isOver ? `${dayOf(from, zone)} to ${dayOf(to - 1, zone)}` : `Since ${dayOf(from, zone)}${until}`;
    case 'month':
      return `${monthOf(from, zone)}${until}`;
  }
}
