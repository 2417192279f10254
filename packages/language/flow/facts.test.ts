import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMillraceError, localParts, type Json } from '@millrace/base';
import { canBegin } from './can-begin.ts';
import { factReader } from './fact-path.ts';
import { FACT_FIELDS } from './fact-fields.ts';
import { bareEvent, nobody, type Facts } from './facts.ts';
import { subjectSchema } from './graph.ts';
import { failNotReady } from './not-ready.ts';
import { countOfSubject, subjectNoun } from './subject-words.ts';
import { cart, customer, event, facts, NOW } from './testing/make.ts';
import { toyKinds } from './testing/toy-kinds.ts';

const read = (path: string, known: Facts = facts(), variables: Record<string, Json> = {}) =>
  factReader(path)(known, variables, null);

describe('reading a fact by its path', () => {
  const name = fc.stringMatching(/^[a-z]{1,5}$/);
  const tree = fc.letrec<{ tree: Json }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<Json[]>('text', 7, true, null),
      fc.dictionary(name, tie('tree'), { maxKeys: 3, noNullPrototype: true }) as fc.Arbitrary<Json>,
    ),
  })).tree;

  test('goes down as the names say, and finds nothing beside them', () => {
    fc.assert(
      fc.property(
        fc.dictionary(name, tree, { noNullPrototype: true }),
        fc.array(name, { minLength: 1, maxLength: 4 }),
        (properties, path) => {
          const expected = path.reduce<unknown>(
            (value, part) =>
              typeof value === 'object' && value !== null && Object.keys(value).includes(part)
                ? (value as Record<string, unknown>)[part]
                : undefined,
            properties,
          );
          const known = facts({ customer: customer({ properties }) });
          expect(read(`customer.properties.${path.join('.')}`, known)).toEqual(expected);
          expect(read(`decision.${path.join('.')}`, facts(), properties)).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('finds a property whose own name has dots before one in parts', () => {
    const known = (properties: Record<string, Json>) => facts({ customer: customer({ properties }) });
    expect(
      read('customer.properties.utm.source', known({ 'utm.source': 'whole', utm: { source: 'part' } })),
    ).toBe('whole');
    expect(read('customer.properties.utm.source', known({ utm: { source: 'part' } }))).toBe('part');
  });

  test('never fails and never finds what belongs to the language, whatever the path', () => {
    const parts = fc.constantFrom(
      'customer',
      'cart',
      'order',
      'product',
      'event',
      'decision',
      'store',
      'moment',
      'properties',
      'constructor',
      '__proto__',
      'toString',
      'length',
      '',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 5 }), (path) => {
        expect(typeof read(path.join('.'))).not.toBe('function');
      }),
      { numRuns: 300 },
    );
  });

  test('of nothing there finds nothing', () => {
    const empty = facts({
      cart: null,
      order: null,
      product: null,
      enrolment: { ...facts().enrolment, event: null },
    });
    const about = FACT_FIELDS.filter(({ subject }) =>
      ['cart', 'order', 'product', 'event', 'decision'].includes(subject),
    );
    expect(about.length).toBeGreaterThan(20);
    expect(about.filter(({ path }) => (read(path, empty) ?? null) !== null)).toEqual([]);
  });

  test('tells hour and weekday where the person is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.constantFrom('Asia/Tokyo', 'America/Lima', 'UTC'),
        (now, zone) => {
          const known = facts({ now, customer: customer({ zone }) });
          const { hour, weekday } = localParts(now, zone);
          expect([read('moment.hour', known), read('moment.weekday', known)]).toEqual([
            hour,
            String(weekday),
          ]);
        },
      ),
    );
  });

  test('names each category and product of a cart once, and no missing one', () => {
    const lines = fc.array(
      fc.record({ productId: fc.constantFrom('a', 'b', 'c'), category: fc.constantFrom('x', 'y', null) }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(lines, (drawn) => {
        const [line] = cart().lines;
        const known = facts({ cart: cart({ lines: drawn.map((one) => ({ ...line!, ...one })) }) });
        const unique = (values: readonly (string | null)[]) =>
          [...new Set(values)].filter((value) => value !== null);
        expect(read('cart.categories', known)).toEqual(unique(drawn.map(({ category }) => category)));
        expect(read('cart.productIds', known)).toEqual(unique(drawn.map(({ productId }) => productId)));
      }),
    );
  });
});

