import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { compile } from './compile.ts';
import { initialCursor } from './cursor.ts';
import { defineNode, type Kinds, type Move, type Scene } from './kind.ts';
import type { StepResult } from './plan.ts';
import { createStep } from './step.ts';
import { facts, flow, NOW, toyKinds } from './testing/index.ts';

/** A kind that does as a test says. */
const puppet = (arrive: (scene: Scene<unknown>) => Move, takesTime = false): Kinds => ({
  ...toyKinds,
  puppet: defineNode({
    kind: 'puppet',
    title: 'Puppet',
    summary: 'Does as it is told.',
    family: 'action',
    icon: 'tool',
    config: z.strictObject({}),
    initial: {},
    example: {},
    versions: {},
    ports: () => [{ id: 'next', label: 'Next', optional: true }],
    sentence: () => 'Puppet',
    takesTime: () => takesTime,
    meaning: { arrive },
  }),
});
const run = (arrive: (scene: Scene<unknown>) => Move, silent = false): StepResult => {
  const kinds = puppet(arrive);
  const plan = compile(flow(['t trigger', 'p puppet', 'e end'], ['t > p', 'p > e']), kinds);
  return createStep(kinds)(plan, initialCursor(silent), { type: 'start' }, facts());
};

describe('what a node adds to a move', () => {
  const code = { code: 'A', terms: { kind: 'amount' as const, value: 5, expiresAt: NOW, minimum: null } };
  test('is kept whether it goes on, waits or sends', () => {
    const add = { variables: { seen: true }, code };
    for (const move of [
      { go: 'next', with: add },
      { waitUntil: NOW + 1, sentence: 'Waits.', with: add },
      { message: { channel: 'email', purpose: 'flow' as const }, sentence: 'Sends.', with: add },
    ] satisfies Move[]) {
      const result = run(() => move);
      expect(result.cursor.variables).toEqual({ seen: true });
      expect(result.effects[0]).toMatchObject({ type: 'code', code: 'A', node: 'p' });
    }
  });
  test('is seen by the next node, and only what was set is changed', () => {
    const seen: unknown[] = [];
    const kinds = puppet((scene) => {
      seen.push(scene.cursor.variables);
      return { go: 'next', with: { variables: { [scene.node]: scene.visit } } };
    });
    const plan = compile(
      flow(['t trigger', 'a puppet', 'b puppet', 'e end'], ['t > a', 'a > b', 'b > e']),
      kinds,
    );
    const result = createStep(kinds)(plan, initialCursor(false), { type: 'start' }, facts());
    expect(seen).toEqual([{}, { a: 1 }]);
    expect(result.cursor.variables).toEqual({ a: 1, b: 1 });
  });
});

describe('what a node is given', () => {
  test('is its id, how often it was visited, its config and the facts', () => {
    let seen: Scene<unknown> | null = null;
    run((scene) => {
      seen = scene;
      return { go: 'next' };
    });
    expect(seen).toMatchObject({ node: 'p', visit: 1, config: {}, facts: { now: NOW } });
    expect(seen!.cursor).toMatchObject({ node: 'p', visits: { t: 1, p: 1 }, memory: null });
  });
});

describe('special moves', () => {
  test('a port that the node does not have completes the flow without an error', () => {
    expect(run(() => ({ go: 'nowhere' })).next).toEqual({ type: 'done', reason: 'completed' });
  });
  test('a wait without an end listens only', () => {
    expect(
      run(() => ({
        waitUntil: null,
        sentence: 'Listens.',
        listens: [{ event: 'x', match: 'customer', id: null }],
      })).next,
    ).toEqual({
      type: 'wait',
      until: null,
      listens: [{ event: 'x', match: 'customer', id: null }],
    });
  });
  test('an end carries its reason', () => {
    expect(run(() => ({ end: 'not-sent', sentence: 'Left.' })).next).toEqual({
      type: 'done',
      reason: 'not-sent',
    });
  });
  test('a message with a purpose of its own keeps it, others have the flow’s', () => {
    const purpose = (own: 'marketing' | 'transactional' | 'flow') =>
      run(() => ({ message: { channel: 'sms', purpose: own }, sentence: 'Sends.' })).effects[0];
    expect(purpose('transactional')).toMatchObject({ purpose: 'transactional', channel: 'sms' });
    expect(purpose('flow')).toMatchObject({ purpose: 'marketing' });
  });
  test('a message node without `wake` goes on by its port `next`', () => {
    const result = run(() => ({ message: { channel: 'email', purpose: 'flow' }, sentence: 'Sends.' }), true);
    expect(result.next).toEqual({ type: 'done', reason: 'completed' });
    expect(result.trace.filter(({ what }) => what === 'message')[0]).toMatchObject({
      sentence: 'Holdout, would have sent: Sends.',
      data: { silent: true },
    });
  });
});

test('a person in the holdout who goes round a loop of messages is stopped like anybody else', () => {
  const kinds = puppet(() => ({ message: { channel: 'email', purpose: 'flow' }, sentence: 'Sends.' }), true);
  const plan = compile(flow(['t trigger', 'p puppet'], ['t > p', 'p > p']), kinds);
  expect(() => createStep(kinds)(plan, initialCursor(true), { type: 'start' }, facts())).toThrow(
    /looped 1000 times without a wait/,
  );
});

describe('what a node remembers', () => {
  const asking = puppet(
    ({ cursor, visit }) => ({
      call: { capability: 'toy', input: cursor.memory, assumed: null, memory: `of visit ${visit}` },
      sentence: 'Is asked for.',
    }),
    true,
  );
  const kinds: Kinds = {
    ...asking,
    puppet: {
      ...asking['puppet']!,
      meaning: {
        ...asking['puppet']!.meaning,
        wake: ({ cursor, visit }) =>
          visit < 3
            ? { go: 'next', with: { variables: { [`heard-${visit}`]: cursor.memory } } }
            : { go: 'out' },
      },
    },
  };
  const plan = compile(flow(['t trigger', 'p puppet'], ['t > p', 'p > p']), kinds);

  test.each([true, false])('is its own and of this visit alone, held back or not: %s', (silent) => {
    const step = createStep(kinds);
    let result = step(plan, initialCursor(silent), { type: 'start' }, facts());
    const inputs = result.effects.map((effect) => effect.type === 'call' && effect.input);
    while (result.next.type === 'call') {
      const { callId } = result.next;
      const answer = { type: 'answer', callId, outcome: 'done', result: null, reason: null } as const;
      result = step(plan, result.cursor, answer, facts());
      inputs.push(...result.effects.map((effect) => effect.type === 'call' && effect.input));
    }
    expect(result.cursor.variables).toEqual({ 'heard-1': 'of visit 1', 'heard-2': 'of visit 2' });
    expect(inputs).toEqual([null, null, null]);
  });
});
