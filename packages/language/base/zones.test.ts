import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { Temporal as T } from 'temporal-polyfill';
import { DAY, HOUR, MINUTE } from './clock.ts';
import { instantOf, isZone, localParts, nextLocalTime, zoneOffset } from './zones.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Honolulu',
  'America/Havana',
  'Asia/Tehran',
];
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) });
const at = (text: string, name: string) => T.ZonedDateTime.from(`${text}[${name}]`).epochMilliseconds;
const wall = (moment: number, name: string) =>
  T.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(name).toPlainDateTime().toString();

describe('the offset of a zone', () => {
  test('agrees with a full time zone library at any instant of forty years', () => {
    fc.assert(
      fc.property(instant, zone, (moment, name) => {
        const expected =
          T.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(name).offsetNanoseconds / 1e6;
        expect(zoneOffset(moment, name)).toBe(expected);
      }),
      { numRuns: 1_500 },
    );
  });

  test('is right one millisecond before and at the change itself', () => {
    const change = Date.UTC(2026, 9, 25, 1);
    expect(zoneOffset(change - 1, 'Europe/Berlin')).toBe(2 * HOUR);
    expect(zoneOffset(change, 'Europe/Berlin')).toBe(1 * HOUR);
    const spring = Date.UTC(2026, 2, 29, 1);
    expect(zoneOffset(spring - 1, 'Europe/Berlin')).toBe(1 * HOUR);
    expect(zoneOffset(spring, 'Europe/Berlin')).toBe(2 * HOUR);
  });

  test('knows zones whose summer time is half an hour', () => {
    const offsets = new Set(
      Array.from({ length: 12 }, (_, month) => zoneOffset(Date.UTC(2026, month, 15), 'Australia/Lord_Howe')),
    );
    expect([...offsets].sort()).toEqual([10.5 * HOUR, 11 * HOUR].sort());
  });

  test('refuses a zone that does not exist and a time that is none', () => {
    expect(() => zoneOffset(0, 'Europe/Atlantis')).toThrow(RangeError);
    expect(() => zoneOffset(Number.NaN, 'UTC')).toThrow(RangeError);
  });

  test('tells names of zones from other text', () => {
    expect(isZone('Europe/Berlin')).toBe(true);
    expect(isZone('UTC')).toBe(true);
    expect(isZone('Europe/Atlantis')).toBe(false);
    expect(isZone('')).toBe(false);
    expect(isZone('+02:00')).toBe(false);
  });
});

