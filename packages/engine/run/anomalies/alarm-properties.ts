import type { Json } from '@millrace/base';
import type { Judged } from '@millrace/measure';
import { alarmWords } from './alarm-words.ts';
import type { Cause } from './likely-causes.ts';
import type { Series } from './read-series.ts';

/** A number that is unusual again within so many days is the same anomaly. */
export const SAME_DAYS = 7;
/** Longest text of an event's property. */
const LONGEST = 255;

export const directionOf = ({ deviations }: Pick<Judged, 'deviations'>) => (deviations < 0 ? 'low' : 'high');

/**
 * The properties of the event that tells an alarm.
 * @param run names the alarm, so that each starts a run of its own, and two of one morning do not wait for each other
 */
export function alarmProperties(
  run: string,
  { number, thing, name }: Pick<Series, 'number' | 'thing' | 'name'>,
  day: string,
  { value, expected, lower, upper, deviations }: Judged,
  causes: readonly Cause[],
  currency: string,
): Readonly<Record<string, Json>> {
  const direction = directionOf({ deviations });
  const words = alarmWords({ metric: number.id, name, day, value, expected, lower, upper }, currency);
  return {
    metric: number.id,
    title: words.title.slice(0, LONGEST),
    summary: words.summary.slice(0, LONGEST),
    value,
    expected,
    lower,
    upper,
    change: expected === 0 ? null : Math.round((100 * (value - expected)) / expected),
    day,
    direction,
    isWorse: direction === number.worse,
    causes: causes.map(({ sentence }) => sentence.slice(0, LONGEST)),
    ...(number.each === 'product' ? { productId: thing } : {}),
    ...(number.each === 'channel' ? { channel: name } : {}),
    ...(number.each === 'flow' ? { flow: name.slice(0, LONGEST) } : {}),
    run,
  };
}
