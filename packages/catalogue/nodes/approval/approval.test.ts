import { describe, expect, test } from 'vitest';
import { HOUR } from '@millrace/base';
import { event, NOW } from '@millrace/flow/testing';
import type { CallAnswer, CallOutcome } from '@millrace/flow';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { approvalNode } from './definition.ts';

const CONFIG = {
  title: 'Give the money back?',
  risk: 'It costs $50.',
  facts: [
    { label: 'Order', value: '{{ order.number }}' },
    { label: '', value: 'x' },
  ],
  who: 'approver',
  within: { amount: 2, unit: 'hours' },
  escalate: 'person',
  escalatePerson: 'ann',
  escalateWithin: { amount: 1, unit: 'hours' },
};
const answer = (outcome: CallOutcome, more: Partial<CallAnswer> = {}): CallAnswer => ({
  type: 'answer',
  callId: 'call-1',
  part: '',
  outcome,
  result: null,
  reason: null,
  ...more,
});
const said = (choice: string, comment = '') => ({
  type: 'event' as const,
  event: event('team-answered', { messageId: 'call-1', properties: { choice, by: 'Ann', comment } }),
});
const at = (memory: object) => ({ cursor: { memory: memory as never } });
const WAITING = at({ work: 'call-1', deadline: NOW + 2 * HOUR });

describe('an approval', () => {
  test('is asked of those who are chosen, with its facts and its deadline, and waits for its own answer', () => {
    expect(arriveAt(approvalNode, CONFIG)).toMatchObject({
      call: {
        capability: 'open-work',
        input: {
          kind: 'approvals',
          title: CONFIG.title,
          facts: [CONFIG.facts[0]],
          for: { role: 'approver', person: null },
          next: { role: null, person: 'ann' },
          deadline: NOW + 2 * HOUR,
          awaited: true,
        },
      },
    });
    expect(wakeAt(approvalNode, CONFIG, answer('done'), at({ deadline: NOW + 2 * HOUR }))).toMatchObject({
      waitUntil: NOW + 2 * HOUR,
      listens: [{ event: 'team-answered', match: 'message', id: 'call-1' }],
    });
  });

  test('takes the branch of the answer, and keeps who said what', () => {
    expect(wakeAt(approvalNode, CONFIG, said('approved'), WAITING)).toEqual({
      go: 'approved',
      sentence: 'Ann: Approved.',
      with: { variables: { answer: 'Approved', answeredBy: 'Ann', answerComment: '' } },
    });
    expect(wakeAt(approvalNode, CONFIG, said('sent-back', 'Too much'), WAITING)).toMatchObject({
      go: 'sent-back',
      sentence: 'Ann: Sent back, “Too much”.',
      with: { variables: { answerComment: 'Too much' } },
    });
    expect(wakeAt(approvalNode, CONFIG, said('burn it'), WAITING)).toBeNull();
  });

  test('goes to somebody else when the deadline passes, once, and then ends without an answer', () => {
    const late = wakeAt(approvalNode, CONFIG, { type: 'timer' }, WAITING) as never as {
      call: { input: object; part: string; memory: object };
    };
    expect(late.call).toMatchObject({
      part: 'escalate',
      input: { work: 'call-1', for: { role: null, person: 'ann' }, deadline: NOW + HOUR },
    });
    const again = wakeAt(
      approvalNode,
      CONFIG,
      answer('done', { callId: 'call-2', part: 'escalate' }),
      at(late.call.memory),
    );
    expect(again).toMatchObject({ waitUntil: NOW + HOUR, listens: [{ id: 'call-1' }] });
    const end = wakeAt(approvalNode, CONFIG, { type: 'timer' }, at((again as { memory: object }).memory));
    expect(end).toMatchObject({ call: { part: 'close', input: { work: 'call-1', for: null } } });
    expect(wakeAt(approvalNode, CONFIG, answer('done', { part: 'close' }), WAITING)).toEqual({
      go: 'nobody',
    });
  });

  test.each(['escalate', 'close'])(
    'counts an answer that came at the very moment of the deadline (%s)',
    (part) => {
      const result = { choice: 'approved', by: 'Ann', comment: '' };
      expect(wakeAt(approvalNode, CONFIG, answer('done', { part, result }), WAITING)).toMatchObject({
        go: 'approved',
        with: { variables: { answeredBy: 'Ann' } },
      });
    },
  );

  test('is assumed for the holdout and in rehearsals, and stalls nobody when it cannot be asked', () => {
    for (const [assumed, port] of [
      ['approved', 'approved'],
      ['sent-back', 'sent-back'],
      ['nobody', 'nobody'],
    ]) {
      const config = { ...CONFIG, assumed };
      const { call } = arriveAt(approvalNode, config) as never as { call: { assumed: never } };
      expect(wakeAt(approvalNode, config, answer('silent', { result: call.assumed }))).toMatchObject({
        go: port,
      });
    }
    for (const outcome of ['refused', 'failed', 'unknown', 'skipped'] as const)
      expect(wakeAt(approvalNode, CONFIG, answer(outcome))).toEqual({ go: 'failed' });
  });
});

test('problems are reported', () => {
  expect(checked(approvalNode, {})).toEqual(['Say what they should approve.']);
  expect(checked(approvalNode, { ...CONFIG, who: 'person', escalatePerson: '' })).toEqual([
    'Choose the team member.',
    'Choose the team member to ask then.',
  ]);
  // Marketers may not decide.
  expect(approvalNode.config.safeParse({ ...CONFIG, who: 'marketer' }).success).toBe(false);
  const now = { amount: 0, unit: 'hours' };
  expect(checked(approvalNode, { ...CONFIG, within: now, escalateWithin: now })).toHaveLength(2);
  expect(approvalNode.takesTime?.({ within: { amount: 1, unit: 'days' } })).toBe(true);
});
