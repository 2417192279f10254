import { expect, test } from 'vitest';
import { policySentence, readPolicies, type PolicyEstimate } from './policy-report.ts';

const money = (amount: number) => `$${(amount / 100).toFixed(2)}`;
const policy = (title: string, difference: readonly [number, number, number] | null): PolicyEstimate => ({
  id: title,
  title,
  sentence: 'What it does.',
  value: difference && { estimate: 500 + difference[1], lower: 400, upper: 600 },
  difference: difference && { estimate: difference[1], lower: difference[0], upper: difference[2] },
  effective: 400,
  refusal: difference ? null : 'Too early to tell.',
});
const said = (policies: readonly PolicyEstimate[], { decisions = 400, waiting = 0 } = {}) =>
  policySentence({ decisions, waiting, policies: [policy('As it ran', null), ...policies] }, money);

test('what is certain to have earned more is named with its interval, the largest of several', () => {
  expect(
    said([
      policy('Always A', [10, 40, 70]),
      policy('Always B', [20, 60, 100]),
      policy('Never', [-90, 90, 270]),
    ]),
  ).toBe('“Always B” would have earned about $0.60 more with each decision, between $0.20 and $1.00.');
});

test('without certainty nothing is claimed', () => {
  expect(said([policy('Always A', [-10, 40, 90]), policy('Never', null)])).toBe(
    'No other way of deciding is certain to have earned more than what ran.',
  );
  expect(said([policy('Always A', [-90, -40, -10])])).toBe(
    'What ran earned more than every other way of deciding that can be judged.',
  );
  expect(said([policy('Always A', null)])).toBe(
    'Too early to tell: no other way of deciding can be judged yet.',
  );
  expect(said([], { decisions: 0, waiting: 3 })).toBe(
    'Too early to tell: no decision here has a final outcome yet.',
  );
  expect(said([], { decisions: 0 })).toBe(
    'Nothing to compare yet: no decision was made here in the last months.',
  );
});

test('what cannot be read counts as nothing', () => {
  for (const stored of [undefined, null, 'text', {}, [{ node: 'n' }]])
    expect(readPolicies(stored)).toEqual([]);
});
