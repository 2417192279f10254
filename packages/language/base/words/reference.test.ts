import fc from 'fast-check';
import { Temporal as T } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../clock.ts';
import {
  capital,
  dayAndTime,
  dayKey,
  dayOf,
  decimal,
  fixed,
  fullTime,
  inflected,
  listed,
  longDay,
  ordinal,
  plural,
  relativeTime,
  shareOf,
  shortDay,
  timeOfDay,
  verb,
  zoneName,
} from './index.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const LONG_MONTHS = [
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
const two = (value: number) => String(value).padStart(2, '0');
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia');
const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2039, 0, 1) });
const wallOf = (at: number, where: string) => T.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(where);

describe('a moment in words', () => {
  test('is of the wall that a full library reads, in every form', () => {
    fc.assert(
      fc.property(instant, zone, (at, where) => {
        const { year, month, day, hour, minute, dayOfWeek } = wallOf(at, where);
        const clock = `${two(hour)}:${two(minute)}`;
        const short = `${day} ${MONTHS[month - 1]}`;
        expect(timeOfDay(at, where)).toBe(clock);
        expect(dayKey(at, where)).toBe(`${year}-${two(month)}-${two(day)}`);
        expect(dayOf(at, where)).toBe(`${short} ${year}`);
        expect(dayAndTime(at, where)).toBe(`${short}, ${clock}`);
        expect(
          fullTime(at, where).startsWith(
            `${WEEKDAYS[dayOfWeek - 1]!.slice(0, 3)}, ${short} ${year}, ${clock} `,
          ),
        ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('leaves out the year exactly as long as it is this one, where the reader is', () => {
    fc.assert(
      fc.property(instant, instant, zone, (at, now, where) => {
        const { year, month, day, dayOfWeek } = wallOf(at, where);
        const isThisYear = year === wallOf(now, where).year;
        const long = `${WEEKDAYS[dayOfWeek - 1]} ${day} ${LONG_MONTHS[month - 1]}`;
        expect(longDay(at, where, now).replaceAll(',', '')).toBe(isThisYear ? long : `${long} ${year}`);
        expect(shortDay(at, where, now)).toBe(`${day} ${MONTHS[month - 1]}${isThisYear ? '' : ` ${year}`}`);
      }),
      { numRuns: 200 },
    );
  });

  test('some time off is told in the largest unit of which there is one, and by its day beyond two weeks', () => {
    const units = [
      [DAY, 'day'],
      [HOUR, 'hour'],
      [MINUTE, 'minute'],
      [SECOND, 'second'],
    ] as const;
    fc.assert(
      fc.property(fc.integer({ min: -20 * DAY, max: 20 * DAY }), (distance) => {
        const now = Date.UTC(2026, 5, 1, 12);
        const said = relativeTime(now + distance, now, 'UTC');
        const size = Math.abs(distance);
        if (size < 5 * SECOND) return void expect(said).toBe('just now');
        if (size >= 14 * DAY) return void expect(said).toBe(dayOf(now + distance, 'UTC'));
        const [length, unit] = units.find(([one]) => size >= one)!;
        const count = Math.floor(size / length);
        const words = `${count} ${unit}${count === 1 ? '' : 's'}`;
        expect(said).toBe(distance < 0 ? `${words} ago` : `in ${words}`);
      }),
      { numRuns: 300 },
    );
  });
});

describe('numbers in words', () => {
  test('a place in a row ends as one says it', () => {
    const ending = (value: number) => {
      if (value % 100 >= 11 && value % 100 <= 13) return 'th';
      return { 1: 'st', 2: 'nd', 3: 'rd' }[value % 10] ?? 'th';
    };
    for (let value = 0; value < 1_200; value += 1)
      expect(ordinal(value).replace(',', '')).toBe(`${value}${ending(value)}`);
  });

  test('decimals are as many as asked at most, or exactly', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, digits) => {
          const read = (text: string) => Number(text.replaceAll(',', ''));
          const within = 0.500_001 * 10 ** -digits;
          expect(Math.abs(read(decimal(value, digits)) - value)).toBeLessThanOrEqual(within);
          expect(Math.abs(read(fixed(value, digits)) - value)).toBeLessThanOrEqual(within);
          expect(fixed(value, digits)).toMatch(
            digits === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${digits}}$`),
          );
        },
      ),
    );
  });

  test('the word and its verb go with the number', () => {
    fc.assert(
      fc.property(fc.nat(5_000), (value) => {
        const one = value === 1;
        expect(inflected(value, 'entry')).toBe(one ? 'entry' : 'entries');
        expect(plural(value, 'reply', 'replies').endsWith(one ? ' reply' : ' replies')).toBe(true);
        expect([verb(value, 'is'), verb(value, 'was'), verb(value, 'has'), verb(value, 'does')]).toEqual(
          one ? ['is', 'was', 'has', 'does'] : ['are', 'were', 'have', 'do'],
        );
      }),
    );
  });

  test('a list joins all there is, in order, with one word before the last', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 6 });
    fc.assert(
      fc.property(words, fc.constantFrom('and' as const, 'or' as const), (parts, word) => {
        const said = listed(parts, word);
        expect(said.split(new RegExp(`, | ${word} `)).filter(Boolean)).toEqual(parts);
        expect(said.split(` ${word} `).length - 1).toBe(parts.length > 1 ? 1 : 0);
      }),
    );
  });

  test('a part of nothing is a dash, and of something never more than it is', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.integer({ min: -5, max: 1_000 }), (part, whole) => {
        const said = shareOf(part, whole);
        if (whole <= 0) return void expect(said).toBe('–');
        expect(
          Math.abs(Number(said.replace('%', '').replaceAll(',', '')) / 100 - part / whole),
        ).toBeLessThanOrEqual(0.000_500_1);
      }),
    );
  });

  test('a capital changes the first letter alone, and a zone is called by its place', () => {
    expect([capital('élan vital'), capital(''), capital('Ann')]).toEqual(['Élan vital', '', 'Ann']);
    expect(['America/Argentina/Buenos_Aires', 'UTC', 'Europe/Isle_of_Man'].map(zoneName)).toEqual([
      'Buenos Aires',
      'UTC',
      'Isle of Man',
    ]);
  });
});
