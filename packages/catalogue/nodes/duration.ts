import { plural } from '@millrace/base/words';
import { z } from 'zod';
import { DAY, HOUR, MINUTE } from '@millrace/base';

const UNITS = { minutes: MINUTE, hours: HOUR, days: DAY } as const;

/** A length of time as a marketer gives it. A day is 24 hours, also over a change of clocks. */
export const durationSchema = z.strictObject({
  amount: z.number().min(0, 'The time cannot be less than nothing.').max(100_000, 'That is longer than anybody waits.'),
  unit: z.enum(['minutes', 'hours', 'days']),
});
export type Duration = z.infer<typeof durationSchema>;

export function milliseconds({ amount, unit }: Duration): number {
  return Math.round(amount * UNITS[unit]);
}

/** "3 hours", "1 day"; an ellipsis while it is not filled in. Takes unfinished values. */
export function durationWords(duration: unknown): string {
  const { amount, unit } = (duration ?? {}) as { amount?: unknown; unit?: unknown };
  if (typeof amount !== 'number' || typeof unit !== 'string') return '…';
  return plural(amount, unit.replace(/s$/, ''));
}

/** True for a length of time that is none. */
export function isZero(duration: unknown): boolean {
  const { amount } = (duration ?? {}) as { amount?: unknown };
  return typeof amount !== 'number' || !(amount > 0);
}
