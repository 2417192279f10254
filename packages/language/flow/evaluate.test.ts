import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { DAY } from '@millrace/base';
import type { AggregateCondition, Condition, Operator } from './condition.ts';
import { conditionSchema } from './condition.ts';
import { initialCursor } from './cursor.ts';
import { factReader } from './fact-path.ts';
import { evaluate } from './evaluate.ts';
import { segmentsNamed } from './needs.ts';
import { resolveSegments } from './resolve-segments.ts';
import { FACT_FIELDS } from './fact-fields.ts';
import { cart, customer, event, facts, NOW } from './testing/index.ts';

const holds = (fact: string, operator: Operator, value?: unknown, known = facts()) =>
  evaluate({ fact, operator, value } as Condition, known);

describe('comparing a fact', () => {
  test.each<[string, Operator, unknown, boolean]>([
    ['customer.ordersCount', 'at-least', 3, true],
    ['customer.ordersCount', 'more-than', 3, false],
    ['customer.ordersCount', 'at-most', 3, true],
    ['customer.ordersCount', 'less-than', 3, false],
    ['customer.ordersCount', 'is', 3, true],
    ['customer.ordersCount', 'is', '3', true],
    ['customer.ordersCount', 'is-not', 2, true],
    ['customer.country', 'is', 'de', true],
    ['customer.country', 'is', ' DE ', true],
    ['customer.country', 'is-one-of', ['AT', 'de'], true],
    ['customer.country', 'is-none-of', ['AT', 'CH'], true],
    ['customer.city', 'contains', 'ERL', true],
    ['customer.city', 'does-not-contain', 'erl', false],
    ['customer.city', 'starts-with', 'ber', true],
    ['customer.tags', 'contains', 'newsletter', true],
    ['customer.tags', 'does-not-contain', 'vip', true],
    ['customer.tags', 'is-set', undefined, true],
    ['customer.consent.sms', 'is', 'never-asked', true],
    ['customer.suppressed.email', 'is', false, true],
    ['customer.suppressed.email', 'is', 'false', true],
    ['customer.properties.plan', 'is', 'Gold', true],
    ['customer.properties.size.shirt', 'is', 'm', true],
    ['customer.properties.score', 'more-than', 6.5, true],
    ['customer.properties.signedOn', 'within-days', 3, true],
    ['cart.newCategory', 'is', true, true],
    ['cart.categories', 'contains', 'home', true],
    ['cart.productIds', 'contains', 'product-9', false],
    ['event.value', 'at-least', 12_000, true],
    ['event.properties.source', 'is', 'web', true],
    ['store.currency', 'is', 'eur', true],
    ['moment.hour', 'is', 14, true],
    ['moment.weekday', 'is-one-of', ['2', '3'], true],
    ['customer.lastOrderAt', 'within-days', 30, true],
    ['customer.lastOrderAt', 'within-days', 29, false],
    ['customer.firstOrderAt', 'longer-ago-than-days', 299, true],
    ['customer.firstOrderAt', 'longer-ago-than-days', 300, false],
  ])('"%s" %s %j is %s', (fact, operator, value, expected) => {
    expect(holds(fact, operator, value)).toBe(expected);
  });

  test('the next order is due after the mean time between orders, from the third order on', () => {
    const due = (changes: Parameters<typeof customer>[0]) =>
      factReader('customer.reorderDueAt')(facts({ customer: customer(changes) }), {}, null);
    const orders = { firstOrderAt: NOW - 50 * DAY, lastOrderAt: NOW - 10 * DAY };
    expect(due({ ...orders, ordersCount: 3 })).toBe(NOW + 10 * DAY);
    expect(due({ ...orders, ordersCount: 2 })).toBeNull();
    expect(due({ ordersCount: 5, firstOrderAt: null, lastOrderAt: null })).toBeNull();
  });

  test('a fact that is missing passes only the comparisons that say no', () => {
    const noes = new Set<Operator>(['is-not', 'is-none-of', 'does-not-contain', 'is-not-set']);
    for (const fact of [
      'customer.lastSeenAt',
      'order.total',
      'customer.properties.nothing',
      'decision.nothing',
      'nowhere.at.all',
    ]) {
      for (const operator of [
        'is',
        'is-not',
        'is-one-of',
        'is-none-of',
        'contains',
        'does-not-contain',
        'starts-with',
        'at-least',
        'at-most',
        'more-than',
        'less-than',
        'is-set',
        'is-not-set',
        'within-days',
        'longer-ago-than-days',
      ] as const) {
        expect([fact, operator, holds(fact, operator, operator.endsWith('of') ? ['x'] : 1)]).toEqual([
          fact,
          operator,
          noes.has(operator),
        ]);
      }
    }
  });

  test('an empty text or list counts as missing', () => {
    expect(holds('customer.city', 'is-set', undefined, facts({ customer: customer({ city: '' }) }))).toBe(
      false,
    );
    expect(holds('customer.tags', 'is-not-set', undefined, facts({ customer: customer({ tags: [] }) }))).toBe(
      true,
    );
  });

  test('variables of decisions can be compared', () => {
    const cursor = {
      ...initialCursor(false),
      variables: { segment: 'price-sensitive', recovery: 0.4, code: { code: 'X1' } },
    };
    expect(
      evaluate({ fact: 'decision.segment', operator: 'is', value: 'price-sensitive' }, facts(), cursor),
    ).toBe(true);
    expect(evaluate({ fact: 'decision.recovery', operator: 'at-least', value: 0.5 }, facts(), cursor)).toBe(
      false,
    );
    expect(evaluate({ fact: 'decision.code.code', operator: 'is', value: 'x1' }, facts(), cursor)).toBe(true);
  });

  test('event facts are read from the event in question before the one that let the person in', () => {
    const other = event('order-placed', { value: 500 });
    expect(evaluate({ fact: 'event.value', operator: 'less-than', value: 1_000 }, facts(), null, other)).toBe(
      true,
    );
    expect(evaluate({ fact: 'event.value', operator: 'less-than', value: 1_000 }, facts())).toBe(false);
  });

  test('nothing of the language itself can be reached through a path', () => {
    for (const fact of [
      'customer.constructor',
      'customer.__proto__.polluted',
      'customer.properties.constructor',
      'customer.tags.length.toString',
      'decision.__proto__',
    ]) {
      expect(holds(fact, 'is-set')).toBe(false);
    }
  });

  test('a time in the future is not within the last days', () => {
    expect(
      holds(
        'customer.lastOrderAt',
        'within-days',
        5,
        facts({ customer: customer({ lastOrderAt: NOW + DAY }) }),
      ),
    ).toBe(false);
  });
});

