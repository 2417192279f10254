import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metricReport } from './metric.ts';

test('nothing is said before there are enough people in both groups, and enough with the event', () => {
  expect(metricReport({ people: 0, happened: 0 }, { people: 0, happened: 0 })).toEqual({
    state: 'too-early',
    difference: null,
  });
  expect(metricReport({ people: 900, happened: 90 }, { people: 0, happened: 0 }).state).toBe('no-holdout');
  expect(metricReport({ people: 900, happened: 90 }, { people: 99, happened: 9 }).state).toBe('too-early');
  expect(metricReport({ people: 9_000, happened: 9 }, { people: 1_000, happened: 0 }).state).toBe(
    'too-early',
  );
});

test('a large difference is named by its direction, and equal shares give none', () => {
  expect(metricReport({ people: 9_000, happened: 900 }, { people: 1_000, happened: 10 }).state).toBe('more');
  expect(metricReport({ people: 9_000, happened: 90 }, { people: 1_000, happened: 100 }).state).toBe('fewer');
  expect(metricReport({ people: 9_000, happened: 900 }, { people: 1_000, happened: 100 }).state).toBe(
    'unclear',
  );
});

test('the difference is that of the shares and lies inside its interval', () => {
  const arm = fc
    .integer({ min: 100, max: 50_000 })
    .chain((people) => fc.integer({ min: 5, max: people }).map((happened) => ({ people, happened })));
  fc.assert(
    fc.property(arm, arm, (treated, heldOut) => {
      const { difference } = metricReport(treated, heldOut);
      const expected = treated.happened / treated.people - heldOut.happened / heldOut.people;
      expect(difference?.estimate).toBeCloseTo(expected, 10);
      expect(difference!.lower).toBeLessThanOrEqual(expected);
      expect(difference!.upper).toBeGreaterThanOrEqual(expected);
    }),
  );
});
