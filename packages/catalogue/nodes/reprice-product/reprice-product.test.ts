import { describe, expect, test } from 'vitest';
import type { CallAnswer } from '@millrace/flow';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { changePriceNode } from './definition.ts';

const product = {
  id: 'p',
  title: 'Mug',
  category: null,
  vendor: null,
  currency: 'EUR',
  price: 2_000,
  compareAtPrice: null,
  cost: 800,
  stock: 4,
  status: 'active',
  tags: [],
  url: null,
  image: null,
  dailyDemand: null,
  daysLeft: null,
  reorderPoint: null,
  toReorder: null,
  reorderUnits: null,
  reorderReason: null,
};
const answer: CallAnswer = {
  type: 'answer',
  callId: 'c',
  outcome: 'done',
  result: { newPrice: 1_700, oldPrice: 2_000, changed: 1 },
  reason: null,
};

describe('a change of a price', () => {
  test('is called with its limits, and a rehearsal gets the price that would result', () => {
    expect(
      arriveAt(
        changePriceNode,
        { how: 'lower-percent', percent: 15, margin: 25, floor: 900 },
        { facts: { product } },
      ),
    ).toMatchObject({
      call: {
        capability: 'change-price',
        input: {
          how: 'lower-percent',
          value: 15,
          floor: 900,
          ceiling: null,
          margin: 0.25,
          beyond: 'limit',
          currency: 'EUR',
          showBefore: true,
        },
        assumed: { oldPrice: 2_000, newPrice: 1_700 },
      },
    });
    expect(arriveAt(changePriceNode, { how: 'end-sale' })).toMatchObject({
      call: { input: { how: 'end-sale', value: 0, showBefore: false } },
    });
  });

  test('says the new price', () => {
    expect(wakeAt(changePriceNode, {}, answer)).toMatchObject({
      go: 'done',
      sentence: 'Costs €17.00 now.',
      with: { variables: { newPrice: 1_700, oldPrice: 2_000 } },
    });
    expect(wakeAt(changePriceNode, {}, { ...answer, outcome: 'refused', result: null })).toEqual({
      go: 'refused',
    });
  });

  test('that is impossible is a problem', () => {
    expect(checked(changePriceNode, { how: 'set' })).toEqual(['Say how much.']);
    expect(checked(changePriceNode, { floor: 900, ceiling: 800 })).toEqual([
      'The highest price is below the lowest one.',
    ]);
    expect(checked(changePriceNode, {})).toEqual([]);
  });

  test('reads well on its card', () => {
    expect(changePriceNode.sentence({ how: 'raise-percent', percent: 5 })).toBe('Raise the price by 5%');
    expect(changePriceNode.sentence({ how: 'end-sale' })).toMatch(/^End the sale/);
  });
});
