import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { DAY, HOUR, MINUTE, REAL_CLOCK, SECOND, toPersonal, toReal } from './clock.ts';

const anchor = Date.UTC(2026, 9, 1);
const demo = { pace: 60, anchor };
const instants = fc.integer({ min: anchor - 400 * DAY, max: anchor + 400 * DAY });
const clocks = fc.record({ pace: fc.integer({ min: 1, max: 1_000 }), anchor: fc.constant(anchor) });

describe('the clock of a person', () => {
  test('of the demo shop lets an hour pass in a minute', () => {
    expect(toPersonal(anchor + MINUTE, demo)).toBe(anchor + HOUR);
    expect(toReal(anchor + HOUR, demo)).toBe(anchor + MINUTE);
  });

  test('of a real person is the real time', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(toPersonal(instant, REAL_CLOCK)).toBe(instant);
        expect(toReal(instant, REAL_CLOCK)).toBe(instant);
      }),
    );
  });

  test('changes nothing about what was before its anchor', () => {
    expect(toPersonal(anchor - DAY, demo)).toBe(anchor - DAY);
    expect(toReal(anchor - DAY, demo)).toBe(anchor - DAY);
    expect(toPersonal(anchor, demo)).toBe(anchor);
  });

  test('never lets a timer fire before its time', () => {
    fc.assert(
      fc.property(instants, clocks, (personal, clock) => {
        expect(toPersonal(toReal(personal, clock), clock)).toBeGreaterThanOrEqual(personal);
      }),
    );
  });

  test('fires within one real millisecond of the time', () => {
    fc.assert(
      fc.property(instants, clocks, (personal, clock) => {
        expect(toPersonal(toReal(personal, clock) - 1, clock)).toBeLessThanOrEqual(personal);
      }),
    );
  });

  test('brings a real instant back to itself', () => {
    fc.assert(
      fc.property(instants, clocks, (real, clock) => {
        expect(toReal(toPersonal(real, clock), clock)).toBe(real);
      }),
    );
  });

  test('keeps the order in which things happen', () => {
    fc.assert(
      fc.property(instants, instants, clocks, (one, other, clock) => {
        if (one <= other) expect(toPersonal(one, clock)).toBeLessThanOrEqual(toPersonal(other, clock));
      }),
    );
  });
});

test('lengths of time add up', () => {
  expect([MINUTE / SECOND, HOUR / MINUTE, DAY / HOUR]).toEqual([60, 60, 24]);
});
