import { plural } from '@millrace/base/words';
import { z } from 'zod';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import type { Scene } from '@millrace/flow';

const UNITS = { minutes: MINUTE, hours: HOUR, days: DAY } as const;

/** A length of time as a marketer gives it. A day is 24 hours, also over a change of clocks. */
export const durationSchema = z.strictObject({
  amount: z
    .number()
    .min(0, 'The time cannot be less than nothing.')
    .max(100_000, 'That is longer than anybody waits.'),
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

/** What a length of time is drawn out by at most: five minutes, or a twentieth of it. */
const MOST = 5 * MINUTE;
const SHARE = 1 / 20;

/**
 * Milliseconds by which one person goes on later than a length of time says. Thousands who came in at once, by an import or a
 * campaign, would otherwise all go on in the same minute. Sticky: it is the same for a person on the same visit of the step.
 * @param most in milliseconds
 */
export function spreadOf(scene: Pick<Scene<unknown>, 'draw' | 'visit'>, long: number, most = MOST): number {
  return Math.floor(scene.draw(`spread:${scene.visit}`) * Math.min(most, long * SHARE));
}
