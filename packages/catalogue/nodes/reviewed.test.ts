import { ACT_CAPABILITIES, actCapability } from '@millrace/connectors/acts';
import { CONNECTORS } from '@millrace/connectors';
import { DAY } from '@millrace/base';
import type { CallAnswer, Move, NodeKind, Wake } from '@millrace/flow';
import { event, facts } from '@millrace/flow/testing';
import { describe, expect, test } from 'vitest';
import { NODE_KINDS } from './kinds.ts';
import { arriveAt, checked as problemsOf, wakeAt } from './testing/scene.ts';

const shapeOf = (kind: NodeKind) => (kind.config as unknown as { shape: Record<string, unknown> }).shape;
const reviewed = NODE_KINDS.filter((kind) => 'checked' in shapeOf(kind));
const { now } = facts();
const configOf = (kind: NodeKind, more: object = {}) => ({
  ...(kind.example as object),
  checked: true,
  within: { amount: 2, unit: 'days' },
  ...more,
});
const memoryOf = (move: Move | null) =>
  move && 'call' in move ? move.call.memory : move && 'waitUntil' in move ? move.memory : undefined;
const opened: CallAnswer = {
  type: 'answer',
  callId: 'work',
  part: 'review',
  outcome: 'done',
  result: null,
  reason: null,
};
const then = (kind: NodeKind, before: Move | null, wake: Wake, more: object = {}, at = now): Move | null =>
  wakeAt(kind, configOf(kind, more), wake, {
    facts: { now: at },
    cursor: { memory: memoryOf(before) ?? null },
  });
const said = (choice: string, comment = ''): Wake => ({
  type: 'event',
  event: event('team-answered', { messageId: 'work', properties: { choice, by: 'Ann', comment } }),
});
const callOf = (move: Move | null) => (move as Extract<Move, { call: unknown }>).call;

test('answers, contents, returns and orders at suppliers can be checked by a person', () => {
  expect(reviewed.map(({ kind }) => kind).sort()).toEqual([
    'order-exchange',
    'product-content',
    'purchase-order',
    'return-label',
    'review-answer',
    'ticket-answer',
  ]);
});

describe.each(reviewed.map((kind) => [kind.kind, kind] as const))('%s', (_name, kind) => {
  const asking = arriveAt(kind, configOf(kind));
  const waiting = then(kind, asking, opened);
  const [own] = kind.asks!(kind.config.parse(configOf(kind)) as never);

  test('asks a person first, with its texts to read and its settings as facts', () => {
    const { capability, part, input } = callOf(asking);
    expect([capability, part]).toEqual(['open-work', 'review']);
    expect(actCapability('open-work')?.input.safeParse(input).error).toBeUndefined();
    expect(waiting).toMatchObject({
      waitUntil: now + 2 * DAY,
      listens: [{ event: 'team-answered', match: 'message', id: 'work' }],
    });
  });

  test('is done as it was agreed to, with the texts of that work', () => {
    const done = then(kind, waiting, said('approved'));
    const { capability, input, textsOf } = callOf(done);
    expect(capability).toBe(own!.capability);
    expect(actCapability(capability)?.input.safeParse(input).error).toBeUndefined();
    const { drafts } = callOf(asking).input as unknown as { drafts: { name: string }[] };
    expect(textsOf).toBe(drafts.length > 0 ? 'work' : undefined);
    expect(done).toMatchObject({ with: { variables: { answeredBy: 'Ann' } } });
    const after = then(kind, done, { ...opened, callId: 'own', part: '' });
    expect(after).toMatchObject({ go: 'done' });
  });

  test('is not done when it is sent back or nobody answers', () => {
    expect(then(kind, waiting, said('sent-back', 'Too long'))).toMatchObject({
      go: 'sent-back',
      with: { variables: { answerComment: 'Too long' } },
    });
    const late = then(kind, waiting, { type: 'timer' }, {}, now + 2 * DAY);
    expect(late).toMatchObject({ call: { capability: 'follow-work', part: 'close' } });
    expect(then(kind, late, { ...opened, callId: 'closing', part: 'close' })).toMatchObject({ go: 'nobody' });
  });

  test('becomes a task where no connected system does it, with the texts as they were agreed to', () => {
    const handing = { ifUnable: 'person' };
    const unable: CallAnswer = {
      ...opened,
      callId: 'own',
      part: '',
      outcome: 'refused',
      reason: 'connection-missing',
    };
    const done = then(kind, waiting, said('approved'), handing);
    const task = then(kind, done, unable, handing);
    expect(callOf(task)).toMatchObject({
      capability: 'open-work',
      part: 'person',
      input: { kind: 'tasks', draftsOf: 'work' },
    });
    const held = then(kind, task, { ...opened, callId: 'task', part: 'person' }, handing);
    const answer = event('team-answered', { messageId: 'task', properties: { choice: 'done', by: 'Bo' } });
    expect(then(kind, held, { type: 'event', event: answer }, handing)).toMatchObject({ go: 'done' });
  });

  test('is done at once where nobody is to check it, and has no branches of a check', () => {
    const plain = configOf(kind, { checked: false });
    expect(callOf(arriveAt(kind, plain)).capability).toBe(own!.capability);
    const ways = (config: object) => kind.ports({ ...config }).map(({ id }) => id);
    expect(ways(configOf(kind)).filter((id) => !ways(plain).includes(id))).toEqual(['sent-back', 'nobody']);
    expect(problemsOf(kind, configOf(kind, { who: 'person' }))).toEqual(['Choose the team member.']);
    expect(problemsOf(kind, { ...plain, who: 'person' })).toEqual([]);
  });

  test('has texts that are those of its capability, so that none is filled in again after the check', () => {
    const { drafts } = callOf(asking).input as unknown as { drafts: { name: string }[] };
    const capability = ACT_CAPABILITIES.find(({ id }) => id === own!.capability)!;
    for (const { name } of drafts) expect(capability.example).toHaveProperty(name);
    for (const { acts = {} } of CONNECTORS) {
      const act = acts[own!.capability];
      if (act)
        for (const { name } of drafts) expect(Object.keys(act.texts!(capability.example))).toContain(name);
    }
  });
});
