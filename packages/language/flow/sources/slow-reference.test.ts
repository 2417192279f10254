import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, localParts, MINUTE } from '@millrace/base';
import { customer, store } from '../testing/make.ts';
import type { DateSource, ProductNews, Schedule } from '../trigger-source.ts';
import { dateMoments } from './date-moments.ts';
import { isNews, type ProductChange } from './product-news.ts';
import { nextRun, runsBetween } from './schedule-runs.ts';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham'] as const;
const zone = fc.constantFrom(...ZONES);
/** Whole hours of years with all that calendars do: a leap day, a new year, both changes of the clocks. */
const moment = fc.integer({ min: 0, max: 4 * 365 * 24 }).map((hours) => Date.UTC(2023, 11, 1) + hours * HOUR);
const isOn = ({ weekdays, monthDays, months }: Schedule, at: number, where: string): boolean => {
  const { year, month, day, weekday } = localParts(at, where);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return (
    (months.length === 0 || months.includes(month)) &&
    (weekdays.length === 0 || weekdays.includes(weekday)) &&
    (monthDays.length === 0 || monthDays.some((wanted) => wanted === day || (wanted > last && day === last)))
  );
};

const schedule: fc.Arbitrary<Schedule> = fc.record({
  times: fc.uniqueArray(
    fc.record({ hour: fc.integer({ min: 4, max: 23 }), minute: fc.constantFrom(0, 15, 30) }),
    {
      minLength: 1,
      maxLength: 3,
      selector: ({ hour, minute }) => hour * 60 + minute,
    },
  ),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
  monthDays: fc.uniqueArray(fc.constantFrom(1, 15, 28, 29, 30, 31), { maxLength: 2 }),
  months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
});

describe('runs of a schedule', () => {
  test('are the quarters of an hour that a clock on the wall would ring at', () => {
    fc.assert(
      fc.property(schedule, zone, moment, (planned, where, from) => {
        const until = from + 35 * DAY;
        const rings: number[] = [];
        for (let at = from + 15 * MINUTE; at <= until; at += 15 * MINUTE) {
          if (!isOn(planned, at, where)) continue;
          const { hour, minute } = localParts(at, where);
          if (planned.times.some((time) => time.hour === hour && time.minute === minute)) rings.push(at);
        }
        expect(runsBetween(planned, where, from, until).map((run) => run.at)).toEqual(rings);
      }),
      { numRuns: 40 },
    );
  });

  test('are named by the wall of the store', () => {
    fc.assert(
      fc.property(schedule, zone, moment, (planned, where, from) => {
        const run = nextRun(planned, where, from);
        if (run === null) return;
        const { year, month, day, hour, minute } = localParts(run.at, where);
        const two = (value: number) => String(value).padStart(2, '0');
        expect(run.name).toBe(`${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`);
      }),
      { numRuns: 200 },
    );
  });

  test('are found in any cut of the time, each once', () => {
    fc.assert(
      fc.property(schedule, zone, moment, fc.nat(40 * 24), (planned, where, from, hours) => {
        const [cut, until] = [from + hours * HOUR, from + 40 * DAY];
        expect([
          ...runsBetween(planned, where, from, cut),
          ...runsBetween(planned, where, cut, until),
        ]).toEqual(runsBetween(planned, where, from, until));
      }),
      { numRuns: 60 },
    );
  });

  test('are no more than asked for, the first ones', () => {
    const daily: Schedule = { times: [{ hour: 9, minute: 0 }], weekdays: [], monthDays: [], months: [] };
    const from = Date.UTC(2026, 0, 1);
    const all = runsBetween(daily, 'UTC', from, from + 20 * DAY);
    expect(all).toHaveLength(20);
    expect(runsBetween(daily, 'UTC', from, from + 20 * DAY, 3)).toEqual(all.slice(0, 3));
    expect(runsBetween(daily, 'UTC', from, from - DAY)).toEqual([]);
  });

  test('without a time are at nine', () => {
    const timeless: Schedule = { times: [], weekdays: [], monthDays: [], months: [] };
    expect(nextRun(timeless, 'UTC', Date.UTC(2026, 0, 1))?.name).toBe('2026-01-01T09:00');
    expect(nextRun(timeless, 'UTC', Date.UTC(2026, 0, 1, 9))?.name).toBe('2026-01-02T09:00');
  });
});

