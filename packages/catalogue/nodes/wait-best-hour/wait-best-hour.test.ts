import { DAY, HOUR, localParts, MINUTE } from '@millrace/base';
import { customer, event, facts } from '@millrace/flow/testing';
import type { Move } from '@millrace/flow';
import { describe, expect, test } from 'vitest';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { waitBestHour } from './definition.ts';

const ZONE = 'Europe/Berlin';
/** Midnight of a day in winter, in Berlin. */
const MIDNIGHT = Date.UTC(2026, 0, 14, 23);
const at = (daysAgo: number, hour: number) =>
  event('product-viewed', {
    id: `${daysAgo}-${hour}`,
    at: MIDNIGHT - daysAgo * DAY + hour * HOUR + 5 * MINUTE,
  });
const now = MIDNIGHT + 30 * HOUR;

describe('the wait', () => {
  const scene = (events: ReturnType<typeof event>[], more: object = {}) => ({
    facts: { now, customer: customer({ zone: ZONE }), events },
    ...more,
  });
  const mornings = [1, 2, 3].map((day) => at(day, 9));

  test('ends within the first minutes of the hour, in their own zone, and says why', () => {
    const move = arriveAt(waitBestHour, {}, scene(mornings)) as Extract<Move, { waitUntil: unknown }>;
    const { hour, minute } = localParts(move.waitUntil!, ZONE);
    expect(hour).toBe(9);
    expect(minute).toBeLessThan(20);
    expect(move.waitUntil! - now).toBeLessThanOrEqual(DAY + 20 * MINUTE);
    expect(move).toMatchObject({
      sentence: 'Their best hour is 09:00, by 3 days of the last half year. Waits until then.',
      with: { variables: { bestHour: 9 } },
    });
  });

  test('is the hour for people about whom too little is known', () => {
    const move = arriveAt(waitBestHour, { otherwise: '11' }, scene([])) as Extract<
      Move,
      { waitUntil: unknown }
    >;
    expect(localParts(move.waitUntil!, ZONE).hour).toBe(11);
    expect(move.sentence).toBe('Too little is known about their hours, so it is 11:00. Waits until then.');
  });

  test('is none within the hour, except in a loop', () => {
    // 30 hours after midnight it is six in the morning.
    const early = [1, 2, 3].map((day) => at(day, 6));
    const config = { from: '5' };
    expect(arriveAt(waitBestHour, config, scene(early))).toMatchObject({
      go: 'next',
      with: { variables: { bestHour: 6 } },
    });
    const again = arriveAt(waitBestHour, config, scene(early, { visit: 2 }));
    expect((again as { waitUntil: number }).waitUntil).toBeGreaterThan(now + 23 * HOUR);
    expect(wakeAt(waitBestHour, config, { type: 'timer' })).toEqual({ go: 'next' });
  });

  test('keeps to the quiet hours of the channel that a step before chose', () => {
    const quiet = { from: 8 * 60, until: 10 * 60, weekdays: [1, 2, 3, 4, 5, 6, 7] };
    const hourBy = (channel?: string) => {
      const quietOf = { carrier: [quiet] };
      const move = arriveAt(
        waitBestHour,
        {},
        {
          facts: { ...scene(mornings).facts, store: { ...facts().store, quiet: [], quietOf } },
          ...(channel === undefined ? {} : { cursor: { variables: { channel } } }),
        },
      ) as Extract<Move, { waitUntil: unknown }>;
      return localParts(move.waitUntil!, ZONE).hour;
    };
    expect(hourBy()).toBe(9);
    expect(hourBy('other')).toBe(9);
    expect(hourBy('carrier')).toBe(10);
  });

  test('has hours that fit together', () => {
    expect(checked(waitBestHour, { from: '20', to: '8', otherwise: '10' })).toEqual([
      'The latest hour is before the earliest.',
      'This hour is outside of the hours above.',
    ]);
    expect(checked(waitBestHour, {})).toEqual([]);
    expect(waitBestHour.sentence({})).toBe('Wait until their best hour, 08:00 to 20:00');
  });
});
