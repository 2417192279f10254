import { describe, expect, test } from 'vitest';
import { RECOVERY_SEGMENTS } from '@millrace/decisions/recovery';
import { cart, customer } from '@millrace/flow/testing';
import { arriveAt, checked } from '../testing/scene.ts';
import { decideRecovery } from './definition.ts';

type Stage = NonNullable<Parameters<typeof arriveAt>[2]>;
const plain = cart({ step: 'cart', newCategory: false });
const regular: Stage = { facts: { cart: plain, customer: customer({ discountShare: 0.1 }) } };
const decided = (stage: Stage, config: Readonly<Record<string, unknown>> = {}) => {
  const move = arriveAt(decideRecovery, config, stage);
  if (!('go' in move)) throw new Error('a decision always goes on');
  return move;
};

describe('which branch a shopper takes', () => {
  test.each<[string, Stage, string]>([
    ['a regular who buys at full price', regular, 'full-price-buyer'],
    [
      'a regular with something they never bought',
      { facts: { ...regular.facts, cart: cart({ step: 'cart', newCategory: true }) } },
      'new-category',
    ],
    [
      'somebody who left at the payment',
      { facts: { ...regular.facts, cart: cart({ step: 'payment', newCategory: false }) } },
      'checkout-friction',
    ],
    [
      'somebody who never ordered',
      {
        facts: {
          cart: plain,
          customer: customer({ ordersCount: 0, discountShare: null, lastOrderAt: null, firstOrderAt: null }),
        },
      },
      'first-visit',
    ],
    [
      'somebody who tried a code',
      {
        facts: {
          ...regular.facts,
          cart: cart({ step: 'cart', newCategory: false, discountCodes: ['SAVE'] }),
        },
      },
      'price-sensitive',
    ],
    [
      'somebody who mostly buys with a discount',
      { facts: { cart: plain, customer: customer({ discountShare: 0.9 }) } },
      'price-sensitive',
    ],
  ])('%s', (_name, stage, segment) => {
    const move = decided(stage);
    expect(move.go).toBe(segment);
    expect(move.with?.variables).toEqual({ recovery: expect.any(Number), segment });
    expect(move.with?.decision).toMatchObject({ model: 'recovery', chosen: segment });
    expect(move.with?.decision?.explanation.length).toBeGreaterThan(0);
  });

  test('a large cart that will probably come back takes its own branch, and its kind is known too', () => {
    const move = decided(regular, { highValueFrom: 12_000, likelyFrom: 0.01 });
    expect(move.go).toBe('high-value');
    expect(move.with?.variables?.['segment']).toBe('full-price-buyer');
  });
  test('a large cart that will probably not come back does not', () => {
    expect(decided(regular, { highValueFrom: 12_000, likelyFrom: 0.999 }).go).toBe('full-price-buyer');
  });
  test('a cart one cent under the value does not', () => {
    expect(decided(regular, { highValueFrom: 12_001, likelyFrom: 0.01 }).go).toBe('full-price-buyer');
  });
  test('with one branch for everybody the decision is still made and logged', () => {
    const move = decided(regular, { ways: 'one' });
    expect(move.go).toBe('next');
    expect(move.with?.decision?.chosen).toBe('full-price-buyer');
  });
});

test('there is a branch for every kind of shopper', () => {
  expect(
    decideRecovery
      .ports({})
      .map(({ id }) => id)
      .sort(),
  ).toEqual(Object.keys(RECOVERY_SEGMENTS).sort());
  expect(decideRecovery.ports({ highValueFrom: 20_000 })[0]).toMatchObject({ id: 'high-value' });
  expect(decideRecovery.ports({ ways: 'one', highValueFrom: 20_000 })).toEqual([
    { id: 'next', label: 'Next' },
  ]);
});

test('in a flow about an order it is a problem', () => {
  expect(checked(decideRecovery, {}, [], 'order')).toEqual([expect.stringMatching(/about abandoned carts/)]);
  expect(checked(decideRecovery, {})).toEqual([]);
});
