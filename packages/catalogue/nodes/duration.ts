import { plural } from '@millrace/base/words';
import { z } from 'zod';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import type { Scene } from '@millrace/flow';

const UNITS = { minutes: MINUTE, hours: HOUR, days: DAY } as const;

/** A duration as a marketer enters it. A day is 24 hours, also across a clock change. */
export const durationSchema = z.strictObject({
  amount: z.number().min(0, 'The time cannot be negative.').max(100_000, 'The time is at most 100,000.'),
  unit: z.enum(['minutes', 'hours', 'days']),
});
export type Duration = z.infer<typeof durationSchema>;

export function milliseconds({ amount, unit }: Duration): number {
  return Math.round(amount * UNITS[unit]);
}

/** "3 hours", "1 day"; an ellipsis for an unfinished value. */
export function durationWords(duration: unknown): string {
  const { amount, unit } = (duration ?? {}) as { amount?: unknown; unit?: unknown };
  if (typeof amount !== 'number' || typeof unit !== 'string') return '…';
  return plural(amount, unit.replace(/s$/, ''));
}

/** True for a duration of 0 or an unfinished one. */
export function isZero(duration: unknown): boolean {
  const { amount } = (duration ?? {}) as { amount?: unknown };
  return typeof amount !== 'number' || !(amount > 0);
}

/** A duration is extended by at most five minutes, or a twentieth of it. */
const MOST = 5 * MINUTE;
const SHARE = 1 / 20;

/**
 * Milliseconds by which one person waits longer than the duration. Without it, thousands who entered at once,
 * by an import or a campaign, would all go on in the same minute. It is always the same for a person on the
 * same visit of the step.
 * @param long the duration in milliseconds
 * @param most in milliseconds
 */
export function spreadOf(scene: Pick<Scene<unknown>, 'draw' | 'visit'>, long: number, most = MOST): number {
  return Math.floor(scene.draw(`spread:${scene.visit}`) * Math.min(most, long * SHARE));
}