describe('a date of somebody', () => {
  const date = fc
    .integer({ min: 0, max: 40 * 365 })
    .map((days) => new Date(Date.UTC(1985, 0, 1) + days * DAY).toISOString().slice(0, 10));
  const source = fc.record({
    type: fc.constant('date' as const),
    fact: fc.constant('customer.properties.day'),
    yearly: fc.boolean(),
    days: fc.integer({ min: -40, max: 40 }),
    time: fc.record({ hour: fc.integer({ min: 4, max: 23 }), minute: fc.constantFrom(0, 30) }),
  });

  test('comes on the day that counting from the calendar gives, at its time, where they are', () => {
    fc.assert(
      fc.property(source, date, zone, moment, (asked: DateSource, day, where, from) => {
        const person = { customer: customer({ zone: where, properties: { day } }), store };
        const until = from + 60 * DAY;
        const found: number[] = [];
        for (let at = from + 15 * MINUTE; at <= until; at += 15 * MINUTE) {
          const wall = localParts(at, where);
          if (wall.hour !== asked.time.hour || wall.minute !== asked.time.minute) continue;
          const counted = new Date(Date.UTC(wall.year, wall.month - 1, wall.day) - asked.days * DAY);
          const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number];
          const leapDay = month === 2 && dayOfMonth === 29;
          const isLeap = new Date(Date.UTC(counted.getUTCFullYear(), 2, 0)).getUTCDate() === 29;
          const kept = leapDay && !isLeap ? 28 : dayOfMonth;
          const anniversary = counted.getUTCMonth() + 1 === month && counted.getUTCDate() === kept;
          if (
            asked.yearly
              ? anniversary && counted.getUTCFullYear() > year
              : counted.toISOString().startsWith(day)
          )
            found.push(at);
        }
        expect(dateMoments(asked, person, from, until).map((one) => one.at)).toEqual(found);
      }),
      { numRuns: 50 },
    );
  });
});

describe('news of a product', () => {
  const amount = fc.option(fc.integer({ min: 0, max: 100_000 }));
  const units = fc.option(fc.integer({ min: -3, max: 12 }));
  const change: fc.Arbitrary<ProductChange> = fc.record({
    stockBefore: units,
    stockAfter: units,
    priceBefore: amount,
    priceAfter: amount,
  });

  test('a price that fell by just so many percent has fallen by them, whatever the amount', () => {
    for (let percent = 1; percent < 100; percent += 1)
      for (const hundredth of [1, 3, 7, 29, 41, 57, 199, 1_033]) {
        const before = hundredth * 100;
        const exact = { stockBefore: null, stockAfter: null, priceBefore: before };
        const news: ProductNews = { is: 'price-dropped', percent };
        const after = before - hundredth * percent;
        expect([percent, before, isNews(news, { ...exact, priceAfter: after })]).toEqual([
          percent,
          before,
          true,
        ]);
        expect([percent, before, isNews(news, { ...exact, priceAfter: after + 1 })]).toEqual([
          percent,
          before,
          false,
        ]);
      }
  });

  test('of a smaller share is news whenever a larger one is, and a higher price never', () => {
    fc.assert(
      fc.property(
        change,
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 99 }),
        (told, one, other) => {
          const fell = (percent: number) => isNews({ is: 'price-dropped', percent }, told);
          if (fell(Math.max(one, other))) expect(fell(Math.min(one, other))).toBe(true);
          if ((told.priceAfter ?? 0) >= (told.priceBefore ?? 0)) expect(fell(one)).toBe(false);
        },
      ),
    );
  });

  test('is told once: what is so already is no news', () => {
    fc.assert(
      fc.property(change, fc.integer({ min: 1, max: 10 }), (told, line) => {
        const after = { ...told, stockBefore: told.stockAfter, priceBefore: told.priceAfter };
        for (const news of [
          { is: 'restocked' },
          { is: 'low-stock', units: line },
          { is: 'price-dropped', percent: line },
        ] satisfies ProductNews[])
          expect(isNews(news, after)).toBe(false);
      }),
    );
  });

  test('of stock needs to know it before and after', () => {
    fc.assert(
      fc.property(change, fc.boolean(), (told, before) => {
        const unknown = { ...told, ...(before ? { stockBefore: null } : { stockAfter: null }) };
        expect(isNews({ is: 'restocked' }, unknown)).toBe(false);
        expect(isNews({ is: 'low-stock', units: 5 }, unknown)).toBe(false);
      }),
    );
  });
});
