import { describe, expect, test } from 'vitest';
import type { CallAnswer, CallOutcome } from '@millrace/flow';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { refundNode } from './definition.ts';

const answer = (outcome: CallOutcome, result: CallAnswer['result'] = null): CallAnswer => ({
  type: 'answer',
  callId: 'c',
  outcome,
  result,
  reason: null,
});

describe('a refund', () => {
  test('is called with its config, amounts in the currency of the store', () => {
    expect(arriveAt(refundNode, { what: 'amount', amount: 1_250 })).toMatchObject({
      call: {
        capability: 'refund',
        input: { what: 'amount', amount: 1_250, currency: 'EUR', restock: false },
        assumed: { refunded: 1_250 },
      },
    });
    expect(
      arriveAt(refundNode, { what: 'lines', lines: 'MUG-1', restock: true, shipping: true }),
    ).toMatchObject({
      call: { input: { what: 'lines', lines: 'MUG-1', restock: true, shipping: true, notify: true } },
    });
  });

  test('has a branch for each outcome, and sets the amount', () => {
    const way = (outcome: CallOutcome) =>
      (wakeAt(refundNode, { what: 'whole' }, answer(outcome)) as { go: string }).go;
    const outcomes: CallOutcome[] = ['done', 'refused', 'failed', 'unknown', 'skipped', 'silent'];
    expect(outcomes.map(way)).toEqual(['done', 'refused', 'failed', 'unknown', 'failed', 'done']);
    expect(wakeAt(refundNode, { what: 'whole' }, answer('done', { refunded: 5_240 }))).toMatchObject({
      with: { variables: { refunded: 5_240 } },
    });
    expect(wakeAt(refundNode, { what: 'whole' }, answer('refused'))).not.toHaveProperty('with');
    expect(
      refundNode
        .ports({})
        .filter(({ optional }) => !optional)
        .map(({ id }) => id),
    ).toEqual(['done']);
  });

  test('that is unfinished says what is missing', () => {
    expect(checked(refundNode, { what: 'lines' })).toEqual(['Say which lines to refund.']);
    expect(checked(refundNode, { what: 'amount' })).toEqual(['Say how much to refund.']);
    expect(checked(refundNode, { what: 'whole' })).toEqual([]);
    expect(refundNode.config.safeParse({ what: 'amount', amount: 0 }).success).toBe(false);
  });

  test('reads well on its card', () => {
    expect(refundNode.sentence({ what: 'lines', lines: 'MUG-1' })).toBe('Refund MUG-1');
    expect(refundNode.sentence({})).toBe('Refund the whole order');
  });
});
