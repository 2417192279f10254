import { describe, expect, test } from 'vitest';
import { HOUR } from '@millrace/base';
import { event, NOW } from '@millrace/flow/testing';
import type { CallAnswer, CallOutcome } from '@millrace/flow';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { taskNode } from './definition.ts';

const CONFIG = { title: 'Call Maya', within: { amount: 2, unit: 'hours' } };
const WAITS = { ...CONFIG, waits: true };
const answer = (outcome: CallOutcome, more: Partial<CallAnswer> = {}): CallAnswer => ({
  type: 'answer',
  callId: 'call-1',
  part: '',
  outcome,
  result: null,
  reason: null,
  ...more,
});

describe('a task', () => {
  test('is handed to a person while the flow goes on', () => {
    expect(arriveAt(taskNode, CONFIG)).toMatchObject({
      call: { input: { kind: 'tasks', title: 'Call Maya', awaited: false, deadline: NOW + 2 * HOUR } },
    });
    for (const outcome of ['done', 'silent', 'refused', 'failed', 'unknown'] as const)
      expect(wakeAt(taskNode, CONFIG, answer(outcome))).toEqual({ go: 'next' });
    expect(taskNode.ports(CONFIG).map(({ id }) => id)).toEqual(['next']);
    expect(taskNode.takesTime?.(CONFIG)).toBe(false);
  });

  test('is waited for where that is chosen, with a branch for each end', () => {
    expect(taskNode.ports(WAITS).map(({ id, label }) => `${id}: ${label}`)).toEqual([
      'done: Done',
      'cancelled: Cancelled',
      'nobody: Not done in time',
      'failed: Could not be asked',
    ]);
    const memory = { work: 'call-1', deadline: NOW } as never;
    const done = event('team-answered', {
      messageId: 'call-1',
      properties: { choice: 'done', by: 'Bo', comment: 'Reached her' },
    });
    expect(wakeAt(taskNode, WAITS, { type: 'event', event: done }, { cursor: { memory } })).toMatchObject({
      go: 'done',
      sentence: 'Bo: Done, “Reached her”.',
    });
    expect(wakeAt(taskNode, WAITS, { type: 'timer' }, { cursor: { memory } })).toMatchObject({
      call: { part: 'close' },
    });
  });
});

test('problems are reported', () => {
  expect(checked(taskNode, {})).toEqual(['Say what is to be done.']);
  expect(checked(taskNode, { ...WAITS, escalate: 'person' })).toEqual([
    'Choose the team member to ask then.',
  ]);
  expect(checked(taskNode, { ...CONFIG, escalate: 'person' })).toEqual([]);
});
