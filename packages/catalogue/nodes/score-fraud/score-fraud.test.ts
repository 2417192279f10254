import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, type Json } from '@millrace/base';
import { bareEvent } from '@millrace/flow';
import { customer, facts, order } from '@millrace/flow/testing';
import { arriveAt, checked } from '../testing/scene.ts';
import { scoreFraudNode } from './definition.ts';
import { RULES, RULE_NAMES, type RuleName } from './rules.ts';

type Stage = NonNullable<Parameters<typeof arriveAt>[2]>;
interface Signs {
  readonly total?: number;
  readonly quantity?: number;
  readonly orders?: number;
  readonly firstAgo?: number;
  readonly email?: string;
  readonly said?: Readonly<Record<string, Json>>;
}

/** A regular who orders one thing for 60, with these signs. */
function orderWith({
  total = 6_000,
  quantity = 1,
  orders = 4,
  firstAgo = 90 * DAY,
  email,
  said = {},
}: Signs): Stage {
  const plain = order();
  const base = facts();
  return {
    facts: {
      order: { ...plain, total, lines: plain.lines.map((line) => ({ ...line, quantity })) },
      customer: customer({
        ordersCount: orders,
        firstOrderAt: plain.placedAt - firstAgo,
        ...(email === undefined ? {} : { email }),
      }),
      enrolment: {
        ...base.enrolment,
        event: bareEvent({ id: 'e', type: 'order-placed', at: plain.placedAt, properties: said }),
      },
    },
  };
}
const SIGNS: Readonly<Record<RuleName, Signs>> = {
  rated: { said: { riskLevel: 'high' } },
  otherCountry: { said: { billingCountry: 'US', shippingCountry: 'pt' } },
  large: { total: 40_000 },
  distrusted: { email: 'x@Mailinator.com' },
  payments: { said: { failedPayments: 3 } },
  first: { orders: 1, firstAgo: 0 },
  many: { quantity: 6 },
  atOnce: { orders: 3, firstAgo: DAY - 1 },
  otherAddress: { said: { billingCountry: 'US', shippingCountry: 'US', sameAddress: false } },
};
/** One step short of the sign. */
const NEARLY: Readonly<Record<RuleName, Signs>> = {
  rated: { said: { riskLevel: 'medium' } },
  otherCountry: { said: { billingCountry: 'US', shippingCountry: 'us' } },
  large: { total: 39_999 },
  distrusted: { email: 'x@notmailinator.com' },
  payments: { said: { failedPayments: 2 } },
  first: { orders: 2 },
  many: { quantity: 5 },
  atOnce: { orders: 3, firstAgo: DAY },
  otherAddress: { said: { sameAddress: true } },
};
const scored = (stage: Stage, config: Readonly<Record<string, unknown>> = {}) => {
  const move = arriveAt(scoreFraudNode, config, stage);
  if (!('go' in move)) throw new Error('the score always goes on');
  return { ...move, score: move.with?.variables?.['fraudScore'] as number };
};

describe('each sign', () => {
  test.each(RULE_NAMES)('%s adds its points, and what is nearly so adds none', (name) => {
    expect(scored(orderWith(SIGNS[name])).score).toBe(RULES[name].points);
    expect(scored(orderWith(SIGNS[name])).sentence).toContain(`(${RULES[name].points})`);
    expect(scored(orderWith(NEARLY[name])).score).toBe(0);
    expect(scored(orderWith(SIGNS[name]), { [name]: 0 }).score).toBe(0);
    expect(scored(orderWith(SIGNS[name]), { [name]: 7 }).score).toBe(7);
  });

  test('counts nothing when the store does not tell it', () => {
    expect(scored(orderWith({})).sentence).toBe('Fraud score 0 of 100: no sign of fraud.');
    const untold = { ...facts(), ...orderWith({}).facts };
    expect(scored({ facts: { ...untold, enrolment: { ...untold.enrolment, event: null } } }).score).toBe(0);
    expect(
      scored(orderWith({ said: { failedPayments: 'many', riskLevel: 4, sameAddress: 'no' } })).score,
    ).toBe(0);
  });

  test('another country is not another address as well', () => {
    const said = { billingCountry: 'US', shippingCountry: 'PT', sameAddress: false };
    expect(scored(orderWith({ said })).score).toBe(RULES.otherCountry.points);
  });
});

test('a large first order at home is some risk, to another country it is high, and the reasons say why', () => {
  const large = { total: 56_000, orders: 1, firstAgo: 0 };
  expect(scored(orderWith(large)).go).toBe('some');
  const abroad = scored(orderWith({ ...large, ...SIGNS.otherCountry }));
  expect(abroad.go).toBe('high');
  expect(abroad.sentence).toBe(
    'Fraud score 70 of 100: the card’s country is United States, the delivery’s Portugal (30), it is large (25) and it is their first order (15).',
  );
  expect(abroad.with?.variables?.['fraudReasons']).toMatch(/^The card’s country/);
  expect(scored(orderWith({})).go).toBe('low');
});

test('more signs never score less, the score is 0 to 100, and the branch follows from it', () => {
  const some = fc.subarray([...RULE_NAMES]);
  fc.assert(
    fc.property(some, some, fc.integer({ min: 2, max: 100 }), fc.nat(), (one, more, highFrom, below) => {
      const someFrom = 1 + (below % (highFrom - 1));
      const signs = (names: readonly RuleName[]) =>
        names.reduce<Signs>(
          (sum, name) => ({ ...sum, ...SIGNS[name], said: { ...sum.said, ...SIGNS[name].said } }),
          {},
        );
      // What excludes something else is left to its own test.
      const apart = (names: readonly RuleName[]) =>
        names.filter((name) => !['first', 'atOnce', 'otherAddress'].includes(name));
      const few = scored(orderWith(signs(apart(one))), { highFrom, someFrom });
      const many = scored(orderWith(signs(apart([...one, ...more]))), { highFrom, someFrom });
      expect(many.score).toBeGreaterThanOrEqual(few.score);
      expect(many.score).toBeLessThanOrEqual(100);
      expect(many.go).toBe(many.score >= highFrom ? 'high' : many.score >= someFrom ? 'some' : 'low');
    }),
  );
});

test('levels in the wrong order are a problem, and points that never reach the first one a warning', () => {
  expect(checked(scoreFraudNode, {}, [], 'order')).toEqual([]);
  expect(checked(scoreFraudNode, { highFrom: 30, someFrom: 30 }, [], 'order')).toEqual([
    expect.stringContaining('below high risk'),
  ]);
  const off = Object.fromEntries(RULE_NAMES.map((name) => [name, 0]));
  expect(checked(scoreFraudNode, off, [], 'order')).toEqual([
    expect.stringContaining('no order is ever held'),
  ]);
});
