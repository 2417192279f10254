import { expect, test } from 'vitest';
import { compile } from './compile.ts';
import { initialCursor } from './cursor.ts';
import { factsOf, factsOfNodes } from './fact-fields.ts';
import { parseGraph } from './parse-graph.ts';
import type { CallAnswer, CallEffect, StepResult } from './plan.ts';
import { createStep } from './step.ts';
import { facts, toyKinds } from './testing/index.ts';

const step = createStep(toyKinds);
const planOf = (twice = false) =>
  compile(
    parseGraph({
      schemaVersion: 2,
      subject: 'customer',
      nodes: [
        { id: 'trigger', kind: 'trigger', config: { event: 'cart-abandoned' } },
        { id: 'ask', kind: 'ask', config: { twice } },
        { id: 'end', kind: 'end', config: {} },
        { id: 'no', kind: 'end', config: {} },
      ],
      edges: [
        { id: 'a', from: 'trigger', port: 'next', to: 'ask' },
        { id: 'b', from: 'ask', port: 'next', to: 'end' },
        { id: 'c', from: 'ask', port: 'not-done', to: 'no' },
      ],
    }),
    toyKinds,
  );
const callsOf = ({ effects }: StepResult) =>
  effects.filter((effect): effect is CallEffect => effect.type === 'call');
const answer = (callId: string, more: Partial<CallAnswer> = {}): CallAnswer => ({
  type: 'answer',
  callId,
  outcome: 'done',
  result: 'gold',
  reason: null,
  ...more,
});

test('a node waits for its call, and goes on with the result', () => {
  const asked = step(planOf(), initialCursor(false), { type: 'start' }, facts());
  const [call] = callsOf(asked);
  expect(asked.next).toEqual({ type: 'call', callId: call!.callId, part: '' });
  expect(call).toMatchObject({
    key: `${facts().enrolment.id}/ask/1`,
    capability: 'toy',
    input: { what: 1 },
    silent: false,
  });
  const after = step(planOf(), asked.cursor, answer(call!.callId), facts());
  expect(after.next.type).toBe('done');
  expect(after.cursor.variables).toMatchObject({ found: 'gold', memory: 'kept' });
  expect(after.trace.map(({ what }) => what)).toEqual(['answered', 'went', 'entered', 'done']);
});

test('the same step plans the same call, and anything but its answer changes nothing', () => {
  const asked = step(planOf(), initialCursor(false), { type: 'start' }, facts());
  expect(step(planOf(), initialCursor(false), { type: 'start' }, facts())).toEqual(asked);
  for (const wake of [
    { type: 'timer' } as const,
    answer('another call'),
    { type: 'settled', messageId: 'm', outcome: 'sent', reason: null } as const,
  ])
    expect(step(planOf(), asked.cursor, wake, facts())).toMatchObject({
      trace: [],
      effects: [],
      next: asked.next,
    });
});

test.each(['refused', 'failed', 'unknown', 'skipped'] as const)(
  'an outcome of “%s” is put into a sentence and takes its port',
  (outcome) => {
    const asked = step(planOf(), initialCursor(false), { type: 'start' }, facts());
    const after = step(
      planOf(),
      asked.cursor,
      answer(callsOf(asked)[0]!.callId, { outcome, result: null }),
      facts(),
    );
    expect(after.trace.find(({ what }) => what === 'answered')).toMatchObject({
      sentence: expect.stringMatching(/^[A-Z].*\.$/),
      data: { outcome },
    });
    expect(after.trace.find(({ what }) => what === 'went')?.port).toBe('not-done');
  },
);

test('several calls of one visit have different ids, and each is answered separately', () => {
  const first = step(planOf(true), initialCursor(false), { type: 'start' }, facts());
  const second = step(planOf(true), first.cursor, answer(callsOf(first)[0]!.callId), facts());
  const [one, two] = [callsOf(first)[0]!, callsOf(second)[0]!];
  expect(two).toMatchObject({ part: 'second', key: `${one.key}/second`, input: { what: 2 } });
  expect(two.callId).not.toBe(one.callId);
  expect(step(planOf(true), second.cursor, answer(one.callId), facts()).trace).toEqual([]);
  expect(step(planOf(true), second.cursor, answer(two.callId), facts()).next.type).toBe('done');
});

test('people in the holdout take the same path at once, and no call is made for them', () => {
  const result = step(planOf(true), initialCursor(true), { type: 'start' }, facts());
  expect(result.next.type).toBe('done');
  expect(callsOf(result).map(({ silent, part }) => [silent, part])).toEqual([
    [true, ''],
    [true, 'second'],
  ]);
  expect(
    result.trace
      .filter(({ what }) => what === 'call')
      .every(({ sentence }) => sentence.startsWith('Holdout')),
  ).toBe(true);
});

test('variables that nodes name in their config are facts beside those of the catalogue', () => {
  const nodes = [
    { kind: 'ask', config: {} },
    { kind: 'gone', config: {} },
  ];
  expect(factsOfNodes(toyKinds, nodes).field('decision.found')).toMatchObject({
    type: 'text',
    label: 'found',
  });
  expect(factsOfNodes(toyKinds, [])).toBe(factsOf(toyKinds));
});
