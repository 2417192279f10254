import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { DAY, dayBegins, dayEnds, dayIn, dayNumber, dayText, type DateOrder } from '@millrace/base';
import type { Condition, FactCondition } from './condition.ts';
import { describeCondition } from './describe-condition.ts';
import { evaluate } from './evaluate.ts';
import { nextChange } from './next-change.ts';
import { customer, facts, NOW, store } from './testing/make.ts';
import { conditionProblems } from './validate/condition-problems.ts';

const LOS_ANGELES = 'America/Los_Angeles';
const holds = (
  found: unknown,
  operator: FactCondition['operator'],
  value: FactCondition['value'],
  { now = NOW, zone = 'Europe/Berlin', dateOrder = 'unknown' as DateOrder } = {},
) =>
  evaluate(
    { fact: 'customer.properties.due', operator, value },
    facts({
      now,
      customer: customer({ zone, properties: { due: found as never } }),
      store: { ...store, dateOrder },
    }),
  );

describe('a day of the person’s calendar', () => {
  const zones = fc.constantFrom(
    'UTC',
    LOS_ANGELES,
    'Pacific/Kiritimati',
    'Asia/Kolkata',
    'Europe/Berlin',
    'Pacific/Pago_Pago',
  );
  const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2032, 0, 1) });

  it('is a number of days ago from midnight to midnight in their zone, and changes at no other hour', () => {
    fc.assert(
      fc.property(
        moment,
        zones,
        fc.integer({ min: -5, max: 40 }),
        fc.integer({ min: 0, max: 35 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (now, zone, ago, days, share) => {
          const today = dayIn(now, zone);
          const due = dayText(dayIn(dayBegins({ ...today, day: today.day - ago }, zone) + 1, zone));
          const whole =
            dayNumber(today) -
            dayNumber(dayIn(dayBegins({ ...today, day: today.day - ago }, zone) + 1, zone));
          const [begins, ends] = [dayBegins(today, zone), dayEnds(today, zone)];
          for (const at of [begins, now, Math.floor(begins + share * (ends - begins - 1)), ends - 1]) {
            expect(holds(due, 'within-days', days, { now: at, zone })).toBe(whole >= 0 && whole <= days);
            expect(holds(due, 'longer-ago-than-days', days, { now: at, zone })).toBe(whole > days);
            expect(holds(due, 'within-next-days', days, { now: at, zone })).toBe(
              whole <= 0 && -whole <= days,
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives the same result at 11:59 and at 12:01 of the same day', () => {
    for (const [hour, minute] of [
      [0, 1],
      [11, 59],
      [12, 1],
      [23, 59],
    ] as const) {
      const now = dayBegins({ year: 2026, month: 10, day: 20 }, LOS_ANGELES) + (hour * 60 + minute) * 60_000;
      expect(holds('2026-10-13', 'within-days', 7, { now, zone: LOS_ANGELES })).toBe(true);
      expect(holds('2026-10-12', 'within-days', 7, { now, zone: LOS_ANGELES })).toBe(false);
      expect(holds('2026-10-21', 'within-days', 7, { now, zone: LOS_ANGELES })).toBe(false);
    }
  });
});

describe('a date compared with a day', () => {
  // 21:30 on 19 October in Los Angeles, and 06:30 on the 20th in Berlin.
  const evening = '2026-10-20T04:30:00Z';

  it.each([
    [evening, 'on-date', '2026-10-20', 'Europe/Berlin', true],
    [evening, 'on-date', '2026-10-20', LOS_ANGELES, false],
    [evening, 'on-date', '2026-10-19', LOS_ANGELES, true],
    [evening, 'before-date', '2026-10-20', LOS_ANGELES, true],
    [evening, 'before-date', '2026-10-20', 'Europe/Berlin', false],
    [evening, 'on-or-after-date', '2026-10-20', 'Europe/Berlin', true],
    [evening, 'on-or-after-date', '2026-10-20', LOS_ANGELES, false],
    ['2026-10-20', 'on-or-after-date', '2026-10-20', LOS_ANGELES, true],
    ['2026-10-20', 'before-date', '2026-10-20', 'Pacific/Kiritimati', false],
    ['2026-10-20', 'on-date', '2026-10-20', 'Pacific/Pago_Pago', true],
    ['2026-10-20T23:59', 'on-date', '2026-10-20', LOS_ANGELES, true],
    ['20 October 2026', 'on-date', '2026-10-20', LOS_ANGELES, true],
    [1_792_470_600, 'on-date', '2026-10-20', 'Europe/Berlin', true],
    ['1792470600000', 'on-date', '2026-10-20', 'Europe/Berlin', true],
  ] as const)('%s %s %s in %s: %s', (found, operator, value, zone, expected) => {
    expect(holds(found, operator, value, { zone })).toBe(expected);
  });

  it.each([
    ['2026-10-19', false],
    ['2026-10-20', true],
    ['2026-10-22T23:59:59', true],
    ['2026-10-23', false],
  ])('between two days includes both: %s', (found, expected) => {
    expect(holds(found, 'between-dates', ['2026-10-20', '2026-10-22'])).toBe(expected);
  });

  it('that is ambiguous fails every comparison until the store says what comes first', () => {
    for (const operator of ['on-date', 'before-date', 'on-or-after-date'] as const)
      expect(holds('03/04/2026', operator, '2026-04-03')).toBe(false);
    expect(holds('03/04/2026', 'within-days', 3_650)).toBe(false);
    expect(holds('03/04/2026', 'longer-ago-than-days', 1)).toBe(false);
    expect(holds('03/04/2026', 'on-date', '2026-04-03', { dateOrder: 'day-first' })).toBe(true);
    expect(holds('03/04/2026', 'on-date', '2026-03-04', { dateOrder: 'month-first' })).toBe(true);
  });

  it.each([null, '', 'soon', 42, 'x'.repeat(500), true, ['2026-10-20']])(
    'that is not a date fails every comparison: %j',
    (found) => {
      for (const operator of [
        'on-date',
        'before-date',
        'on-or-after-date',
        'within-days',
        'longer-ago-than-days',
      ] as const)
        expect(holds(found, operator, operator.endsWith('days') ? 10_000 : '2026-10-20')).toBe(false);
    },
  );

  it('works for the times Millrace keeps itself', () => {
    const condition: Condition = {
      fact: 'customer.lastOrderAt',
      operator: 'on-or-after-date',
      value: '2026-10-01',
    };
    expect(evaluate(condition, facts({ customer: customer({ lastOrderAt: Date.UTC(2026, 9, 1, 1) }) }))).toBe(
      true,
    );
    expect(
      evaluate(condition, facts({ customer: customer({ lastOrderAt: Date.UTC(2026, 8, 30, 12) }) })),
    ).toBe(false);
    expect(evaluate(condition, facts({ customer: customer({ lastOrderAt: null }) }))).toBe(false);
  });
});

describe('a comparison with a day', () => {
  const condition = (operator: FactCondition['operator'], value: FactCondition['value']): FactCondition => ({
    fact: 'customer.lastOrderAt',
    operator,
    value,
  });

  it('reads as a sentence', () => {
    expect(describeCondition(condition('on-or-after-date', '2026-04-03'))).toBe(
      'last order was on or after 3 April 2026',
    );
    expect(describeCondition(condition('between-dates', ['2026-04-03', '2026-04-10']))).toBe(
      'last order was between 3 April 2026 and 10 April 2026',
    );
    expect(describeCondition(condition('before-date', ''))).toBe('last order was before …');
  });

  it.each([
    [condition('on-date', '2026-04-03'), null],
    [condition('between-dates', ['2026-04-03', '2026-04-03']), null],
    [condition('on-date', '03/04/2026'), 'needs a date, such as 2026-04-03'],
    [condition('on-date', 'soon'), 'needs a date'],
    [condition('on-or-after-date', ''), 'has no value to compare with'],
    [condition('between-dates', ['2026-04-03']), 'needs two dates'],
    [condition('between-dates', ['2026-04-03', '']), 'needs two dates'],
    [condition('between-dates', ['2026-04-10', '2026-04-03']), 'ends before it begins'],
    [
      { ...condition('on-date', '2026-04-03'), fact: 'customer.ordersCount' },
      'cannot be compared by "on date"',
    ],
  ] as const)('that cannot be is named: %j', (one, sentence) => {
    const [problem] = conditionProblems({ where: one });
    if (sentence === null) expect(problem).toBeUndefined();
    else expect(problem?.sentence).toContain(sentence);
  });
});

describe('an anniversary', () => {
  const round = (due: string, today: string, days: number) =>
    holds(due, 'anniversary-within-days', days, { now: Date.parse(`${today}T12:00:00Z`), zone: 'UTC' });

  it.each([
    ['1990-06-11', '2026-06-11', 0, true],
    ['1990-06-11', '2026-06-10', 0, false],
    ['1990-06-11', '2026-06-04', 7, true],
    ['1990-06-11', '2026-06-03', 7, false],
    // The year of the date has none, however near it is.
    ['2026-06-11', '2026-06-10', 30, false],
    ['2026-06-11', '2027-06-10', 1, true],
    // Over the end of the year.
    ['1990-01-03', '2026-12-30', 4, true],
    ['1990-01-03', '2026-12-30', 3, false],
    // 29 February is kept on the 28th.
    ['2000-02-29', '2027-02-27', 1, true],
    ['2000-02-29', '2028-02-28', 0, false],
    ['2000-02-29', '2028-02-28', 1, true],
  ])('of %s on %s within %i days: %s', (due, today, days, expected) => {
    expect(round(due, today, days)).toBe(expected);
  });

  it('comes round for everybody within a year and a day, and a missing date never does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1930, 0, 1), max: Date.UTC(2024, 0, 1) }),
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2032, 0, 1) }),
        (born, now) => {
          const due = new Date(born).toISOString().slice(0, 10);
          expect(holds(due, 'anniversary-within-days', 366, { now, zone: 'UTC' })).toBe(true);
        },
      ),
    );
    expect(holds(null, 'anniversary-within-days', 400)).toBe(false);
    expect(holds('not telling', 'anniversary-within-days', 400)).toBe(false);
  });

  it('changes at midnight and at no other hour, and is said in words', () => {
    const condition: Condition = {
      fact: 'customer.properties.birthday',
      operator: 'anniversary-within-days',
      value: 7,
    };
    const known = facts({ customer: customer({ properties: { birthday: '1990-06-11' } }) });
    expect(nextChange(condition, known)).toBe(
      dayEnds(dayIn(known.now, known.customer.zone), known.customer.zone),
    );
    expect(describeCondition(condition)).toMatch(/comes round in the next 7 days$/);
    expect(describeCondition({ ...condition, operator: 'within-next-days', value: 1 })).toMatch(
      /is in the next 1 day$/,
    );
  });
});

it('a date that is to come holds from so many days before it until it has come', () => {
  const condition: Condition = { fact: 'customer.reorderDueAt', operator: 'within-next-days', value: 3 };
  const due = NOW + 10 * DAY;
  const person = customer({ ordersCount: 3, firstOrderAt: NOW - 50 * DAY, lastOrderAt: NOW - 10 * DAY });
  const at = (now: number) => evaluate(condition, facts({ now, customer: person }));
  expect([due - 3 * DAY - 1, due - 3 * DAY, due, due + 1].map(at)).toEqual([false, true, true, false]);
  const next = (now: number) => nextChange(condition, facts({ now, customer: person }));
  expect([next(NOW), next(due - 3 * DAY), next(due + 1)]).toEqual([due - 3 * DAY, due + 1, null]);
});
