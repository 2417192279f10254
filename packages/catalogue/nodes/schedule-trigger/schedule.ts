import type { Schedule } from '@millrace/flow';
import { isTime, timeOf } from '../entry-rules.ts';
import { textIn } from '../reading.ts';

interface Written {
  readonly every: 'day' | 'week' | 'month' | 'dates';
  readonly weekdays: readonly number[];
  readonly day: number;
  readonly monthDays: string;
  readonly months: string;
  readonly at: string;
  readonly alsoAt: string;
}

const numbersIn = (text: string): number[] =>
  text.split(/[\s,;]+/).flatMap((part) => (/^\d+$/.test(part) ? [Number(part)] : []));

/** The schedule that a config stands for. */
export function scheduleOf({ every, weekdays, day, monthDays, months, at, alsoAt }: Written): Schedule {
  const isDates = every === 'dates';
  return {
    times: [timeOf(at), ...(isDates && alsoAt !== '' ? [timeOf(alsoAt)] : [])],
    weekdays: every === 'week' || isDates ? [...weekdays] : [],
    monthDays: every === 'month' ? [day] : isDates ? numbersIn(monthDays) : [],
    months: isDates ? numbersIn(months) : [],
  };
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const joined = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** "Every Monday and Thursday at 09:00", from a config that may be unfinished. */
export function scheduleWords({
  every = 'day',
  weekdays,
  day,
  monthDays,
  months,
  at = '09:00',
  alsoAt,
}: Readonly<Record<string, unknown>>): string {
  const times = [at, alsoAt].filter(isTime);
  const clock = times.length === 0 ? '' : ` at ${joined(every === 'dates' ? times : times.slice(0, 1))}`;
  const names = Array.isArray(weekdays) ? weekdays.flatMap((number) => DAYS[Number(number) - 1] ?? []) : [];
  if (every === 'week')
    return names.length === 0 ? 'Choose the days of the week' : `Every ${joined(names)}${clock}`;
  if (every === 'month')
    return `Every month on day ${typeof day === 'number' && Number.isFinite(day) ? day : 1}${clock}`;
  if (every !== 'dates') return `Every day${clock}`;
  const on = numbersIn(textIn(monthDays));
  const of = numbersIn(textIn(months)).flatMap((month) => MONTHS[month - 1] ?? []);
  const parts = [
    names.length > 0 ? joined(names) : '',
    on.length > 0 ? `day ${joined(on.map(String))}` : '',
    of.length > 0 ? `in ${joined(of)}` : '',
  ];
  return `Every ${parts.filter((part) => part !== '').join(', ') || 'day'}${clock}`;
}
