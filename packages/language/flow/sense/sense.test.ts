import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEASURES, type Condition, type FactCondition } from '../condition.ts';
import { evaluate } from '../evaluate.ts';
import { FACT_FIELDS } from '../fact-fields.ts';
import type { CustomerFacts, EventFact, Facts } from '../facts.ts';
import { customer as customerFacts, facts as factsOf } from '../testing/make.ts';
import { senselessIn, senseOf } from './sense.ts';

const orders = (operator: FactCondition['operator'], value: number): FactCondition => ({
  fact: 'customer.ordersCount',
  operator,
  value,
});
const country = (operator: FactCondition['operator'], value?: FactCondition['value']): FactCondition => ({
  fact: 'customer.country',
  operator,
  ...(value === undefined ? {} : { value }),
});

describe('a condition that nobody can match', () => {
  it.each<[string, Condition]>([
    ['more than five orders and fewer than three', { all: [orders('more-than', 5), orders('less-than', 3)] }],
    [
      'more than two orders and fewer than three, since orders are whole numbers',
      { all: [orders('more-than', 2), orders('less-than', 3)] },
    ],
    ['a number of orders below zero', orders('less-than', 0)],
    ['two countries at once', { all: [country('is', 'DE'), country('is', 'FR')] }],
    ['one of no countries', country('is-one-of', [])],
    [
      'a country that is one and none of a list',
      { all: [country('is', 'de'), country('is-none-of', ['DE', 'FR'])] },
    ],
    [
      'a country that starts with a letter and is not known',
      { all: [country('starts-with', 'D'), country('is-not-set')] },
    ],
    [
      'a text that contains a word but not a part of it',
      { all: [country('contains', 'land'), country('does-not-contain', 'an')] },
    ],
    [
      'an order in the last week that is more than a month ago',
      {
        all: [
          { fact: 'customer.lastOrderAt', operator: 'within-days', value: 7 },
          { fact: 'customer.lastOrderAt', operator: 'longer-ago-than-days', value: 30 },
        ],
      },
    ],
    ['a share above one', { fact: 'customer.discountShare', operator: 'more-than', value: 1 }],
    ['an hour after midnight of the same day', { fact: 'moment.hour', operator: 'at-least', value: 24 }],
    [
      'a tag that is there and is not',
      {
        all: [
          { fact: 'customer.tags', operator: 'contains', value: 'vip' },
          { fact: 'customer.tags', operator: 'does-not-contain', value: 'VIP' },
        ],
      },
    ],
    [
      'fewer than no orders counted',
      { event: 'order-placed', measure: 'count', operator: 'less-than', value: 0 },
    ],
    [
      'at least one of events that cannot be',
      {
        event: 'order-placed',
        measure: 'count',
        operator: 'at-least',
        value: 1,
        where: {
          all: [
            { fact: 'event.value', operator: 'more-than', value: 10 },
            { fact: 'event.value', operator: 'less-than', value: 5 },
          ],
        },
      },
    ],
    ['what always holds, turned round', { not: orders('at-least', 0) }],
    [
      'a property that is both a number above ten and the word low',
      {
        all: [
          { fact: 'customer.properties.plan', operator: 'more-than', value: 10 },
          { fact: 'customer.properties.plan', operator: 'is', value: 'low' },
        ],
      },
    ],
  ])('%s', (_name, condition) => {
    expect(senseOf(condition)).toBe('never');
  });
});

describe('a condition that everybody matches', () => {
  it.each<[string, Condition]>([
    ['a number of orders that is not below zero', orders('at-least', 0)],
    ['a country or none', { any: [country('is-set'), country('is-not-set')] }],
    ['more than three orders, or at most three', { any: [orders('more-than', 3), orders('at-most', 3)] }],
    ['nothing at all', { all: [] }],
    ['none of nothing', country('is-none-of', [])],
    ['any of nothing, which is unfinished', { any: [] }],
    [
      'one of the seven weekdays',
      { fact: 'moment.weekday', operator: 'is-one-of', value: ['1', '2', '3', '4', '5', '6', '7'] },
    ],
  ])('%s', (_name, condition) => {
    expect(senseOf(condition)).toBe('always');
  });
});

describe('what depends on the person', () => {
  it.each<[string, Condition]>([
    ['a range of orders', { all: [orders('more-than', 2), orders('less-than', 5)] }],
    [
      'two tags at once',
      {
        all: [
          { fact: 'customer.tags', operator: 'contains', value: 'vip' },
          { fact: 'customer.tags', operator: 'contains', value: 'new' },
        ],
      },
    ],
    ['two parts of one text', { all: [country('contains', 'a'), country('contains', 'b')] }],
    ['either of two countries', { any: [country('is', 'DE'), country('is', 'FR')] }],
    [
      'at least three or less than three of a number that may be missing',
      {
        any: [
          { fact: 'cart.total', operator: 'at-least', value: 3 },
          { fact: 'cart.total', operator: 'less-than', value: 3 },
        ],
      },
    ],
    [
      'any money, since a sum may be anything',
      { event: 'order-refunded', measure: 'sum', operator: 'less-than', value: 0 },
    ],
  ])('%s', (_name, condition) => {
    expect(senseOf(condition)).toBe('depends');
  });
});

