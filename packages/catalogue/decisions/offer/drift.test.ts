import { DAY } from '@millrace/base';
import { seededRandom } from '@millrace/measure';
import { expect, test } from 'vitest';
import type { PastDecision } from '../history.ts';
import { offerDrift } from './drift.ts';

const NOW = Date.UTC(2026, 9, 14);

/** Choices of which a tenth lead to an order of 30.00, foretold with an error. */
function decided(count: number, factor: number, seed = 1, days = 10): PastDecision[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_unused, index) => {
    const chance = 0.2 * random();
    return {
      record: {
        model: 'offer',
        by: 'model',
        inputs: {},
        options: [],
        chosen: 'none',
        score: 3_000 * chance * factor,
      },
      at: NOW - days * DAY,
      now: NOW,
      heldOut: false,
      reward: random() < chance ? 3_000 : null,
      person: `person-${index}`,
      flow: 'flow',
      node: 'offer',
    };
  });
}

test('expecting what comes is no decline, in nearly all of 300 stores', () => {
  const alarms = Array.from({ length: 300 }, (_unused, seed) => offerDrift(null, decided(800, 1, seed)));
  expect(alarms.filter((drift) => drift?.gotWorse).length).toBeLessThanOrEqual(3);
});

test.each([2, 0.4])('expecting %d times what comes is one', (factor) => {
  const drift = offerDrift(null, decided(3_000, factor));
  expect(drift?.gotWorse).toBe(true);
  expect(drift?.sentence).toMatch(
    /^It got worse: of the margin that it expected of its offers, \d+% came\.$/,
  );
});

test('open choices, those of the rule and of the holdout say nothing', () => {
  const some = decided(900, 3);
  const none = [
    ...decided(900, 3, 2, 4),
    ...some.map((one) => ({ ...one, heldOut: true })),
    ...some.map((one) => ({ ...one, record: { ...one.record, by: 'rule' as const } })),
  ];
  expect(offerDrift(null, none)).toEqual({
    gotWorse: false,
    sentence: 'The days of 0 people it chose for are over; 200 are needed to check whether it got worse.',
  });
});

test('many choices about one person are one observation', () => {
  const one = decided(5_000, 2).map((decision) => ({ ...decision, person: 'ann' }));
  expect(offerDrift(null, one)?.gotWorse).toBe(false);
});