describe('joining conditions', () => {
  const yes: Condition = { fact: 'customer.id', operator: 'is', value: 'ann' };
  const no: Condition = { fact: 'customer.id', operator: 'is', value: 'ben' };
  test.each<[string, Condition, boolean]>([
    ['all of nothing holds, as an empty filter lets everybody in', { all: [] }, true],
    ['any of nothing holds, as an unfinished choice stops nobody', { any: [] }, true],
    ['all needs each', { all: [yes, no] }, false],
    ['any needs one', { any: [no, yes] }, true],
    ['not turns it round', { not: no }, true],
    ['nesting is followed to the ground', { all: [yes, { any: [no, { not: { all: [no, yes] } }] }] }, true],
  ])('%s', (_name, condition, expected) => expect(evaluate(condition, facts())).toBe(expected));

  const tree: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(yes, no),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('tree').map((not) => ({ not })),
    ),
  })).tree;
  const plain = (condition: Condition): boolean =>
    'all' in condition
      ? condition.all.every(plain)
      : 'any' in condition
        ? condition.any.some(plain)
        : 'not' in condition
          ? !plain(condition.not)
          : condition === yes || JSON.stringify(condition) === JSON.stringify(yes);

  test('any nesting of and, or and not agrees with plain logic', () => {
    fc.assert(
      fc.property(tree, (condition) => {
        expect(evaluate(condition, facts())).toBe(plain(condition));
      }),
    );
  });

  test('not (a and b) is the same as (not a) or (not b)', () => {
    fc.assert(
      fc.property(tree, tree, (left, right) => {
        expect(evaluate({ not: { all: [left, right] } }, facts())).toBe(
          evaluate({ any: [{ not: left }, { not: right }] }, facts()),
        );
      }),
    );
  });

  test('every condition that can be built can be stored', () => {
    fc.assert(
      fc.property(tree, (condition) => {
        expect(conditionSchema.parse(JSON.parse(JSON.stringify(condition)))).toEqual(condition);
      }),
    );
  });
});

