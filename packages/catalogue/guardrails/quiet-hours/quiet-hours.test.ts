import { describe, expect, it, test } from 'vitest';
import fc from 'fast-check';
import { DAY, HOUR, localParts, MINUTE } from '@millrace/base';
import { isAllowed, nextAllowed } from '@millrace/flow/quiet-time';
import { CHANNELS } from '@millrace/channels';
import { quietTimes } from '../kinds.ts';
import { customer, NOON, sendFacts } from '../testing/sample-facts.ts';
import { quietHoursCheck } from './check.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const night = { from: 21 * 60, until: 9 * 60, weekdays: EVERY_DAY };
const settings = (given: object = {}) => quietHoursCheck.settings.parse(given);
const at = (now: number, zone: string, given: object = {}, more: object = {}) =>
  quietHoursCheck.check(sendFacts({ now, customer: customer({ zone, ...more }) }), settings(given));

describe('quiet hours in the customer’s time zone', () => {
  it('let a message through at noon and hold one at eleven at night until nine', () => {
    expect(at(NOON, 'Europe/Berlin')).toEqual({ verdict: 'pass' });
    expect(at(Date.UTC(2026, 10, 18, 22), 'Europe/Berlin', { spreadMinutes: 0 })).toEqual({
      verdict: 'hold',
      until: Date.UTC(2026, 10, 19, 8),
      lookAgainAt: Date.UTC(2026, 10, 19, 8),
      reason: 'quiet-hours',
      sentence: 'Held until Thursday 9:00 in their time zone (Berlin): quiet hours.',
    });
  });

  it('are over at nine sharp and begin at nine in the evening sharp', () => {
    expect(isAllowed(Date.UTC(2026, 10, 18, 8), 'Europe/Berlin', night)).toBe(true);
    expect(isAllowed(Date.UTC(2026, 10, 18, 8) - 1, 'Europe/Berlin', night)).toBe(false);
    expect(isAllowed(Date.UTC(2026, 10, 18, 20) - 1, 'Europe/Berlin', night)).toBe(true);
    expect(isAllowed(Date.UTC(2026, 10, 18, 20), 'Europe/Berlin', night)).toBe(false);
  });

  it('end at 9:00 in Berlin on the day in October when clocks go back', () => {
    // Sunday, 25 October 2026: 03:00 summer time becomes 02:00, so that 9:00 is 08:00 UTC and not 07:00.
    expect(nextAllowed(Date.UTC(2026, 9, 24, 22), 'Europe/Berlin', night)).toBe(Date.UTC(2026, 9, 25, 8));
    expect(nextAllowed(Date.UTC(2026, 9, 23, 22), 'Europe/Berlin', night)).toBe(Date.UTC(2026, 9, 24, 7));
  });

  it('end at 9:00 in New York on the day in March when clocks go forward', () => {
    expect(nextAllowed(Date.UTC(2027, 2, 14, 4), 'America/New_York', night)).toBe(Date.UTC(2027, 2, 14, 13));
    expect(nextAllowed(Date.UTC(2027, 2, 13, 4), 'America/New_York', night)).toBe(Date.UTC(2027, 2, 13, 14));
  });

  it('end on the same Friday for 20:00, Monday to Friday, in Los Angeles on Friday noon', () => {
    const friday = Date.UTC(2026, 10, 20, 20);
    expect(localParts(friday, 'America/Los_Angeles')).toMatchObject({ weekday: 5, hour: 12 });
    const evening = { from: 22 * 60, until: 20 * 60, weekdays: [1, 2, 3, 4, 5] };
    expect(
      localParts(nextAllowed(friday, 'America/Los_Angeles', evening), 'America/Los_Angeles'),
    ).toMatchObject({
      day: 20,
      weekday: 5,
      hour: 20,
      minute: 0,
    });
    const after = Date.UTC(2026, 10, 21, 6, 30);
    expect(
      localParts(nextAllowed(after, 'America/Los_Angeles', evening), 'America/Los_Angeles'),
    ).toMatchObject({
      day: 23,
      weekday: 1,
      hour: 20,
    });
  });

  it('hold a message on a day that is not allowed until the first allowed day', () => {
    const saturday = Date.UTC(2026, 10, 21, 11);
    expect(at(saturday, 'Europe/Berlin', { weekdays: [1, 2, 3, 4, 5], spreadMinutes: 0 })).toMatchObject({
      verdict: 'hold',
      until: Date.UTC(2026, 10, 23, 8),
      sentence: 'Held until Monday 9:00 in their time zone (Berlin): quiet hours.',
    });
    expect(nextAllowed(saturday, 'Europe/Berlin', { from: 0, until: 0, weekdays: [1] })).toBe(
      Date.UTC(2026, 10, 22, 23),
    );
  });

  it('may differ by channel, and leave order messages alone', () => {
    const evening = Date.UTC(2026, 10, 18, 19, 30);
    const own = { channels: { sms: { from: '20:00', until: '10:00' } }, spreadMinutes: 0 };
    const texted = (purpose: 'marketing' | 'transactional') =>
      quietHoursCheck.check(sendFacts({ now: evening, message: { channel: 'sms', purpose } }), settings(own));
    expect(texted('marketing')).toMatchObject({ verdict: 'hold', until: Date.UTC(2026, 10, 19, 9) });
    expect(texted('transactional')).toEqual({ verdict: 'pass' });
    expect(at(evening, 'Europe/Berlin', own)).toEqual({ verdict: 'pass' });
    expect(at(Date.UTC(2026, 10, 18, 23), 'Europe/Berlin', { on: false })).toEqual({ verdict: 'pass' });
  });

  it('spread a thousand people held until nine over the minutes after it, each at a fixed one', () => {
    const now = Date.UTC(2026, 10, 18, 23);
    const held = Array.from({ length: 1_000 }, (_, index) =>
      at(now, 'Europe/Berlin', { spreadMinutes: 20 }, { id: `c-${index}` }),
    );
    const again = held.map((verdict) => (verdict.verdict === 'hold' ? verdict.lookAgainAt : 0));
    expect(Math.min(...again)).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 19, 8));
    expect(Math.max(...again)).toBeLessThan(Date.UTC(2026, 10, 19, 8, 20));
    const byMinute = again
      .map((instant) => Math.floor(instant / MINUTE))
      .reduce(
        (counts, minute) => counts.set(minute, (counts.get(minute) ?? 0) + 1),
        new Map<number, number>(),
      );
    expect(byMinute.size).toBe(20);
    expect(Math.max(...byMinute.values())).toBeLessThan(100);
    expect(held[7]).toEqual(at(now, 'Europe/Berlin', { spreadMinutes: 20 }, { id: 'c-7' }));
    expect(new Set(held.map((verdict) => (verdict.verdict === 'hold' ? verdict.until : 0)))).toEqual(
      new Set([Date.UTC(2026, 10, 19, 8)]),
    );
  });

  it('refuse a time of day that does not exist and an empty week', () => {
    expect(quietHoursCheck.settings.safeParse({ from: '25:00' }).success).toBe(false);
    expect(quietHoursCheck.settings.safeParse({ weekdays: [] }).success).toBe(false);
  });
});

