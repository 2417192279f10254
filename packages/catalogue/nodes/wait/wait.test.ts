import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { DAY, HOUR, localParts, MINUTE } from '@millrace/base';
import { customer, NOW, store } from '@millrace/flow/testing';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { wait } from './definition.ts';

const until = (config: Readonly<Record<string, unknown>>, stage: Parameters<typeof arriveAt>[2] = {}) => {
  const move = arriveAt(wait, config, { draw: 0, ...stage });
  return 'waitUntil' in move && move.waitUntil !== null ? move.waitUntil : Number.NaN;
};
const shown = (instant: number, zone = 'Europe/Berlin') => {
  const { hour, minute, weekday, day } = localParts(instant, zone);
  return `${weekday} ${day}. ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};

describe('waiting a while', () => {
  test('takes exactly as long as the marketer said', () => {
    expect(until({ duration: { amount: 90, unit: 'minutes' } }) - NOW).toBe(90 * MINUTE);
    expect(until({ duration: { amount: 20, unit: 'hours' } }) - NOW).toBe(20 * HOUR);
    expect(until({ duration: { amount: 1.5, unit: 'days' } }) - NOW).toBe(36 * HOUR);
  });
  test('a day is 24 hours, also across a clock change', () => {
    const saturday = Date.UTC(2026, 9, 24, 12);
    expect(until({ duration: { amount: 1, unit: 'days' } }, { facts: { now: saturday } }) - saturday).toBe(
      DAY,
    );
  });
});

describe('waiting until a time of day', () => {
  // NOW is Tuesday, 20 October 2026, 14:00 in Berlin.
  test('is at that time in the person’s own zone', () => {
    expect(shown(until({ at: '18:30' }))).toBe('2 20. 18:30');
    expect(
      shown(
        until({ at: '18:30' }, { facts: { customer: customer({ zone: 'America/New_York' }) } }),
        'America/New_York',
      ),
    ).toBe('2 20. 18:30');
  });
  test('is tomorrow when the time has passed today', () => {
    expect(shown(until({ at: '09:00' }))).toBe('3 21. 09:00');
  });
  test('comes after the while, never instead of it', () => {
    expect(shown(until({ duration: { amount: 20, unit: 'hours' }, at: '10:00' }))).toBe('3 21. 10:00');
    expect(shown(until({ duration: { amount: 21, unit: 'hours' }, at: '10:00' }))).toBe('4 22. 10:00');
  });
  test('only on the chosen weekdays: Tuesday afternoon to Friday, and Friday evening to Monday', () => {
    expect(shown(until({ at: '09:00', weekdays: [5] }))).toBe('5 23. 09:00');
    expect(
      shown(until({ at: '09:00', weekdays: [1, 2, 3, 4, 5] }, { facts: { now: Date.UTC(2026, 9, 23, 18) } })),
    ).toBe('1 26. 09:00');
  });
  test('nine is nine on the day the clocks go back', () => {
    expect(shown(until({ at: '09:00' }, { facts: { now: Date.UTC(2026, 9, 24, 20) } }))).toBe('7 25. 09:00');
  });
  test('a person who comes again in a loop at that minute waits for the next day', () => {
    const nine = Date.UTC(2026, 9, 21, 7);
    expect(shown(until({ at: '09:00' }, { facts: { now: nine } }))).toBe('3 21. 09:00');
    expect(shown(until({ at: '09:00' }, { facts: { now: nine }, visit: 2 }))).toBe('4 22. 09:00');
  });
  test('an unknown zone falls back to the store’s', () => {
    expect(
      shown(until({ at: '18:30' }, { facts: { customer: customer({ zone: 'Mars/Base' }) } }), store.zone),
    ).toBe('2 20. 18:30');
  });
  test('thousands of people due in one minute are spread, each always to the same second', () => {
    const exact = until({ at: '18:30', spreadMinutes: 0 });
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        fc.integer({ min: 0, max: 120 }),
        (draw, spreadMinutes) => {
          const late = until({ at: '18:30', spreadMinutes }, { draw }) - exact;
          expect(late).toBeGreaterThanOrEqual(0);
          expect(late).toBeLessThanOrEqual(spreadMinutes * MINUTE);
        },
      ),
    );
    expect(until({ at: '18:30' }, { draw: 0.5 }) - exact).toBe(2.5 * MINUTE);
  });
});

describe('waiting for a while', () => {
  test('is extended by at most five minutes, a twentieth of a short wait, and no more than the setting', () => {
    const over = (amount: number, unit: string, more: object = {}) => {
      const exact = until({ duration: { amount, unit }, ...more }, { draw: 0 });
      return until({ duration: { amount, unit }, ...more }, { draw: 0.999_999 }) - exact;
    };
    expect(over(3, 'days') / MINUTE).toBeCloseTo(5, 3);
    expect(over(20, 'minutes') / MINUTE).toBeCloseTo(1, 3);
    expect(over(3, 'days', { spreadMinutes: 60 }) / MINUTE).toBeCloseTo(60, 3);
    expect(over(3, 'days', { spreadMinutes: 0 })).toBe(0);
    expect(until({ duration: { amount: 3, unit: 'days' } }, { draw: 0 }) - NOW).toBe(3 * 24 * HOUR);
  });
});

describe('waiting for certain days only', () => {
  test('goes on at once after the while when the day is one of them', () => {
    expect(until({ duration: { amount: 1, unit: 'hours' }, weekdays: [2] }) - NOW).toBe(HOUR);
  });
  test('otherwise at the same time on the next of them', () => {
    expect(shown(until({ duration: { amount: 1, unit: 'hours' }, weekdays: [6] }))).toBe('6 24. 15:00');
  });
});

test('it never ends before it began, for any config', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 500 }),
      fc.constantFrom('minutes', 'hours', 'days'),
      fc.constantFrom('', '00:00', '09:00', '23:59'),
      fc.subarray([1, 2, 3, 4, 5, 6, 7]),
      fc.integer({ min: 0, max: 400 }),
      (amount, unit, at, weekdays, day) => {
        const now = NOW + day * DAY + 7 * MINUTE;
        expect(
          until({ duration: { amount, unit }, at, weekdays }, { facts: { now } }),
        ).toBeGreaterThanOrEqual(now);
      },
    ),
  );
});

test('only the timer ends it', () => {
  expect(wakeAt(wait, { duration: { amount: 1, unit: 'hours' } }, { type: 'timer' })).toEqual({ go: 'next' });
  expect(wakeAt(wait, { duration: { amount: 1, unit: 'hours' } }, { type: 'start' })).toBeNull();
});

test('a wait that takes no time is a problem, and does not count as a wait in a loop', () => {
  expect(checked(wait, { duration: { amount: 0, unit: 'hours' } })).toEqual([
    expect.stringMatching(/takes no time/),
  ]);
  expect(checked(wait, { duration: { amount: 0, unit: 'hours' }, at: '09:00' })).toEqual([]);
  expect(wait.takesTime?.({ duration: { amount: 0, unit: 'hours' } })).toBe(false);
  expect(wait.takesTime?.({ duration: { amount: 1, unit: 'minutes' } })).toBe(true);
});

test('the card says how long, until when and on which days', () => {
  expect(wait.sentence({ duration: { amount: 1, unit: 'hours' } })).toBe('Wait for 1 hour');
  expect(wait.sentence({ duration: { amount: 0, unit: 'hours' }, at: '10:00' })).toBe('Wait until 10:00');
  expect(wait.sentence({ duration: { amount: 2, unit: 'days' }, at: '10:00', weekdays: [1, 2, 3] })).toBe(
    'Wait for 2 days, then until 10:00, Monday to Wednesday',
  );
  expect(wait.sentence({ duration: { amount: 2, unit: 'days' }, weekdays: [6, 1] })).toBe(
    'Wait for 2 days, on Monday, Saturday',
  );
});
