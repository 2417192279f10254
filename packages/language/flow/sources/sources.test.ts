import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, localParts } from '@millrace/base';
import { customer, store } from '../testing/make.ts';
import type { DateSource, Schedule } from '../trigger-source.ts';
import { dateMoments, momentsOfDay, zoneOf } from './date-moments.ts';
import { isNews } from './product-news.ts';
import { nextRun, runsBetween } from './schedule-runs.ts';

const at = (text: string) => Date.parse(text);
const schedule = (more: Partial<Schedule> = {}): Schedule => ({
  times: [{ hour: 9, minute: 0 }],
  weekdays: [],
  monthDays: [],
  months: [],
  ...more,
});
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
];

describe('a schedule', () => {
  test('keeps its time of day across the change of the clocks', () => {
    const runs = runsBetween(schedule(), 'Europe/Berlin', at('2026-03-27T12:00Z'), at('2026-03-30T12:00Z'));
    expect(runs.map((run) => [run.name, new Date(run.at).toISOString()])).toEqual([
      ['2026-03-28T09:00', '2026-03-28T08:00:00.000Z'],
      ['2026-03-29T09:00', '2026-03-29T07:00:00.000Z'],
      ['2026-03-30T09:00', '2026-03-30T07:00:00.000Z'],
    ]);
  });
  test('runs once in a night that has the hour twice, and once in a night that lacks it', () => {
    const half = schedule({ times: [{ hour: 2, minute: 30 }] });
    expect(runsBetween(half, 'Europe/Berlin', at('2026-10-24T12:00Z'), at('2026-10-25T12:00Z'))).toHaveLength(
      1,
    );
    expect(runsBetween(half, 'Europe/Berlin', at('2026-03-28T12:00Z'), at('2026-03-29T12:00Z'))).toEqual([
      { name: '2026-03-29T02:30', at: at('2026-03-29T01:30Z') },
    ]);
  });
  test('the last day of a month stands for the days it lacks, once', () => {
    const runs = runsBetween(
      schedule({ monthDays: [30, 31] }),
      'UTC',
      at('2026-01-31T12:00Z'),
      at('2026-04-30T12:00Z'),
    );
    expect(runs.map((run) => run.name.slice(0, 10))).toEqual([
      '2026-02-28',
      '2026-03-30',
      '2026-03-31',
      '2026-04-30',
    ]);
  });
  test('gives runs in order, on the chosen days, each name once', () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 });
    const times = fc.uniqueArray(
      fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.constantFrom(0, 15, 30, 59) }),
      {
        minLength: 1,
        maxLength: 3,
        selector: ({ hour, minute }) => hour * 60 + minute,
      },
    );
    const months = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 });
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        days,
        times,
        months,
        fc.integer({ min: 0, max: 3_000 }),
        (zone, weekdays, clock, of, offset) => {
          const from = at('2020-01-01T00:00Z') + offset * DAY;
          const runs = runsBetween(
            schedule({ weekdays, times: clock, months: of }),
            zone,
            from,
            from + 40 * DAY,
          );
          expect(new Set(runs.map((run) => run.name)).size).toBe(runs.length);
          runs.forEach((run, index) => {
            const parts = localParts(run.at, zone);
            expect(run.at).toBeGreaterThan(runs[index - 1]?.at ?? from);
            if (weekdays.length > 0 && parts.hour > 3) expect(weekdays).toContain(parts.weekday);
            if (of.length > 0 && parts.hour > 3) expect(of).toContain(parts.month);
          });
          if (weekdays.length === 0 && of.length === 0)
            expect(runs.length).toBeGreaterThanOrEqual(39 * clock.length);
        },
      ),
      { numRuns: 200 },
    );
  });
  test('gives null when there is no run', () => {
    expect(nextRun(schedule({ monthDays: [1], months: [1] }), 'UTC', at('2026-01-02T00:00Z'))?.name).toBe(
      '2027-01-01T09:00',
    );
  });
});

const date = (more: Partial<DateSource> = {}): DateSource => ({
  type: 'date',
  fact: 'customer.properties.birthday',
  yearly: true,
  days: 0,
  time: { hour: 9, minute: 0 },
  ...more,
});
const born = (birthday: unknown, zone = 'Europe/Berlin') => ({
  customer: customer({ zone, properties: { birthday: birthday as string } }),
  store,
});

