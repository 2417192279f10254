import { describe, expect, test } from 'vitest';
import { HOUR } from '@millrace/base';
import { event, NOW } from '@millrace/flow/testing';
import type { CallAnswer, CallOutcome } from '@millrace/flow';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { askTeamNode } from './definition.ts';

const CONFIG = {
  question: 'Give the money back?',
  facts: [
    { label: 'Order', value: '{{ order.number }}' },
    { label: '', value: 'x' },
  ],
  answers: [
    { id: 'approve', label: 'Approve' },
    { id: 'reject', label: 'Reject' },
  ],
  within: { amount: 2, unit: 'hours' },
};
const PLACE = { place: { channel: 'C1', ts: '1.2' }, lines: ['*Give the money back?*'] };
const answer = (outcome: CallOutcome, more: Partial<CallAnswer> = {}): CallAnswer => ({
  type: 'answer',
  callId: 'call-1',
  part: '',
  outcome,
  result: outcome === 'done' ? PLACE : null,
  reason: null,
  ...more,
});
const press = (choice: string) =>
  event('team-answered', { messageId: 'call-1', properties: { choice, label: 'x', by: 'Ann' } });
const waiting = { cursor: { memory: { asked: PLACE } as never } };

describe('a question', () => {
  test('is sent with its facts and answers, and waits for its own answer', () => {
    expect(arriveAt(askTeamNode, CONFIG)).toMatchObject({
      call: {
        capability: 'ask-team',
        input: {
          question: CONFIG.question,
          facts: [CONFIG.facts[0]],
          answers: CONFIG.answers,
          channel: '',
          connection: null,
        },
      },
    });
    expect(wakeAt(askTeamNode, CONFIG, answer('done'))).toMatchObject({
      waitUntil: NOW + 2 * HOUR,
      listens: [{ event: 'team-answered', match: 'message', id: 'call-1' }],
      memory: { asked: PLACE },
    });
  });

  test('that is answered says who chose what, removes the buttons, and takes that branch', () => {
    const heard = wakeAt(askTeamNode, CONFIG, { type: 'event', event: press('reject') }, waiting);
    expect(heard).toMatchObject({
      call: {
        capability: 'close-question',
        part: 'close',
        input: { asked: PLACE, sentence: 'Ann chose Reject' },
      },
      with: { variables: { answer: 'Reject', answeredBy: 'Ann' } },
    });
    const { memory } = (heard as unknown as { call: { memory: never } }).call;
    for (const outcome of ['done', 'refused', 'failed', 'unknown'] as const)
      expect(
        wakeAt(askTeamNode, CONFIG, answer(outcome, { part: 'close', result: null }), { cursor: { memory } }),
      ).toEqual({
        go: 'reject',
        sentence: 'Ann chose Reject.',
      });
  });

  test('that was answered before the call was recorded does not wait forever', () => {
    expect(
      wakeAt(askTeamNode, CONFIG, answer('done'), { facts: { events: [press('approve')] } }),
    ).toMatchObject({
      call: {
        capability: 'close-question',
        input: { asked: PLACE, sentence: 'Ann chose Approve' },
        memory: { port: 'approve' },
      },
    });
  });

  test('that nobody answers says so and takes its own branch', () => {
    const late = wakeAt(askTeamNode, CONFIG, { type: 'timer' }, waiting) as unknown as {
      call: { input: { sentence: string }; memory: { port: string } };
    };
    expect(late.call.input.sentence).toBe('Nobody answered within 2 hours');
    expect(late.call.memory.port).toBe('nobody');
  });

  test('that cannot be asked stalls nobody, and in a rehearsal or holdout it takes the first answer', () => {
    for (const outcome of ['refused', 'failed', 'unknown', 'skipped'] as const)
      expect(wakeAt(askTeamNode, CONFIG, answer(outcome))).toEqual({ go: 'failed' });
    expect(wakeAt(askTeamNode, CONFIG, answer('silent', { result: { choice: 'approve' } }))).toEqual({
      go: 'approve',
      with: { variables: { answer: 'Approve' } },
    });
  });

  test('with an unknown answer keeps waiting', () => {
    expect(wakeAt(askTeamNode, CONFIG, { type: 'event', event: press('other') }, waiting)).toBeNull();
  });
});

test('has a branch for each answer, besides those that every question has', () => {
  expect(askTeamNode.ports(CONFIG).map(({ id }) => id)).toEqual(['approve', 'reject', 'nobody', 'failed']);
  expect(askTeamNode.ports({}).map(({ label }) => label)).toEqual([
    'Approve',
    'Reject',
    'Nobody answered',
    'Could not be asked',
  ]);
});

test('problems are reported', () => {
  expect(checked(askTeamNode, {})).toEqual(['Write the question.']);
  const answers = (...ids: string[]) => ({ ...CONFIG, answers: ids.map((id) => ({ id, label: id })) });
  expect(checked(askTeamNode, answers('a', 'a'))).toHaveLength(1);
  expect(checked(askTeamNode, answers('nobody'))).toHaveLength(1);
  expect(checked(askTeamNode, { ...CONFIG, answers: [{ id: 'a', label: '' }] })).toEqual([
    'Write the label of the button.',
  ]);
  expect(checked(askTeamNode, { ...CONFIG, within: { amount: 0, unit: 'hours' } })).toEqual([
    'Give them some time to answer.',
  ]);
  expect(askTeamNode.config.safeParse(answers('a', 'b', 'c', 'd', 'e', 'f')).success).toBe(false);
  expect(askTeamNode.takesTime?.({ within: { amount: 1, unit: 'days' } })).toBe(true);
});
