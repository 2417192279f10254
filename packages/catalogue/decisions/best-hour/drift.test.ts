import { expect, test } from 'vitest';
import { hourDrift } from './drift.ts';
import type { HourReport } from './report.ts';

const report = (change: Partial<HourReport>): HourReport => ({
  people: 900,
  visits: 5_000,
  returning: 600,
  days: 45,
  judged: 400,
  lossOfStore: 3,
  lossOfOwn: 2.9,
  gain: 0.1,
  error: 0.01,
  isBetter: true,
  gainApart: 0,
  errorApart: 0,
  areApart: false,
  hours: null,
  decisions: 0,
  orders: 0,
  ...change,
});

test('hours that no longer tell people apart are a decline; a little less is none', () => {
  expect(hourDrift(report({}), report({ gain: 0.01 }))).toEqual({
    gotWorse: true,
    sentence:
      'It got worse: people’s own hours foretold their latest visits by 0.01 nats better than the hours of the store, and by 0.1 when it learned.',
  });
  expect(hourDrift(report({}), report({ gain: 0.06 }))?.gotWorse).toBe(false);
  expect(hourDrift(report({ gain: 0.03 }), report({ gain: 0.015 }))?.gotWorse).toBe(false);
  expect(hourDrift(report({}), report({ gain: -0.05, judged: 40 }))).toBeNull();
});
