import { expect, test } from 'vitest';
import { metricSentence } from './metric-words.ts';

const difference = {
  estimate: 0.012,
  lower: 0.004,
  upper: 0.02,
  treated: 0.03,
  heldOut: 0.018,
  varianceRemoved: 0,
};

test('says what the flow does to a metric, with the interval, and says when it cannot be told', () => {
  const event = 'customer-unsubscribed';
  expect(metricSentence({ event, state: 'more', difference })).toBe(
    'The flow causes more of “unsubscribed”: +1.2 points of people, +0.4 points to +2 points.',
  );
  expect(metricSentence({ event, state: 'too-early', difference: null })).toBe(
    'It is too early to tell the flow’s effect on “unsubscribed”.',
  );
  expect(metricSentence({ event, state: 'no-holdout', difference: null })).toBe(
    'There is no holdout, so the flow’s effect on “unsubscribed” cannot be measured.',
  );
  expect(metricSentence({ event, state: 'unclear', difference: { ...difference, lower: -0.002 } })).toBe(
    'No difference in “unsubscribed” can be seen between the two groups (−0.2 points to +2 points).',
  );
});