describe('counting events', () => {
  const events = [400, 80, 20, 5, 0.02].map((days, index) =>
    event('order-placed', {
      id: `order-${index}`,
      at: NOW - days * DAY,
      value: (index + 1) * 1_000,
      properties: { coupon: index % 2 === 0 },
    }),
  );
  const known = facts({
    events: [...events.slice(0, 3), event('product-viewed', { at: NOW - 10 * DAY }), ...events.slice(3)],
  });
  const count = (more: Partial<AggregateCondition>) =>
    evaluate({ event: 'order-placed', measure: 'count', operator: 'at-least', value: 2, ...more }, known);

  test('"ordered at least 2 times in the last 90 days" counts those of the last 90 days', () => {
    expect(count({ withinDays: 90, value: 4 })).toBe(true);
    expect(count({ withinDays: 90, value: 5 })).toBe(false);
  });
  test('without a window all stored events count', () => {
    expect(count({ operator: 'is', value: 5 })).toBe(true);
  });
  test('since entering means since this enrolment began', () => {
    expect(count({ operator: 'is', value: 1, sinceEntry: true })).toBe(true);
  });
  test('a sum adds the values in minor units', () => {
    expect(count({ measure: 'sum', operator: 'is', value: 12_000, withinDays: 21 })).toBe(true);
    expect(count({ measure: 'sum', operator: 'less-than', value: 12_001, withinDays: 21 })).toBe(true);
  });
  test('the first and the last are so many days ago, and fit nobody who has none', () => {
    const ago = (
      measure: 'first' | 'last',
      operator: AggregateCondition['operator'],
      value: number,
      more: Partial<AggregateCondition> = {},
    ) => count({ measure, operator, value, ...more });
    expect([
      ago('first', 'more-than', 399),
      ago('first', 'at-least', 400),
      ago('first', 'more-than', 400),
    ]).toEqual([true, true, false]);
    expect([
      ago('last', 'at-most', 0.02),
      ago('last', 'less-than', 0.02),
      ago('last', 'at-least', 1),
    ]).toEqual([true, false, false]);
    const where: Condition = { fact: 'event.properties.coupon', operator: 'is', value: false };
    expect([ago('last', 'is', 5, { where }), ago('first', 'is', 80, { where })]).toEqual([true, true]);
    expect(ago('first', 'is', 0.02, { sinceEntry: true })).toBe(true);
    for (const operator of ['at-least', 'at-most', 'more-than', 'less-than', 'is'] as const)
      expect(ago('last', operator, 1, { event: 'page-viewed' })).toBe(false);
  });
  test('only events that fit the condition on the event are counted', () => {
    expect(
      count({
        operator: 'is',
        value: 3,
        where: { fact: 'event.properties.coupon', operator: 'is', value: true },
      }),
    ).toBe(true);
    expect(
      count({
        operator: 'at-most',
        value: 1,
        where: { fact: 'event.value', operator: 'more-than', value: 4_000 },
      }),
    ).toBe(true);
  });
  test('other events, and events still to come, do not count', () => {
    expect(evaluate({ event: 'page-viewed', measure: 'count', operator: 'is', value: 0 }, known)).toBe(true);
    expect(
      evaluate(
        { event: 'order-placed', measure: 'count', operator: 'is', value: 0 },
        facts({ events: [event('order-placed', { at: NOW + 1 })] }),
      ),
    ).toBe(true);
  });
  test('agrees with counting one by one, whatever the window', () => {
    const some = fc
      .array(fc.integer({ min: 0, max: 200 }), { maxLength: 20 })
      .map((days) => days.toSorted((left, right) => right - left));
    fc.assert(
      fc.property(
        some,
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 20 }),
        (days, withinDays, value) => {
          const past = days.map((ago, index) =>
            event('product-viewed', { id: `${index}`, at: NOW - ago * DAY }),
          );
          const expected = days.filter((ago) => ago <= withinDays).length;
          expect(
            evaluate(
              { event: 'product-viewed', measure: 'count', operator: 'at-least', value, withinDays },
              facts({ events: past }),
            ),
          ).toBe(expected >= value);
        },
      ),
    );
  });
});

