import { DAY, MINUTE, REAL_CLOCK, toPersonal } from '@millrace/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outcomeWindow } from './outcome-window.ts';

const clocks = fc.constantFrom(
  REAL_CLOCK,
  { pace: 60, anchor: Date.UTC(2026, 0, 1) },
  { pace: 1440, anchor: 0 },
);
const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
const days = fc.integer({ min: 1, max: 180 });

test('a window is as many of the person’s own days as the flow says, to the millisecond', () => {
  fc.assert(
    fc.property(instants, days, clocks, (enteredAt, length, clock) => {
      const { endsAt } = outcomeWindow(enteredAt, length, clock);
      const lived = toPersonal(endsAt, clock) - toPersonal(enteredAt, clock);
      expect(lived - length * DAY).toBeGreaterThanOrEqual(0);
      expect(lived - length * DAY).toBeLessThanOrEqual(clock.pace);
    }),
  );
});

test('a cohort is over when the windows of all its people are, and at most a day of theirs later', () => {
  fc.assert(
    fc.property(instants, days, clocks, (enteredAt, length, clock) => {
      const { endsAt, cohortEndsAt } = outcomeWindow(enteredAt, length, clock);
      expect(cohortEndsAt).toBeGreaterThanOrEqual(endsAt);
      expect(cohortEndsAt - endsAt).toBeLessThan(Math.max(MINUTE, DAY / clock.pace));
    }),
  );
});

test('people who enter on one day are one cohort', () => {
  const noon = Date.UTC(2026, 4, 5, 12);
  const ends = (at: number) => outcomeWindow(at, 30, REAL_CLOCK).cohortEndsAt;
  expect(ends(noon)).toBe(ends(noon + 6 * 60 * MINUTE));
  expect(ends(noon)).toBe(Date.UTC(2026, 5, 5));
  expect(ends(noon + DAY)).toBe(ends(noon) + DAY);
});
