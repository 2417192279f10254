import { expect, test } from 'vitest';
import { arriveAt, wakeAt } from '../testing/scene.ts';
import { changePointsNode } from './definition.ts';

const answer = { type: 'answer', callId: 'c', part: '', reason: null } as const;

test('points are given, or taken, with a reason', () => {
  expect(arriveAt(changePointsNode, { points: 50, reason: 'Review' })).toMatchObject({
    call: { capability: 'book-points', input: { points: 50, reason: 'Review' } },
    sentence: 'Will give 50 points.',
  });
  expect(arriveAt(changePointsNode, { do: 'take', points: 1 })).toMatchObject({
    call: { input: { points: -1 } },
    sentence: 'Will take 1 point.',
  });
});

test('how many they have then is known to the steps after it, but not for the holdout', () => {
  expect(wakeAt(changePointsNode, {}, { ...answer, outcome: 'done', result: { balance: 120 } })).toEqual({
    go: 'next',
    with: { variables: { pointsBalance: 120 } },
  });
  expect(wakeAt(changePointsNode, {}, { ...answer, outcome: 'silent', result: null })).toEqual({
    go: 'next',
  });
});

test('who has too few goes another way if there is one', () => {
  expect(
    wakeAt(
      changePointsNode,
      { do: 'take', ifNotDone: 'ways' },
      { ...answer, outcome: 'refused', result: null },
    ),
  ).toEqual({ go: 'refused' });
});