describe('saved segments', () => {
  const definitions: Readonly<Record<string, Condition>> = {
    loyal: { fact: 'customer.ordersCount', operator: 'at-least', value: 3 },
    vip: {
      all: [
        { fact: 'customer.segments', operator: 'contains', value: 'loyal' },
        { fact: 'customer.tags', operator: 'contains', value: 'vip' },
      ],
    },
    lapsed: { fact: 'customer.ordersCount', operator: 'at-least', value: 9 },
    round: { fact: 'customer.segments', operator: 'contains', value: 'again' },
    again: { any: [{ fact: 'customer.segments', operator: 'contains', value: 'round' }] },
  };
  const within = (value: string | string[], operator: 'contains' | 'does-not-contain' = 'contains') =>
    resolveSegments({ fact: 'customer.segments', operator, value } as Condition, definitions);
  const ordered = (ordersCount: number) => facts({ customer: customer({ ordersCount, tags: ['vip'] }) });

  test('a person belongs to a segment whose condition holds for them now', () => {
    expect(evaluate(within('loyal'), ordered(3))).toBe(true);
    expect(evaluate(within('loyal'), ordered(2))).toBe(false);
    expect(evaluate(within(['lapsed', 'loyal']), ordered(3))).toBe(true);
    expect(evaluate(within(['lapsed', 'loyal'], 'does-not-contain'), ordered(3))).toBe(false);
    expect(evaluate(within(['lapsed', 'loyal'], 'does-not-contain'), ordered(2))).toBe(true);
  });

  test('a segment may name another, and what both need is loaded', () => {
    expect(evaluate(within('vip'), ordered(3))).toBe(true);
    expect(evaluate(within('vip'), ordered(2))).toBe(false);
    expect(segmentsNamed(definitions['vip']!)).toEqual(['loyal']);
  });

  test('two segments that name each other have nobody, and end', () => {
    expect(evaluate(within('round'), ordered(3))).toBe(false);
  });

  test('nobody belongs to a segment that is gone, whatever it was called', () => {
    for (const id of ['gone', 'constructor', '__proto__']) {
      expect(evaluate(within(id), ordered(3))).toBe(false);
      expect(evaluate(within(id, 'does-not-contain'), ordered(3))).toBe(true);
    }
  });
});

describe('the list of facts', () => {
  test('every fact that is not about an order, a product or a decision can be read from facts that are complete', () => {
    const known = facts({
      customer: customer({
        lastSeenAt: NOW,
        lastName: 'Berg',
        tier: 'Gold',
        suppressed: { email: false, sms: false },
      }),
      cart: cart({ completedAt: NOW, discountCodes: ['X'] }),
      enrolment: { ...facts().enrolment, event: event('cart-abandoned', { value: 1, productId: 'p' }) },
    });
    const unread = FACT_FIELDS.filter(
      ({ subject, path, operators }) =>
        !['order', 'product', 'decision'].includes(subject) &&
        operators.includes('is-set') &&
        !evaluate({ fact: path, operator: 'is-set' }, known),
    ).map(({ path }) => path);
    expect(unread).toEqual([]);
  });
  test('every fact takes at least one comparison and reads as words', () => {
    for (const { operators, label } of FACT_FIELDS) {
      expect(operators.length).toBeGreaterThan(0);
      expect(label).toMatch(/^[a-z]/);
    }
  });
  test('no fact is listed twice', () => {
    expect(new Set(FACT_FIELDS.map(({ path }) => path)).size).toBe(FACT_FIELDS.length);
  });
});