describe('what is known of little', () => {
  test('an event that says so much says no more', () => {
    expect(bareEvent({ id: '1', type: 'x', at: NOW })).toEqual({
      id: '1',
      type: 'x',
      at: NOW,
      value: null,
      cartId: null,
      orderId: null,
      productId: null,
      messageId: null,
      properties: {},
    });
    expect(event('x', { cartId: 'c' })).toMatchObject({ cartId: 'c', orderId: null });
  });
  test('nobody has agreed to nothing, bought nothing, and is as unknown as can be', () => {
    const known = facts({ customer: nobody('product-1', 'UTC') });
    const set = FACT_FIELDS.filter(({ subject, path }) => {
      const value = read(path, known);
      return subject === 'customer' && value !== null && !(Array.isArray(value) && value.length === 0);
    }).map(({ path }) => [path, read(path, known)]);
    expect(Object.fromEntries(set)).toEqual({
      'customer.ordersCount': 0,
      'customer.totalSpent': 0,
      'customer.points': 0,
      'customer.averageOrder': 0,
      'customer.createdAt': 0,
      'customer.zone': 'UTC',
    });
    expect(read('customer.consent.email', known)).toBeUndefined();
  });
});

describe('words for what goes through a flow', () => {
  test.each(subjectSchema.options)('of a flow about a %s are said of one and of many', (subject) => {
    expect(countOfSubject(subject, 1)).toBe(`1 ${subjectNoun(subject)}`);
    expect(countOfSubject(subject, 2)).toMatch(/^2 (people|\w+s)$/);
    expect(countOfSubject(subject, 1_204)).toMatch(/^1,204 /);
  });
  test('somebody with two carts is one person', () => {
    expect([subjectNoun('cart'), subjectNoun('customer')]).toEqual(['person', 'person']);
  });
});

describe('whether a trigger can begin a flow', () => {
  test('one that events from outside begin can begin any, and what is no trigger none', () => {
    for (const subject of subjectSchema.options) {
      expect(canBegin(toyKinds['trigger']!, subject)).toBe(true);
      expect(canBegin(toyKinds['send']!, subject)).toBe(false);
    }
  });
  test('one with a source of its own can begin those that its event may be about', () => {
    const trigger = toyKinds['trigger']!;
    const planned = {
      ...trigger,
      trigger: (config: unknown) => ({
        ...trigger.trigger!(config),
        event: 'schedule-due',
        source: { type: 'hand' as const },
      }),
    };
    expect(subjectSchema.options.filter((subject) => canBegin(planned, subject))).toEqual([
      'customer',
      'store',
    ]);
  });
});

describe('a flow that is not ready', () => {
  const problem = (sentence: string) =>
    ({ severity: 'error', node: null, code: 'x', sentence, field: null }) as const;
  const refusal = (problems: Parameters<typeof failNotReady>[0]) => {
    try {
      return failNotReady(problems);
    } catch (error) {
      return isMillraceError(error) ? error : null;
    }
  };
  test('is refused with the first of what is wrong in the sentence, and all of it in the details', () => {
    const problems = [problem('The trigger leads nowhere.'), problem('Subject is missing.')];
    const error = refusal(problems);
    expect(error?.message).toContain('The trigger leads nowhere.');
    expect(error?.message).toContain('2 problems');
    expect(error?.details['problems']).toEqual(problems);
    expect(refusal([problems[0]!])?.message).toContain('1 problem');
  });
  test('for no other reason has no trigger', () => {
    expect(refusal([])?.message).toContain('It has no trigger.');
  });
});
