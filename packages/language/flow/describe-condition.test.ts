import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { Condition } from './condition.ts';
import { describeCondition } from './describe-condition.ts';
import { factField, FACT_FIELDS, factsWith } from './fact-fields.ts';

test.each<[string, Condition]>([
  ['number of orders is at least 2', { fact: 'customer.ordersCount', operator: 'at-least', value: 2 }],
  ['cart total is more than $50.00', { fact: 'cart.total', operator: 'more-than', value: 5_000 }],
  ['cart total is at least $200.00', { fact: 'cart.total', operator: 'at-least', value: '20000' }],
  ['country is Germany or Austria', { fact: 'customer.country', operator: 'is-one-of', value: ['DE', 'AT'] }],
  ['last order was in the last 1 day', { fact: 'customer.lastOrderAt', operator: 'within-days', value: 1 }],
  [
    'last order was more than 90 days ago',
    { fact: 'customer.lastOrderAt', operator: 'longer-ago-than-days', value: 90 },
  ],
  ['phone number is not known', { fact: 'customer.phone', operator: 'is-not-set' }],
  ['cart has a category never bought', { fact: 'cart.newCategory', operator: 'is', value: true }],
  ['not cart has a category never bought', { fact: 'cart.newCategory', operator: 'is', value: false }],
  ['property plan is “gold”', { fact: 'customer.properties.plan', operator: 'is', value: 'gold' }],
  [
    'placed an order at least 2 times in the last 90 days',
    { event: 'order-placed', measure: 'count', operator: 'at-least', value: 2, withinDays: 90 },
  ],
  [
    'placed an order for more than $100.00',
    { event: 'order-placed', measure: 'sum', operator: 'more-than', value: 10_000 },
  ],
  [
    '“made a wish” exactly 1 time since entering',
    { event: 'made-a-wish', measure: 'count', operator: 'is', value: 1, sinceEntry: true },
  ],
  [
    'viewed a product for the last time more than 14 days ago',
    { event: 'product-viewed', measure: 'last', operator: 'more-than', value: 14 },
  ],
  [
    'placed an order for the first time in the last 1 day',
    { event: 'order-placed', measure: 'first', operator: 'at-most', value: 1 },
  ],
  ['always', { all: [] }],
  [
    'number of orders is 1 and (country is Germany or country is Austria)',
    {
      all: [
        { fact: 'customer.ordersCount', operator: 'is', value: 1 },
        {
          any: [
            { fact: 'customer.country', operator: 'is', value: 'DE' },
            { fact: 'customer.country', operator: 'is', value: 'AT' },
          ],
        },
      ],
    },
  ],
  ['tags include “vip” or “press”', { fact: 'customer.tags', operator: 'contains', value: ['vip', 'press'] }],
  [
    'products in the cart do not include Copper kettle or “77”',
    {
      fact: 'cart.productIds',
      operator: 'does-not-contain',
      value: ['8412', '77'],
      called: { '8412': 'Copper kettle' },
    },
  ],
  // A value that is not in any list is quoted.
  ['country is “Germany”', { fact: 'customer.country', operator: 'is', value: 'Germany' }],
  ['not (city contains “Ber”)', { not: { fact: 'customer.city', operator: 'contains', value: 'Ber' } }],
])('a marketer reads: %s', (words, condition) => {
  expect(describeCondition(condition, 'USD')).toBe(words);
});

test('an unfinished comparison shows where its value is missing', () => {
  expect(describeCondition({ fact: 'customer.country', operator: 'is', value: '' })).toBe('country is …');
});

test('every fact with every comparison it takes can be said in words', () => {
  for (const { path, operators } of FACT_FIELDS) {
    for (const operator of operators) {
      const words = describeCondition(
        { fact: path, operator, value: operator.endsWith('of') ? ['1'] : 1 },
        'EUR',
      );
      expect(words).not.toMatch(/undefined|NaN|null|\[object/);
      expect(words).toContain(factField(path)!.label);
    }
  }
});

test('conditions about unknown facts are described too', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      fc.oneof(fc.string(), fc.integer(), fc.boolean()),
      (fact, value) => {
        expect(describeCondition({ fact, operator: 'is', value })).toContain('is');
      },
    ),
  );
});

test('a variable is called by the label of the kind that sets it, or by its name when none does', () => {
  const kind: Condition = { fact: 'decision.mood', operator: 'is', value: 'sunny' };
  const likely: Condition = {
    all: [kind, { not: { fact: 'decision.risk', operator: 'at-least', value: 0.35 } }],
  };
  const facts = factsWith({
    mood: { label: 'mood', type: 'choice', options: [{ value: 'sunny', label: 'in the sun' }] },
    risk: { label: 'risk of leaving', type: 'share', unit: '%' },
  });
  expect(describeCondition(likely, undefined, facts)).toBe(
    'mood is in the sun and not (risk of leaving is at least 35%)',
  );
  expect(describeCondition(kind)).toBe('decision mood is “sunny”');
});
