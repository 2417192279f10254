import { RETURN_STEPS } from '@millrace/run/returns';
import { describe, expect, test } from 'vitest';
import { itemWords, movesOf, STEP_WORDS, wishWords } from './return-words.ts';

const steps = (step: (typeof RETURN_STEPS)[number]) => movesOf({ step }).map((move) => move.step);

describe('what can be said of a return', () => {
  test('is only what comes after the step it is at', () => {
    expect(steps('requested')).toEqual(['approved', 'label', 'received', 'refunded', 'exchanged', 'refused']);
    expect(steps('received')).toEqual(['refunded', 'exchanged', 'refused']);
  });
  test.each(['refunded', 'exchanged', 'refused'] as const)('is nothing once it is %s', (step) => {
    expect(steps(step)).toEqual([]);
  });
  test('every step has words', () => {
    for (const step of RETURN_STEPS) expect(STEP_WORDS[step].label).toMatch(/^[A-Z]/);
  });
});

test('items and wishes are said as the customer read them', () => {
  const item = { title: 'Shirt', variant: 'M', quantity: 2 } as Parameters<typeof itemWords>[0];
  expect(itemWords(item)).toBe('Shirt, M × 2');
  expect(itemWords({ ...item, variant: null, quantity: 1 })).toBe('Shirt');
  expect(wishWords({ wish: 'credit' })).toBe('Store credit');
  expect(wishWords({ wish: null })).toBe('Not said');
});