it('names the smallest part that makes no sense, and where it stands', () => {
  const condition: Condition = {
    all: [
      country('is', 'DE'),
      { any: [{ all: [orders('more-than', 5), orders('less-than', 3)] }, country('is-set')] },
    ],
  };
  expect(senselessIn(condition)).toEqual([
    {
      path: ['all', 1, 'any', 0],
      condition: { all: [orders('more-than', 5), orders('less-than', 3)] },
      sense: 'never',
    },
  ]);
  expect(
    senselessIn({ all: [orders('at-least', 0), country('is', 'DE')] }).map(({ path, sense }) => [
      path.join('.'),
      sense,
    ]),
  ).toEqual([['all.0', 'always']]);
});

const anyText = fc.constantFrom('DE', 'fr', 'Berlin', 'vip', '5', '3', '', 'land');
const anyNumber = fc.constantFrom(-1, 0, 1, 2, 2.5, 3, 5, 0.5, 24);
const anyValue = fc.oneof(anyText, anyNumber, fc.boolean(), fc.array(anyText, { maxLength: 3 }));
const paths = [
  ...FACT_FIELDS.map((field) => field.path),
  'customer.properties.plan',
  'event.properties.plan',
];
const anyLeaf = fc
  .record({ fact: fc.constantFrom(...paths), pick: fc.nat(20), value: anyValue })
  .map(({ fact, pick, value }): FactCondition => {
    const operators =
      FACT_FIELDS.find((field) => field.path === fact)?.operators ??
      (['is', 'contains', 'at-least', 'within-days', 'is-set'] as const);
    return { fact, operator: operators[pick % operators.length]!, value };
  });
const { condition: anyCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyLeaf as fc.Arbitrary<Condition>,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
    fc.record({
      event: fc.constantFrom('order-placed', 'product-viewed'),
      measure: fc.constantFrom(...MEASURES),
      operator: fc.constantFrom(
        'at-least' as const,
        'at-most' as const,
        'more-than' as const,
        'less-than' as const,
        'is' as const,
      ),
      value: fc.constantFrom(0, 1, 3, -1),
      where: fc.option(anyLeaf as fc.Arbitrary<Condition>, { nil: undefined }),
    }),
  ),
}));

const anyInstant = fc.option(
  fc.integer({ min: -40, max: 2 }).map((days) => Date.UTC(2026, 5, 1) + days * 86_400_000),
  { nil: null },
);
const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    ordersCount: fc.nat(7),
    totalSpent: fc.nat(9),
    country: fc.option(anyText, { nil: null }),
    city: fc.option(anyText, { nil: null }),
    tags: fc.array(anyText, { maxLength: 3 }),
    plan: anyValue,
    discountShare: fc.option(fc.constantFrom(0, 0.5, 1), { nil: null }),
    lastOrderAt: anyInstant,
    events: fc.array(
      fc.record({
        type: fc.constantFrom('order-placed', 'product-viewed'),
        value: fc.option(fc.integer({ min: -5, max: 5 }), { nil: null }),
        plan: anyValue,
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ events, plan, ...person }) => {
    const now = Date.UTC(2026, 5, 1);
    const told = events.map((event, index): EventFact => ({
      id: `${index}`,
      type: event.type,
      at: now - (4 - index) * 1_000,
      value: event.value,
      cartId: null,
      orderId: null,
      productId: null,
      messageId: null,
      properties: { plan: event.plan as never },
    }));
    const customer: CustomerFacts = customerFacts({ ...person, properties: { plan: plan as never } });
    return factsOf({ now, customer, events: told });
  });

describe('whatever the condition and whoever is asked', () => {
  it('a condition said to hold never or always does so by `evaluate`', () => {
    let said = 0;
    fc.assert(
      fc.property(anyCondition, fc.array(anyFacts, { minLength: 3, maxLength: 8 }), (condition, people) => {
        const sense = senseOf(condition);
        if (sense === 'depends') return;
        said += 1;
        for (const facts of people)
          expect(evaluate(condition, facts, null, facts.events[0] ?? null)).toBe(sense === 'always');
      }),
      { numRuns: 3_000 },
    );
    // `depends` claims nothing, so enough conditions have to be `never` or `always`.
    expect(said).toBeGreaterThan(100);
  });

  it('the condition that the editor starts with, for every fact, can hold and can fail', () => {
    for (const field of FACT_FIELDS) {
      const value =
        field.options?.[0]?.value ??
        (field.type === 'boolean' ? true : field.type === 'text' || field.type === 'list' ? 'x' : 0.5);
      expect(senseOf({ fact: field.path, operator: field.operators[0]!, value }), field.path).toBe('depends');
    }
  });
});