describe('quiet hours for any settings, zone and instant', () => {
  const zone = fc.constantFrom(
    'Europe/Berlin',
    'America/Los_Angeles',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'Pacific/Apia',
    'UTC',
    'Africa/Casablanca',
    'Asia/Kathmandu',
  );
  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const quiet = fc.record({
    from: minute,
    until: minute,
    weekdays: fc.subarray(EVERY_DAY, { minLength: 1 }),
  });
  const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) });

  it('hold until a later instant at which a message may be sent, and never more than nine days', () => {
    fc.assert(
      fc.property(instant, zone, quiet, (now, where, rule) => {
        const until = nextAllowed(now, where, rule);
        expect(isAllowed(until, where, rule)).toBe(true);
        expect(until === now).toBe(isAllowed(now, where, rule));
        expect(until).toBeGreaterThanOrEqual(now);
        expect(until - now).toBeLessThanOrEqual(9 * DAY);
      }),
      { numRuns: 2_000 },
    );
  });

  it('hold no longer than needed: nothing earlier was allowed, except around clock changes', () => {
    fc.assert(
      fc.property(
        instant,
        fc.constantFrom('UTC', 'Asia/Kolkata', 'Asia/Kathmandu'),
        quiet,
        (now, where, rule) => {
          const until = nextAllowed(now, where, rule);
          for (let earlier = now; earlier < until; earlier += 17 * MINUTE)
            expect(isAllowed(earlier, where, rule)).toBe(false);
          if (until > now) expect(isAllowed(until - 1, where, rule)).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('check again at an allowed time, at the earliest when the hold ends', () => {
    fc.assert(
      fc.property(
        instant,
        zone,
        fc.string(),
        fc.integer({ min: 0, max: 240 }),
        (now, where, id, spreadMinutes) => {
          const verdict = at(now, where, { spreadMinutes }, { id });
          if (verdict.verdict !== 'hold') return;
          expect(verdict.until).toBeGreaterThan(now);
          expect(verdict.lookAgainAt).toBeGreaterThanOrEqual(verdict.until);
          expect(verdict.lookAgainAt - verdict.until).toBeLessThan(Math.max(1, spreadMinutes) * MINUTE);
          expect(isAllowed(verdict.lookAgainAt, where, night)).toBe(true);
          expect(verdict.until - now).toBeLessThanOrEqual(13 * HOUR);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

test('the quiet hours of the store, and of the channels that differ from them', () => {
  const [own, other] = CHANNELS.filter(({ quietHours }) => quietHours);
  const still = CHANNELS.find(({ quietHours }) => !quietHours);
  const { quiet, quietOf } = quietTimes({
    'quiet-hours': {
      on: true,
      from: '22:00',
      until: '08:00',
      channels: { [own!.id]: { from: '20:00', until: '08:00' } },
    },
  });
  expect(quiet).toEqual([{ from: 22 * 60, until: 8 * 60, weekdays: [1, 2, 3, 4, 5, 6, 7] }]);
  expect(quietOf[own!.id]).toEqual([{ from: 20 * 60, until: 8 * 60, weekdays: [1, 2, 3, 4, 5, 6, 7] }]);
  expect(Object.keys(quietOf)).not.toContain(other?.id);
  if (still) expect(quietOf[still.id]).toEqual([]);
  expect(quietTimes({ 'quiet-hours': { on: false } })).toEqual({ quiet: [], quietOf: {} });
});
