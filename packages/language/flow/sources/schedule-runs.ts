import { DAY, instantOf, localParts, type Instant } from '@millrace/base';
import type { Schedule } from '../trigger-source.ts';

export interface ScheduleRun {
  readonly at: Instant;
  /** The permanent name of the run, in the store's wall-clock time: `2026-03-29T09:00`. */
  readonly name: string;
}

/** Days. No schedule has a longer gap: in years without 29 February, the 28th stands for it. */
const FURTHEST = 400;

/**
 * The first run after an instant; null when there is none within 400 days. A time that the clocks skip moves
 * forward by the skip; a time that comes twice means the first.
 * @param zone IANA name of the store's zone
 */
export function nextRun(schedule: Schedule, zone: string, after: Instant): ScheduleRun | null {
  const today = localParts(after, zone);
  const first = Date.UTC(today.year, today.month - 1, today.day);
  for (let days = 0; days <= FURTHEST; days += 1) {
    const day = dayOf(first + days * DAY);
    if (!isOn(schedule, day)) continue;
    const runs = timesOf(schedule).map(({ hour, minute }) => ({
      hour,
      minute,
      at: instantOf({ ...day, hour, minute }, zone),
    }));
    const found = runs.filter(({ at }) => at > after).sort((left, right) => left.at - right.at)[0];
    if (found) return { at: found.at, name: `${dated(day)}T${two(found.hour)}:${two(found.minute)}` };
  }
  return null;
}

/** The runs after one instant, up to and including another. @param most runs at most */
export function runsBetween(
  schedule: Schedule,
  zone: string,
  after: Instant,
  until: Instant,
  most = 400,
): readonly ScheduleRun[] {
  const runs: ScheduleRun[] = [];
  for (
    let run = nextRun(schedule, zone, after);
    run !== null && run.at <= until && runs.length < most;
    run = nextRun(schedule, zone, run.at)
  )
    runs.push(run);
  return runs;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

function dayOf(at: number): Day {
  const date = new Date(at);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() || 7,
  };
}

function isOn({ weekdays, monthDays, months }: Schedule, { year, month, day, weekday }: Day): boolean {
  if (months.length > 0 && !months.includes(month)) return false;
  if (weekdays.length > 0 && !weekdays.includes(weekday)) return false;
  if (monthDays.length === 0) return true;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return monthDays.some((wanted) => Math.min(wanted, last) === day);
}

const timesOf = ({ times }: Schedule) => (times.length === 0 ? [{ hour: 9, minute: 0 }] : times);
const two = (value: number): string => String(value).padStart(2, '0');
const dated = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`;
