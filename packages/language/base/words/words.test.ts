import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  capital,
  count,
  dayAndTime,
  dayKey,
  dayOf,
  decimal,
  fixed,
  fullTime,
  inflected,
  languageName,
  lengthOfTime,
  listed,
  longDay,
  ordinal,
  people,
  percent,
  plural,
  points,
  regionCode,
  regionName,
  relativeTime,
  several,
  shareOf,
  shortDay,
  timeOfDay,
  verb,
  zoneName,
} from './index.ts';

const NOON = Date.UTC(2026, 10, 21, 12, 5);

describe('so many of something', () => {
  it('is one problem and two problems, and none is more than one', () => {
    expect([0, 1, 2, 1_204].map((value) => plural(value, 'problem'))).toEqual([
      '0 problems',
      '1 problem',
      '2 problems',
      '1,204 problems',
    ]);
    expect(people(1)).toBe('1 person');
    expect(people(1_204)).toBe('1,204 people');
    expect(plural(2.5, 'hour')).toBe('2.5 hours');
    expect(plural(3, 'reply', 'replies')).toBe('3 replies');
    expect(inflected(1, 'branch')).toBe('branch');
    expect(inflected(2, 'branch')).toBe('branches');
    expect([verb(1, 'is'), verb(2, 'is'), verb(2, 'has')]).toEqual(['is', 'are', 'have']);
  });

  it('takes the word for one only for exactly one, whatever the number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (value) => {
        expect(plural(value, 'step').endsWith(value === 1 ? ' step' : ' steps')).toBe(true);
        expect(Number(count(value).replaceAll(',', ''))).toBe(value);
      }),
    );
  });

  it('counts as the formatter of the language does, also where it is not asked', () => {
    const [whole, two] = [0, 2].map(
      (digits) => new Intl.NumberFormat('en-US', { maximumFractionDigits: digits }),
    ) as [Intl.NumberFormat, Intl.NumberFormat];
    const numbers = fc.oneof(
      fc.integer({ min: 0, max: 2_000 }),
      fc.integer(),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(
        numbers.filter((value) => !Object.is(value, -0)),
        (value) => {
          expect([count(value), decimal(value)]).toEqual([whole.format(value), two.format(value)]);
          expect(inflected(value, 'step') === 'step').toBe(
            new Intl.PluralRules('en-US').select(value) === 'one',
          );
        },
      ),
    );
  });

  it('tells a place in a row', () => {
    expect([1, 2, 3, 4, 11, 12, 21, 112, 1_003].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '21st',
      '112th',
      '1,003rd',
    ]);
    expect([several(1, 'step'), several(3, 'step'), capital('step')]).toEqual(['step', '3 steps', 'Step']);
  });

  it('lists several things as a sentence does', () => {
    expect(listed(['a'])).toBe('a');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
    expect(listed(['a', 'b'], 'or')).toBe('a or b');
    expect(listed([])).toBe('');
  });

  it('writes decimals as many as asked', () => {
    expect(decimal(1_234.5678)).toBe('1,234.57');
    expect(fixed(0.13, 3)).toBe('0.130');
  });
});

describe('shares', () => {
  it('have one style: no space, a decimal only where it matters', () => {
    expect([0, 0.0412, 0.4127, 1].map((share) => percent(share))).toEqual(['0%', '4.1%', '41%', '100%']);
    expect(percent(0.4127, 1)).toBe('41.3%');
    expect(percent(-0.25)).toBe('−25%');
    expect(percent(Number.NaN)).toBe('–');
  });

  it('are what the formatter of the language says, also where it is not asked', () => {
    const formatters = [0, 1].map(
      (digits) => new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: digits }),
    );
    const said = (share: number) =>
      formatters[Math.abs(share) < 0.1 ? 1 : 0]!.format(share).replace('-', '−');
    const halves = fc.integer({ min: 0, max: 2_000 }).map((half) => half / 2_000);
    const shares = fc.oneof(
      fc.double({ min: -2, max: 2, noNaN: true }).filter((share) => !Object.is(share, -0)),
      halves,
    );
    fc.assert(
      fc.property(shares, (share) => {
        expect(percent(share)).toBe(said(share));
      }),
      { numRuns: 2_000 },
    );
  });

  it('of nothing are a dash and not a number', () => {
    expect(shareOf(1, 0)).toBe('–');
    expect(shareOf(413, 1_000)).toBe('41.3%');
    expect(points(0.0142)).toBe('+1.4 points');
    expect(points(-0.02)).toBe('−2 points');
  });
});

describe('times', () => {
  it('say the day, the time and whose zone it is', () => {
    expect(fullTime(NOON, 'Europe/Berlin')).toBe('Sat, 21 Nov 2026, 13:05 CET');
    expect(dayAndTime(NOON, 'America/New_York')).toBe('21 Nov, 07:05');
    expect(timeOfDay(NOON, 'Asia/Tokyo')).toBe('21:05');
    expect(zoneName('America/New_York')).toBe('New York');
  });

  it('are of the calendar of the zone, not of the machine', () => {
    const late = Date.UTC(2026, 10, 21, 23, 30);
    expect(dayKey(late, 'Asia/Tokyo')).toBe('2026-11-22');
    expect(dayKey(late, 'America/New_York')).toBe('2026-11-21');
    expect(dayOf(late, 'Asia/Tokyo')).toBe('22 Nov 2026');
    expect(longDay(late, 'UTC', late)).toBe('Saturday 21 November');
    expect(shortDay(late, 'UTC', Date.UTC(2027, 2, 1))).toBe('21 Nov 2026');
    expect(timeOfDay(Date.UTC(2026, 10, 21), 'UTC')).toBe('00:00');
  });

  it('say how long ago in the largest unit that is at least one', () => {
    expect(relativeTime(NOON - 3 * 3_600_000, NOON, 'UTC')).toBe('3 hours ago');
    expect(relativeTime(NOON + 60_000, NOON, 'UTC')).toBe('in 1 minute');
    expect(relativeTime(NOON - 30 * 86_400_000, NOON, 'UTC')).toBe('22 Oct 2026');
    expect(lengthOfTime(61_000)).toBe('1 minute');
    expect(lengthOfTime(3_600_000)).toBe('1 hour');
    expect(lengthOfTime(3 * 86_400_000)).toBe('3 days');
  });
});

describe('places', () => {
  it('have names, and names have codes', () => {
    expect(regionName('DE')).toBe('Germany');
    expect(regionCode('germany')).toBe('DE');
    expect(regionCode('USA')).toBe('US');
    expect(regionCode('Nowhere')).toBeNull();
    expect(languageName('de')).toBe('German');
    expect(regionName('de')).toBe('Germany');
    expect(['?', 'Germany', 'qq', 'new zealand'].map(regionName)).toEqual([
      '?',
      'Germany',
      'qq',
      'new zealand',
    ]);
  });

  it('every code whose name is known is found again by it', () => {
    for (const code of ['US', 'DE', 'GB', 'FR', 'JP', 'BR', 'CI', 'TR', 'KR'])
      expect(regionCode(regionName(code))).toBe(code);
  });
});
