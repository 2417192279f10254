import { expect, test } from 'vitest';
import { earningsOf, type EarningsInputs } from './earnings.ts';
import { aboutRange, earningsSentence, hoursWords, roughly } from './earnings-words.ts';

const money = (amount: number) => `${amount < 0 ? '-' : ''}$${Math.round(Math.abs(amount) / 100)}`;
const inputs: EarningsInputs = {
  people: 1_000,
  entries: 100,
  reach: 0.8,
  rate: 0.2,
  margin: 3_000,
  orderValue: 8_000,
  effect: { low: 0.02, high: 0.1 },
  measured: null,
  discountShare: 0,
  discountDepth: 0,
  channels: [],
  minutes: null,
  hourCost: 3_000,
};
const say = (change: Partial<EarningsInputs>, missing: Parameters<typeof earningsSentence>[1] = []) =>
  earningsSentence(earningsOf({ ...inputs, ...change }), missing, money);

test('an estimate has two figures, whatever its sign', () => {
  expect([483, 1_234_567, -4_850, 7, 0, -0.2].map(roughly)).toEqual([480, 1_200_000, -4_800, 7, 0, 0]);
  expect(aboutRange({ low: 9_600, high: 48_300 }, money)).toBe('$96 to $480');
  expect(aboutRange({ low: 100, high: 100 }, money)).toBe('$1');
});

test('what it should earn is a range, and may be a loss', () => {
  expect(say({})).toBe('Should earn $96 to $480 a month.');
  expect(say({ effect: { low: 0, high: 0.1 }, channels: [{ sends: 2, cost: 1 }] })).toBe(
    'Between -$16 and $460 a month: it may cost more than it brings.',
  );
  expect(say({ effect: { low: 0, high: 0 }, channels: [{ sends: 2, cost: 1 }] })).toBe(
    'Would cost $16 a month.',
  );
  expect(say({ people: 0 })).toBe('Nobody would have entered, so it would earn nothing.');
});

test('hours are said too, and whether they are all of it', () => {
  expect(say({ effect: null, minutes: { low: 3, high: 6 } })).toBe(
    'Should earn $150 to $300 a month. It saves 5 to 10 hours of work.',
  );
  expect(say({ minutes: { low: 3, high: 6 } })).toMatch(/It saves 5 to 10 hours of work, which is in it\.$/);
  expect(hoursWords({ low: 0.04, high: 1 })).toBe('0 to 1 hours');
  expect(hoursWords({ low: 1, high: 1 })).toBe('1 hour');
});

test('what is missing has a name', () => {
  expect(earningsSentence(null, ['people'], money)).toBe('Not known yet: how many people would enter.');
  expect(earningsSentence(null, ['rate', 'margin'], money)).toBe(
    'Not known yet: how many of them order without it and what one who orders brings.',
  );
  expect(earningsSentence(null, [], money)).toBe('Nobody can put what it brings into money beforehand.');
});