describe('reading and setting a wall clock', () => {
  test('a reading is what the full library reads', () => {
    fc.assert(
      fc.property(instant, zone, (moment, name) => {
        const expected = T.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(name);
        expect(localParts(moment, name)).toEqual({
          year: expected.year,
          month: expected.month,
          day: expected.day,
          hour: expected.hour,
          minute: expected.minute,
          second: expected.second,
          millisecond: expected.millisecond,
          weekday: expected.dayOfWeek,
        });
      }),
      { numRuns: 1_000 },
    );
  });

  test('a wall time becomes the instant the full library gives, in gaps and overlaps too', () => {
    fc.assert(
      fc.property(instant, zone, (moment, name) => {
        const parts = localParts(moment, 'UTC');
        const { weekday: _, ...plain } = parts;
        const expected = T.PlainDateTime.from(plain).toZonedDateTime(name, {
          disambiguation: 'compatible',
        }).epochMilliseconds;
        expect(instantOf(parts, name)).toBe(expected);
      }),
      { numRuns: 1_500 },
    );
  });

  test('every quarter of an hour around both changes of the year is right', () => {
    for (const name of [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'America/Havana',
    ]) {
      for (let moment = Date.UTC(2026, 0, 1); moment < Date.UTC(2027, 0, 1); moment += DAY) {
        if (zoneOffset(moment, name) === zoneOffset(moment + DAY, name)) continue;
        for (let local = moment - DAY; local < moment + 2 * DAY; local += 15 * MINUTE) {
          const { weekday: _, ...plain } = localParts(local, 'UTC');
          expect(instantOf(plain, name)).toBe(
            T.PlainDateTime.from(plain).toZonedDateTime(name).epochMilliseconds,
          );
        }
      }
    }
  });

  test('a time that the clocks jump over moves forward by the jump', () => {
    const moment = instantOf({ year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, 'Europe/Berlin');
    expect(wall(moment, 'Europe/Berlin')).toBe('2026-03-29T03:30:00');
  });

  test('of a time that comes twice it is the first', () => {
    const moment = instantOf({ year: 2026, month: 10, day: 25, hour: 2, minute: 30 }, 'Europe/Berlin');
    expect(moment).toBe(at('2026-10-25T02:30:00+02:00', 'Europe/Berlin'));
  });
});

describe('the next time of day in a zone', () => {
  test('nine in Berlin on the day the clocks go back is nine', () => {
    const asked = at('2026-10-24T22:00:00', 'Europe/Berlin');
    const next = nextLocalTime(asked, 'Europe/Berlin', { hour: 9, minute: 0 });
    expect(wall(next, 'Europe/Berlin')).toBe('2026-10-25T09:00:00');
    expect(next - asked).toBe(12 * HOUR);
  });

  test('nine in Berlin on the day the clocks go forward is nine', () => {
    const asked = at('2026-03-28T22:00:00', 'Europe/Berlin');
    const next = nextLocalTime(asked, 'Europe/Berlin', { hour: 9, minute: 0 });
    expect(wall(next, 'Europe/Berlin')).toBe('2026-03-29T09:00:00');
    expect(next - asked).toBe(10 * HOUR);
  });

  test('twenty o’clock on weekdays, asked in Los Angeles on Friday noon, is Friday twenty o’clock', () => {
    const asked = at('2026-11-20T12:00:00', 'America/Los_Angeles');
    const next = nextLocalTime(asked, 'America/Los_Angeles', {
      hour: 20,
      minute: 0,
      weekdays: [1, 2, 3, 4, 5],
    });
    expect(wall(next, 'America/Los_Angeles')).toBe('2026-11-20T20:00:00');
  });

  test('twenty o’clock on weekdays, asked late on Friday, is Monday twenty o’clock', () => {
    const asked = at('2026-11-20T20:00:01', 'America/Los_Angeles');
    const next = nextLocalTime(asked, 'America/Los_Angeles', {
      hour: 20,
      minute: 0,
      weekdays: [1, 2, 3, 4, 5],
    });
    expect(wall(next, 'America/Los_Angeles')).toBe('2026-11-23T20:00:00');
  });

  test('asked at that very moment it is now', () => {
    const asked = at('2026-11-20T20:00:00', 'America/Los_Angeles');
    expect(nextLocalTime(asked, 'America/Los_Angeles', { hour: 20, minute: 0 })).toBe(asked);
  });

  test('one weekday only, just missed, is a week later even over a change of clocks', () => {
    const asked = at('2026-10-21T09:01:00', 'Europe/Berlin');
    const next = nextLocalTime(asked, 'Europe/Berlin', { hour: 9, minute: 0, weekdays: [3] });
    expect(wall(next, 'Europe/Berlin')).toBe('2026-10-28T09:00:00');
  });

  test('a date that an island skipped altogether is stepped over', () => {
    const asked = at('2011-12-29T23:00:00', 'Pacific/Apia');
    const next = nextLocalTime(asked, 'Pacific/Apia', { hour: 9, minute: 0 });
    expect(wall(next, 'Pacific/Apia')).toBe('2011-12-31T09:00:00');
  });

  test('is never in the past, never more than fifteen days off, and shows the time unless clocks jump over it', () => {
    fc.assert(
      fc.property(
        instant,
        zone,
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.subarray([1, 2, 3, 4, 5, 6, 7]),
        (moment, name, hour, minute, weekdays) => {
          const next = nextLocalTime(moment, name, { hour, minute, weekdays });
          expect(next).toBeGreaterThanOrEqual(moment);
          // Samoa had no 30 December 2011, a Friday: the next one was a week later still.
          expect(next - moment).toBeLessThanOrEqual(15 * DAY);
          const shown = localParts(next, name);
          const jumped = zoneOffset(next - 3 * HOUR, name) < zoneOffset(next, name);
          if (!jumped) expect([shown.hour, shown.minute]).toEqual([hour, minute]);
          if (!jumped && weekdays.length > 0) expect(weekdays).toContain(shown.weekday);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('nothing of that time and weekday lies between asking and the answer', () => {
    fc.assert(
      fc.property(instant, zone, fc.integer({ min: 4, max: 23 }), (moment, name, hour) => {
        const next = nextLocalTime(moment, name, { hour, minute: 0 });
        for (let between = moment; between < next; between += 20 * MINUTE) {
          const shown = localParts(between, name);
          if (shown.hour === hour && shown.minute === 0 && shown.second === 0 && shown.millisecond === 0) {
            // Only the second coming of an hour that clocks repeat may be passed over.
            expect(zoneOffset(between - 3 * HOUR, name)).toBeGreaterThan(zoneOffset(between, name));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
