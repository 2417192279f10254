import { DAY, HOUR, localParts, MINUTE } from '@millrace/base';
import { customer, event } from '@millrace/flow/testing';
import type { Move } from '@millrace/flow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { bestHour, SIGNS } from './best-hour.ts';
import { waitBestHour } from './definition.ts';

const ZONE = 'Europe/Berlin';
const ALL = { from: 0, to: 23 };
/** Midnight of a day in winter, in Berlin. */
const MIDNIGHT = Date.UTC(2026, 0, 14, 23);
const at = (daysAgo: number, hour: number, type = 'product-viewed') =>
  event(type, { id: `${type}-${daysAgo}-${hour}`, at: MIDNIGHT - daysAgo * DAY + hour * HOUR + 5 * MINUTE });
const now = MIDNIGHT + 30 * HOUR;

describe('the best hour', () => {
  test('is the one of most days, and a long evening counts once an hour', () => {
    const events = [
      ...[1, 2, 3, 4].map((day) => at(day, 9)),
      ...Array.from({ length: 40 }, (_, index) => ({ ...at(5, 20), id: `evening-${index}` })),
    ];
    expect(bestHour(events, now, ZONE, ALL)).toEqual({ hour: 9, days: 5 });
  });

  test('is drawn to orders more than to looking around', () => {
    const events = [at(1, 9), at(2, 9), at(3, 19, 'order-placed')];
    expect(bestHour(events, now, ZONE, ALL)).toMatchObject({ hour: 19 });
  });

  test('counts half for the hours beside it, over midnight too', () => {
    const events = [at(1, 11), at(2, 13), at(3, 12, 'searched'), at(4, 7)];
    expect(bestHour(events, now, ZONE, ALL)).toMatchObject({ hour: 12 });
    expect(bestHour([at(1, 23), at(2, 23), at(3, 23)], now, ZONE, { from: 0, to: 8 })).toEqual({
      hour: 0,
      days: 3,
    });
  });

  test('needs three days, of the last half year, and none of opens', () => {
    expect(bestHour([at(1, 9), at(2, 9), at(2, 10)], now, ZONE, ALL)).toBeNull();
    expect(
      bestHour(
        [1, 2, 3].map((day) => at(day + 200, 9)),
        now,
        ZONE,
        ALL,
      ),
    ).toBeNull();
    expect(
      bestHour(
        [1, 2, 3].map((day) => at(day, 9, 'message-opened')),
        now,
        ZONE,
        ALL,
      ),
    ).toBeNull();
  });

  test('is one of the hours that may be chosen, whatever happened', () => {
    const any = fc.record({
      type: fc.constantFrom(...Object.keys(SIGNS), 'message-opened'),
      at: fc.integer({ min: now - 200 * DAY, max: now }),
    });
    fc.assert(
      fc.property(fc.array(any), fc.nat(23), fc.nat(23), (happened, one, other) => {
        const hours = { from: Math.min(one, other), to: Math.max(one, other) };
        const events = happened.map((each, index) => event(each.type, { id: String(index), at: each.at }));
        const found = bestHour(events, now, ZONE, hours);
        if (found === null) return;
        expect(found.hour).toBeGreaterThanOrEqual(hours.from);
        expect(found.hour).toBeLessThanOrEqual(hours.to);
        expect(found.days).toBeGreaterThanOrEqual(3);
      }),
    );
  });
});

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

  test('has hours that fit together', () => {
    expect(checked(waitBestHour, { from: '20', to: '8', otherwise: '10' })).toEqual([
      'The latest hour is before the earliest.',
      'This hour is outside of the hours above.',
    ]);
    expect(checked(waitBestHour, {})).toEqual([]);
    expect(waitBestHour.sentence({})).toBe('Wait until their best hour, 08:00 to 20:00');
  });
});
