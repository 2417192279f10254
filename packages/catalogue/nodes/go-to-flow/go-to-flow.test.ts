import { describe, expect, test } from 'vitest';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { goToFlow } from './definition.ts';

const flow = { id: '0198f2a0-0000-7000-8000-000000000001', name: 'Win-back' };
const answer = (outcome: 'done' | 'refused' | 'silent' | 'unknown' | 'failed' | 'skipped') =>
  ({ type: 'answer', callId: 'c', outcome, result: null, reason: null }) as const;

describe('going to another flow', () => {
  test('asks for an entry there, once', () => {
    expect(arriveAt(goToFlow, { flow })).toEqual({
      call: { capability: 'enter-flow', input: { flow: flow.id }, assumed: null },
      sentence: 'Will go to “Win-back”.',
    });
  });

  test('ends this one, or goes on beside it, as chosen', () => {
    expect(wakeAt(goToFlow, { flow }, answer('done'))).toEqual({
      end: 'sent-on',
      sentence: 'Left the flow: went on to “Win-back”.',
    });
    expect(wakeAt(goToFlow, { flow, afterwards: 'stay' }, answer('done'))).toEqual({ go: 'next' });
    expect(wakeAt(goToFlow, { flow }, answer('silent'))).toMatchObject({ end: 'sent-on' });
  });

  test.each(['refused', 'failed', 'unknown', 'skipped'] as const)('that is %s has a branch', (outcome) => {
    for (const afterwards of ['end', 'stay'])
      expect(wakeAt(goToFlow, { flow, afterwards }, answer(outcome))).toEqual({ go: 'not-taken' });
  });

  test('needs a flow, and names it on the card', () => {
    expect(checked(goToFlow, {})).toEqual(['Choose the flow.']);
    expect(checked(goToFlow, { flow })).toEqual([]);
    expect(goToFlow.sentence({ flow })).toBe('Go to “Win-back”');
    expect(goToFlow.sentence({ flow, afterwards: 'stay' })).toBe('Enter “Win-back” as well');
    expect(goToFlow.leadsTo?.({ flow, afterwards: 'end' } as never)).toEqual([flow.id]);
  });
});
