import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  dayBegins,
  dayEnds,
  dayIn,
  dayNumber,
  dayText,
  instantOfDate,
  readDate,
  type DateOrder,
} from './dates.ts';

const at = (text: string) => ({ kind: 'instant', at: Date.parse(text) });
const day = (year: number, month: number, dayOfMonth: number) => ({
  kind: 'day',
  day: { year, month, day: dayOfMonth },
});
const wall = (
  year: number,
  month: number,
  dayOfMonth: number,
  hour = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
) => ({
  kind: 'wall',
  parts: { year, month, day: dayOfMonth, hour, minute, second, millisecond },
});

describe('a date that is clear', () => {
  it.each([
    ['2026-04-03', day(2026, 4, 3)],
    ['2026/4/3', day(2026, 4, 3)],
    ['2026.04.03', day(2026, 4, 3)],
    ['20260403', day(2026, 4, 3)],
    [' 2026-02-28 ', day(2026, 2, 28)],
    ['2028-02-29', day(2028, 2, 29)],
    ['3 April 2026', day(2026, 4, 3)],
    ['3rd of April 2026', day(2026, 4, 3)],
    ['April 3, 2026', day(2026, 4, 3)],
    ['Apr 3 2026', day(2026, 4, 3)],
    ['03-Apr-2026', day(2026, 4, 3)],
    ['Friday, April 3, 2026', day(2026, 4, 3)],
    ['2026-04-03T10:20', wall(2026, 4, 3, 10, 20)],
    ['2026-04-03 10:20:30', wall(2026, 4, 3, 10, 20, 30)],
    ['2026-04-03T10:20:30.1234', wall(2026, 4, 3, 10, 20, 30, 123)],
    ['2026-04-03 2:05 pm', wall(2026, 4, 3, 14, 5)],
    ['2026-04-03 12:00 AM', wall(2026, 4, 3)],
    ['2026-04-03T10:20:30Z', at('2026-04-03T10:20:30Z')],
    ['2026-04-03T10:20:30.5+02:00', at('2026-04-03T08:20:30.500Z')],
    ['2026-04-03T10:20:30+02:00[Europe/Berlin]', at('2026-04-03T08:20:30Z')],
    ['1775211630.5', at('2026-04-03T10:20:30.500Z')],
    ['2026-04-03t10:20:30z', at('2026-04-03T10:20:30Z')],
    ['2026-04-03 10:20:30 +0530', at('2026-04-03T04:50:30Z')],
    ['2026-04-03T10:20-08', at('2026-04-03T18:20:00Z')],
    ['2026-04-03 10:20:30 UTC', at('2026-04-03T10:20:30Z')],
    ['20260403T102030Z', at('2026-04-03T10:20:30Z')],
    ['Fri, 03 Apr 2026 10:20:30 +0200', at('2026-04-03T08:20:30Z')],
    ['Fri, 03 Apr 2026 10:20:30 GMT', at('2026-04-03T10:20:30Z')],
    ['Fri Apr 03 2026 10:20:30 GMT+0200 (Central European Summer Time)', at('2026-04-03T08:20:30Z')],
    ['2026-04-03T24:00:00Z', at('2026-04-04T00:00:00Z')],
    [1_775_211_630, at('2026-04-03T10:20:30Z')],
    [1_775_211_630_500, at('2026-04-03T10:20:30.500Z')],
    ['1775211630', at('2026-04-03T10:20:30Z')],
    ['1775211630500', at('2026-04-03T10:20:30.500Z')],
    [1_775_211_630.25, at('2026-04-03T10:20:30.250Z')],
  ])('is read: %j', (written, expected) => {
    expect(readDate(written)).toEqual(expected);
  });

  it.each([
    '',
    'soon',
    'tomorrow',
    '2026',
    '2026-04',
    '2026-13-01',
    '2026-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-04-00',
    '0999-01-01',
    '99-04-03',
    '2026-04-03T25:00',
    '2026-04-03T10:60',
    '2026-04-03T10:20:61',
    '2026-04-03T24:01',
    '2026-04-03T10:20+19:00',
    '2026-04-03Z',
    '2026-04-03 13:00 pm',
    '3/4/26',
    '1.5',
    '42',
    '12345',
    '2026-4/3',
    '31 June 2026',
    'Apr 2026',
    '3 Brumaire 2026',
    'P1D',
    '12:30',
    '2026-W14',
    '2026-04-03T',
    0,
    1,
    42,
    20260403,
    99_999_999,
    5e10,
    1e14,
    -1_775_211_630,
    NaN,
    Infinity,
    null,
    undefined,
    true,
    {},
    [],
    ['2026-04-03'],
    new Date(0),
    'x'.repeat(10_000),
  ])('is none: %j', (written) => {
    expect(readDate(written)).toBeNull();
  });
});

