import { expect, test } from 'vitest';
import fc from 'fast-check';
import { DAY } from '@millrace/base';
import { seededRandom } from '@millrace/measure';
import { recoveryFeatures, recoveryModel, scoreRecovery, trainRecovery } from './index.ts';
import { exampleFacts, EXAMPLE_NOW } from '../testing/example.ts';
import { shopper, trueRate } from '../testing/simulated-shop.ts';
import { COLUMNS, encode } from './encode.ts';
import { contributions, REASONS } from './explain.ts';
import { RULE_PARAMETERS } from './rule.ts';

test('features are those a person would read from the cart', () => {
  expect(recoveryFeatures(exampleFacts())).toEqual({
    ordersCount: 4,
    daysSinceOrder: 40,
    orderGapDays: 60,
    discountShare: 0.5,
    averageOrder: 6_000,
    cartTotal: 8_000,
    itemsCount: 2,
    marginShare: 0.55,
    step: 'cart',
    mobile: true,
    triedCode: false,
    newCategory: false,
    daysKnown: 400,
    hour: 18,
  });
});

test('an unknown cost is the share of the price that the store assumes', () => {
  const cart = exampleFacts().cart!;
  const facts = exampleFacts({
    cart: { lines: [{ ...cart.lines[0]!, cost: null }] },
    store: { assumedCostShare: 0.7 },
  });
  expect(recoveryFeatures(facts).marginShare).toBeCloseTo(0.3, 12);
});

test('a category is only new to a person who has ordered before', () => {
  const cart = { newCategory: true };
  expect(recoveryFeatures(exampleFacts({ cart })).newCategory).toBe(true);
  expect(
    recoveryFeatures(exampleFacts({ cart, customer: { ordersCount: 0, lastOrderAt: null } })).newCategory,
  ).toBe(false);
});

test('contributions of all reasons add up to the distance from the ordinary cart', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (seed) => {
      const facts = shopper(seededRandom(seed), seed);
      const row = encode(recoveryFeatures(facts));
      const sum = contributions(row, RULE_PARAMETERS).reduce((total, logOdds) => total + logOdds, 0);
      const { probability } = scoreRecovery(facts);
      expect(sum + RULE_PARAMETERS.intercept).toBeCloseTo(Math.log(probability / (1 - probability)), 6);
    }),
  );
});

test('the rule: people who got as far as payment come back more often than people who left the cart', () => {
  const at = (step: string) => scoreRecovery(exampleFacts({ cart: { step } })).probability;
  expect(at('payment')).toBeGreaterThan(at('shipping'));
  expect(at('shipping')).toBeGreaterThan(at('checkout'));
  expect(at('checkout')).toBeGreaterThan(at('cart'));
});

test('the rule does what its words say: more for earlier orders and for getting far, less for phones and a long time since the last order', () => {
  const chance = (changes: Parameters<typeof exampleFacts>[0]) =>
    scoreRecovery(exampleFacts(changes)).probability;
  const usual = chance({});
  expect(RULE_PARAMETERS.baseRate).toBe(0.1);
  expect(recoveryModel.rule).toContain('one cart in ten');
  expect(chance({ customer: { ordersCount: 12 } })).toBeGreaterThan(usual);
  expect(chance({ cart: { device: 'desktop' } })).toBeGreaterThan(usual);
  expect(chance({ customer: { lastOrderAt: EXAMPLE_NOW - 400 * DAY } })).toBeLessThan(usual);
  const stranger = {
    ordersCount: 0,
    averageOrder: 0,
    lastOrderAt: null,
    discountShare: null,
    orderGapDays: null,
  };
  expect(chance({ customer: stranger })).toBeLessThan(chance({ customer: { ...stranger, ordersCount: 2 } }));
});

test('the strongest reasons come first, three at most, and then the kind of shopper', () => {
  const { record } = scoreRecovery(
    exampleFacts({ cart: { step: 'payment' }, customer: { ordersCount: 12 } }),
  );
  expect(record.by).toBe('rule');
  expect(record.explanation[0]).toMatch(/^Comes back with a probability of about \d+% by a rule of thumb/);
  expect(record.explanation[1]).toBe(
    'Has ordered 12 times, which makes coming back much more likely than usual.',
  );
  expect(record.explanation[2]).toBe(
    'Got as far as payment, which makes coming back more likely than usual.',
  );
  expect(record.explanation.length).toBeLessThanOrEqual(5);
  expect(record.explanation.at(-1)).toBe(
    'Counts as stopped at checkout: got as far as payment without trying a discount code.',
  );
});

test('a trained model says how many carts it learned from and finds the true reason', () => {
  const random = seededRandom(3);
  const samples = Array.from({ length: 6_000 }, (_unused, index) => {
    const facts = shopper(random, index);
    return {
      features: recoveryFeatures(facts),
      recovered: random() < trueRate(facts, 'none') * (facts.cart!.device === 'mobile' ? 0.3 : 1.5),
      at: facts.now,
    };
  });
  const models = { recovery: trainRecovery(samples).parameters };
  const { record, probability } = scoreRecovery(
    exampleFacts({
      models,
      customer: {
        ordersCount: 4,
        discountShare: 0.7,
        averageOrder: 6_000,
        orderGapDays: 40,
        createdAt: EXAMPLE_NOW - 300 * DAY,
      },
    }),
  );
  expect(record.by).toBe('model');
  expect(record.score).toBeCloseTo(probability, 4);
  expect(record.explanation[0]).toMatch(
    /^Comes back with a probability of [\d.]+%, less than the usual [\d.]+% of 6000 past carts\.$/,
  );
  expect(record.explanation[1]).toBe('Was on a phone, which makes coming back less likely than usual.');
});

test('every column of the model has a reason in words', () => {
  const features = recoveryFeatures(exampleFacts());
  const strange = { ...RULE_PARAMETERS, means: COLUMNS.map(() => 0), weights: COLUMNS.map(() => 1) };
  const parts = contributions(
    COLUMNS.map(() => 1),
    strange,
  );
  expect(parts).toHaveLength(REASONS.length);
  expect(parts.every((logOdds) => logOdds > 0)).toBe(true);
  expect(encode(features)).toHaveLength(COLUMNS.length);
});
