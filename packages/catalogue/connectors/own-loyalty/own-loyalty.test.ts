import { expect, test } from 'vitest';
import { changePoints } from '../acts/change-points.ts';
import { ownLoyalty } from './connector.ts';

const act = ownLoyalty.acts!['book-points']!;
const call = (points: number, reason = ' Order \n #7 ') => ({
  callId: 'c',
  input: { points, reason: 'x' },
  texts: { reason },
  person: { email: null, phone: null, externalId: null },
  about: { order: null, product: null },
  learned: null,
});

test('points are asked for with a reason in one line, and told in words', () => {
  expect(act.request(call(100), null)).toEqual({
    via: 'points',
    change: { points: 100, reason: 'Order #7' },
  });
  const said = (points: number) => act.outcome({ kind: 'caught', rowId: 'c' }, call(points));
  expect(said(1)).toMatchObject({ sentence: 'Got 1 point.' });
  expect(said(-1_200)).toMatchObject({ sentence: 'Used 1,200 points.' });
  expect(act.outcome({ kind: 'no-answer', cause: 'broken', reason: 'x' }, call(1)).result).toBe('unknown');
});

test('no points, half points and too many are refused', () => {
  for (const points of [0, 0.5, 1_000_001])
    expect(changePoints.input.safeParse({ points, reason: '' }).success).toBe(false);
});