describe('a date of three numbers with the year last', () => {
  it.each(['03/04/2026', '3.4.2026', '03-04-2026', '25/12/2026', '12/25/2026', '03/04/2026 10:20'])(
    '%s could be two until the store says which',
    (written) => {
      expect(readDate(written)).toEqual({ kind: 'ambiguous' });
      expect(instantOfDate(readDate(written), 'UTC')).toBeNull();
    },
  );

  it.each([
    ['03/04/2026', 'day-first', day(2026, 4, 3)],
    ['03/04/2026', 'month-first', day(2026, 3, 4)],
    ['3.4.2026 9:05', 'day-first', wall(2026, 4, 3, 9, 5)],
    ['3/4/2026 9:05 PM', 'month-first', wall(2026, 3, 4, 21, 5)],
    ['25/12/2026', 'day-first', day(2026, 12, 25)],
    ['25/12/2026', 'month-first', null],
    ['12/25/2026', 'day-first', null],
    ['45/45/2026', 'unknown', null],
  ] as const)('%s, %s', (written, order, expected) => {
    expect(readDate(written, order as DateOrder)).toEqual(expected);
  });
});

describe('a day of the calendar', () => {
  const zones = fc.constantFrom(
    'UTC',
    'America/Los_Angeles',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'Asia/Kathmandu',
    'Europe/Berlin',
    'Australia/Lord_Howe',
  );
  const moment = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) });

  it('holds the instants of that day where the person is, and no other', () => {
    fc.assert(
      fc.property(moment, zones, (instant, zone) => {
        const here = dayIn(instant, zone);
        expect(dayBegins(here, zone)).toBeLessThanOrEqual(instant);
        expect(dayEnds(here, zone)).toBeGreaterThan(instant);
        expect(readDate(dayText(here))).toEqual({ kind: 'day', day: here });
        expect(dayNumber(dayIn(dayEnds(here, zone), zone))).toBe(dayNumber(here) + 1);
      }),
    );
  });

  it('is the same whichever way an instant is written', () => {
    fc.assert(
      fc.property(moment, (instant) => {
        const whole = Math.floor(instant / 1_000) * 1_000;
        const iso = new Date(whole).toISOString();
        for (const written of [
          whole,
          whole / 1_000,
          String(whole),
          iso,
          iso.replace('Z', '+00:00'),
          new Date(whole).toUTCString(),
        ])
          expect(readDate(written), String(written)).toEqual({ kind: 'instant', at: whole });
      }),
    );
  });

  it('never makes the reader fail', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d/.: TZ+-]{1,30}$/)),
        (value) => {
          const read = readDate(value, 'day-first');
          expect(read === null || Number.isFinite(instantOfDate(read, 'Asia/Tokyo'))).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

it('is read alike by servers in every zone', () => {
  const script = `import { readDate, instantOfDate } from ${JSON.stringify(fileURLToPath(new URL('./dates.ts', import.meta.url)))};
    const texts = ['2026-04-03', '2026-04-03T10:20', '2026-10-25T02:30', '3 April 2026', 'Apr 3 2026 11 '.trim(), '2026-04-03T10:20:30+02:00', 1775211630];
    console.log(JSON.stringify(texts.map((text) => instantOfDate(readDate(text), 'Europe/Berlin'))));`;
  const answers = ['UTC', 'America/New_York', 'Pacific/Kiritimati'].map((zone) =>
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    }),
  );
  expect(new Set(answers).size).toBe(1);
});