describe('a date of the person', () => {
  test('comes where the person is', () => {
    const [from, until] = [at('2026-04-02T00:00Z'), at('2026-04-04T12:00Z')];
    expect(dateMoments(date(), born('1990-04-03', 'Asia/Tokyo'), from, until)).toEqual([
      { at: at('2026-04-03T00:00Z'), day: '2026-04-03' },
    ]);
    expect(dateMoments(date(), born('1990-04-03', 'America/Los_Angeles'), from, until)).toEqual([
      { at: at('2026-04-03T16:00Z'), day: '2026-04-03' },
    ]);
  });
  test('29 February is the 28th in years without one, and the 29th in the others', () => {
    const moments = dateMoments(
      date(),
      born('2004-02-29', 'UTC'),
      at('2027-01-01T00:00Z'),
      at('2029-01-01T00:00Z'),
    );
    expect(moments.map(({ day }) => day)).toEqual(['2027-02-28', '2028-02-29']);
  });
  test('days before may fall in the year before, and the name stays the day it is counted from', () => {
    expect(
      dateMoments(
        date({ days: -5 }),
        born('1990-01-02', 'UTC'),
        at('2026-12-27T00:00Z'),
        at('2026-12-29T00:00Z'),
      ),
    ).toEqual([{ at: at('2026-12-28T09:00Z'), day: '2027-01-02' }]);
  });
  test('the date itself is not an anniversary', () => {
    const day = at('2026-06-01T10:00Z');
    const facts = { customer: customer({ zone: 'UTC', firstOrderAt: day }), store };
    const all = dateMoments(date({ fact: 'customer.firstOrderAt' }), facts, day - DAY, day + 400 * DAY);
    expect(all.map((moment) => moment.day)).toEqual(['2027-06-01']);
    expect(
      dateMoments(
        date({ fact: 'customer.firstOrderAt', yearly: false, days: 3 }),
        facts,
        day,
        day + 400 * DAY,
      ),
    ).toEqual([{ at: at('2026-06-04T09:00Z'), day: '2026-06-01' }]);
  });
  test.each([[null], ['soon'], [''], ['03/04/2026'], [true], [7]])('%j is no date that comes', (value) => {
    expect(dateMoments(date({ yearly: false }), born(value), 0, at('2030-01-01T00:00Z'))).toEqual([]);
  });
  test('consecutive windows find each moment once, wherever they are cut', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 799 }), { maxLength: 12 });
    const days = fc.integer({ min: -400, max: 400 });
    const birthday = fc.tuple(fc.integer({ min: 1950, max: 2026 }), fc.integer({ min: 0, max: 365 }));
    fc.assert(
      fc.property(cuts, days, birthday, fc.constantFrom(...ZONES), (places, offset, [year, day], zone) => {
        const text = new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10);
        const begin = at('2026-01-01T00:00Z');
        const edges = [0, ...places.toSorted((left, right) => left - right), 800].map(
          (count) => begin + count * DAY,
        );
        const source = date({ days: offset });
        const cut = edges
          .slice(1)
          .flatMap((until, index) => dateMoments(source, born(text, zone), edges[index]!, until));
        expect(cut).toEqual(dateMoments(source, born(text, zone), begin, begin + 800 * DAY));
        expect(new Set(cut.map((moment) => moment.day)).size).toBe(cut.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('news of a product', () => {
  const change = { stockBefore: 4, stockAfter: 4, priceBefore: 1_000, priceAfter: 1_000 };
  test('back in stock is from none to some', () => {
    expect(isNews({ is: 'restocked' }, { ...change, stockBefore: 0, stockAfter: 2 })).toBe(true);
    expect(isNews({ is: 'restocked' }, { ...change, stockBefore: -3, stockAfter: 2 })).toBe(true);
    expect(isNews({ is: 'restocked' }, { ...change, stockBefore: null, stockAfter: 2 })).toBe(false);
    expect(isNews({ is: 'restocked' }, { ...change, stockBefore: 1, stockAfter: 2 })).toBe(false);
  });
  test('nearly sold out is falling to the limit, and not to nothing', () => {
    expect(isNews({ is: 'low-stock', units: 5 }, { ...change, stockBefore: 6, stockAfter: 5 })).toBe(true);
    expect(isNews({ is: 'low-stock', units: 5 }, { ...change, stockBefore: 5, stockAfter: 4 })).toBe(false);
    expect(isNews({ is: 'low-stock', units: 5 }, { ...change, stockBefore: 9, stockAfter: 0 })).toBe(false);
  });
  test('a lower price counts from the chosen percentage on', () => {
    expect(isNews({ is: 'price-dropped', percent: 10 }, { ...change, priceAfter: 900 })).toBe(true);
    expect(isNews({ is: 'price-dropped', percent: 10 }, { ...change, priceAfter: 901 })).toBe(false);
    expect(
      isNews({ is: 'price-dropped', percent: 10 }, { ...change, priceBefore: null, priceAfter: 1 }),
    ).toBe(false);
  });
});

describe('a date of products', () => {
  const products = { id: 'customer.predicted.id', chance: 'customer.predicted.chance', least: 0.3 };
  const source = date({ fact: 'customer.predicted.at', yearly: false, days: -3, products });
  const due = (chance: unknown) => ({
    customer: customer({
      zone: 'Asia/Tokyo',
      predicted: { at: '2026-04-06', id: 'soap', chance: chance as number },
    }),
    store,
  });
  const [from, until] = [at('2026-04-01T00:00Z'), at('2026-04-10T00:00Z')];

  test('counts only from the chance on', () => {
    expect(dateMoments(source, due(0.3), from, until)).toEqual([
      { at: at('2026-04-03T00:00Z'), day: '2026-04-06' },
    ]);
    for (const chance of [0.29, undefined, 'likely'])
      expect(dateMoments(source, due(chance), from, until)).toEqual([]);
  });
  test('is the same when the day is read from elsewhere', () => {
    expect(momentsOfDay(source, '2026-04-06', 'Asia/Tokyo', from, until)).toEqual(
      dateMoments(source, due(0.9), from, until),
    );
    for (const day of ['soon', '', '2026-13-01'])
      expect(momentsOfDay(source, day, 'UTC', from, until)).toEqual([]);
  });
  test('the zone is that of the person, else of the store', () => {
    expect(zoneOf({ customer: { zone: 'Asia/Tokyo' }, store: { zone: 'UTC' } })).toBe('Asia/Tokyo');
    expect(zoneOf({ customer: { zone: 'Mars/Base' }, store: { zone: 'Europe/Berlin' } })).toBe(
      'Europe/Berlin',
    );
    expect(zoneOf({ customer: { zone: '' }, store: { zone: '' } })).toBe('UTC');
  });
});
