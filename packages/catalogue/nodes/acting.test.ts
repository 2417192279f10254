import { describe, expect, test } from 'vitest';
import type { CallAnswer, CallOutcome } from '@millrace/flow';
import { actingPorts, afterActing } from './acting.ts';

const answer = (outcome: CallOutcome): CallAnswer => ({
  type: 'answer',
  callId: 'c',
  outcome,
  result: { tier: 'gold' },
  reason: null,
});
const OUTCOMES: readonly CallOutcome[] = ['done', 'refused', 'failed', 'unknown', 'skipped', 'silent'];

describe('after a call', () => {
  test.each(['continue', 'way', 'ways', 'end'] as const)(
    'nobody is stalled, and every port taken exists: %s',
    (ifNotDone) => {
      const ports = actingPorts({ ifNotDone }).map(({ id }) => id);
      for (const outcome of OUTCOMES) {
        const move = afterActing(ifNotDone, answer(outcome));
        if ('go' in move) expect(ports).toContain(move.go);
        else expect(move).toMatchObject({ end: 'not-done' });
      }
    },
  );

  test('the result is kept when the call was done, and for people in the holdout', () => {
    const kept = (outcome: CallOutcome) =>
      afterActing('continue', answer(outcome), (result) => ({ with: { variables: { found: result } } }));
    for (const outcome of ['done', 'silent'] as const)
      expect(kept(outcome)).toMatchObject({ with: { variables: { found: { tier: 'gold' } } } });
    for (const outcome of ['refused', 'failed', 'unknown', 'skipped'] as const)
      expect(kept(outcome)).toEqual({ go: 'next' });
  });

  test('each outcome has a port when that is chosen', () => {
    const way = (outcome: CallOutcome) => afterActing('ways', answer(outcome));
    expect(OUTCOMES.map((outcome) => (way(outcome) as { go: string }).go)).toEqual([
      'next',
      'refused',
      'failed',
      'unknown',
      'failed',
      'next',
    ]);
  });
});
