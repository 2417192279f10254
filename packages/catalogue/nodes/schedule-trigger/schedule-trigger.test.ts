import { describe, expect, test } from 'vitest';
import { scheduleTrigger } from './definition.ts';
import { checked } from '../testing/scene.ts';

const read = (config: Readonly<Record<string, unknown>>, subject: 'customer' | 'store' = 'customer') =>
  scheduleTrigger.trigger!(scheduleTrigger.config.parse(config) as never, subject);
const scheduleOf = (config: Readonly<Record<string, unknown>>) =>
  (read(config).source as { schedule: unknown }).schedule;

describe('when it runs', () => {
  test('every day ignores the days of other choices', () => {
    expect(scheduleOf({ every: 'day', weekdays: [3], day: 5, months: '2' })).toEqual({
      times: [{ hour: 9, minute: 0 }],
      weekdays: [],
      monthDays: [],
      months: [],
    });
  });
  test('a week by its days, a month by its day', () => {
    expect(scheduleOf({ every: 'week', weekdays: [1, 4], at: '18:30' })).toMatchObject({
      times: [{ hour: 18, minute: 30 }],
      weekdays: [1, 4],
    });
    expect(scheduleOf({ every: 'month', day: 31 })).toMatchObject({ monthDays: [31], weekdays: [] });
  });
  test('certain days, months and times together', () => {
    expect(
      scheduleOf({
        every: 'dates',
        weekdays: [],
        monthDays: '1, 15',
        months: '3;6 9',
        at: '08:00',
        alsoAt: '20:00',
      }),
    ).toEqual({
      times: [
        { hour: 8, minute: 0 },
        { hour: 20, minute: 0 },
      ],
      weekdays: [],
      monthDays: [1, 15],
      months: [3, 6, 9],
    });
  });
});

test('a flow about the store is once for each run, one about people once for each of them', () => {
  expect(read({}, 'store').key).toBe('store');
  expect(read({}).key).toBe('customer');
  expect(read({ audience: { all: [] } }).source).toMatchObject({ audience: null });
});

test('a schedule that can never run is a problem', () => {
  expect(checked(scheduleTrigger, { every: 'week', weekdays: [] })).toEqual([
    'Choose at least one day of the week.',
  ]);
  expect(
    scheduleTrigger.config.safeParse({ every: 'dates', monthDays: '1, 32' }).error?.issues[0]?.message,
  ).toMatch(/1 to 31/);
  expect(
    scheduleTrigger.config.safeParse({ every: 'dates', months: 'May' }).error?.issues[0]?.message,
  ).toMatch(/1 to 12/);
  expect(
    checked(scheduleTrigger, { audience: { fact: 'cart.total', operator: 'at-least', value: 1 } }),
  ).toHaveLength(1);
});

test('the card says when', () => {
  expect(scheduleTrigger.sentence({ every: 'week', weekdays: [1, 4], at: '18:30' })).toBe(
    'Every Monday and Thursday at 18:30',
  );
  expect(scheduleTrigger.sentence({ every: 'month', day: 31 })).toBe('Every month on day 31 at 09:00');
  expect(
    scheduleTrigger.sentence({
      every: 'dates',
      monthDays: '1, 15',
      months: '3',
      at: '08:00',
      alsoAt: '20:00',
    }),
  ).toBe('Every day 1 and 15, in March at 08:00 and 20:00');
});
