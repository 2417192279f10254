import { DAY } from '@millrace/base';
import { expect, test } from 'vitest';
import { NOW } from '@millrace/flow/testing';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { setTierNode } from './definition.ts';

test('a tier is granted for some days, or for good', () => {
  expect(arriveAt(setTierNode, { tier: 'Gold', days: 30 })).toMatchObject({
    call: { capability: 'grant-tier', input: { tier: 'Gold', until: NOW + 30 * DAY } },
    sentence: 'Will get the tier “Gold” for 30 days.',
  });
  expect(arriveAt(setTierNode, { tier: 'Gold' })).toMatchObject({ call: { input: { until: null } } });
});

test('it needs a tier, and goes another way if the store has none of this name', () => {
  expect(checked(setTierNode, { tier: '' }).join()).toContain('Say which tier.');
  expect(setTierNode.tiers?.({ tier: 'X' } as never)).toEqual(['X']);
  expect(setTierNode.tiers?.({ tier: '' } as never)).toEqual([]);
  const answer = { type: 'answer', callId: 'c', part: '', reason: null, result: null } as const;
  expect(wakeAt(setTierNode, { tier: 'X', ifNotDone: 'way' }, { ...answer, outcome: 'refused' })).toEqual({
    go: 'not-done',
  });
  expect(wakeAt(setTierNode, { tier: 'X' }, { ...answer, outcome: 'done' })).toEqual({ go: 'next' });
});
