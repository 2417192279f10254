import { listed, plural } from '@millrace/base/words';
import { CHANNELS, lowered } from '@millrace/channels';
type Settings = Readonly<Record<string, unknown>>;

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** How a guardrail is set, in one sentence; null where its summary says it all. */
export function settingsInWords(id: string, settings: Settings): string | null {
  const wording = WORDINGS[id];
  return wording ? wording(settings) : null;
}

const WORDINGS: Readonly<Record<string, (settings: Settings) => string | null>> = {
  'frequency-cap': ({ windowHours, perChannel, total, beyond }) => {
    const hours = number(windowHours) ?? 24;
    const all = number(total) ?? 1;
    const one = number(perChannel) ?? 1;
    const limit =
      one < all
        ? `${times(all)} in ${plural(hours, 'hour')}, ${times(one)} on one channel`
        : `${times(all)} in ${plural(hours, 'hour')}, on all channels together`;
    return `At most ${limit}. What is beyond it ${beyond === 'skip' ? 'is not sent' : 'waits'}.`;
  },
  'quiet-hours': ({ from, until, weekdays, channels }) => {
    const days = Array.isArray(weekdays) ? weekdays.filter((day): day is number => typeof day === 'number') : [];
    const others = Object.keys((channels ?? {}) as object).length;
    const when = `Quiet from ${String(from ?? '21:00')} until ${String(until ?? '09:00')}`;
    const on = days.length === 0 || days.length === 7 ? 'every day' : `sending on ${daysInWords(days)}`;
    return `${when}, ${on}${others > 0 ? '; different for some channels' : ''}.`;
  },
  'hold-limit': ({ hours }) => `Skipped after ${plural(number(hours) ?? 36, 'hour')}.`,
  'kill-switch': ({ meanwhile }) =>
    meanwhile === 'hold' ? 'While stopped, messages are kept until it is released.' : 'While stopped, messages are dropped and say so.',
  'sms-cart-rule': ({ withinHours }) => `Not later than ${plural(number(withinHours) ?? 48, 'hour')} after the cart was last changed.`,
  consent: (settings) => {
    const allowed = CHANNELS.filter(({ consentRules: { neverAsked } }) => neverAsked !== null && settings[neverAsked.setting] === true);
    const what = allowed.map(({ words }) => lowered(words.agreed));
    return what.length === 0 ? 'People who were never asked get nothing.' : `People who were never asked do get ${listed(what)}.`;
  },
};

const times = (count: number) => (count === 1 ? 'one message' : plural(count, 'message'));

/** `[1,2,3,4,5]` is "Monday to Friday"; otherwise the days one by one. */
export function daysInWords(days: readonly number[]): string {
  const sorted = [...new Set(days)].toSorted((one, other) => one - other);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return 'no day';
  const name = (day: number) => DAYS[day - 1] ?? String(day);
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${name(first)} to ${name(last)}`;
  const words = sorted.map(name);
  return listed(words);
}
