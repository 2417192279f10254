import { CONNECTORS } from '@millrace/connectors';
import { actCapability } from '@millrace/connectors/acts';
import { DAY } from '@millrace/base';
import type { CallAnswer, Move, NodeKind, Wake } from '@millrace/flow';
import { event, facts } from '@millrace/flow/testing';
import { describe, expect, test } from 'vitest';
import { kinds, NODE_KINDS } from './kinds.ts';
import { wakeAt } from './testing/scene.ts';

const shapeOf = (kind: NodeKind) => (kind.config as unknown as { shape: object }).shape;
const handing = NODE_KINDS.filter((kind) => 'ifUnable' in shapeOf(kind));
const { now } = facts();
/** The check that a person may do before is a test of its own. */
const unchecked = (kind: NodeKind) => ('checked' in shapeOf(kind) ? { checked: false } : {});
const configOf = (kind: NodeKind) => ({
  ...(kind.example as object),
  ...unchecked(kind),
  ifUnable: 'person',
  personWithin: { amount: 3, unit: 'days' },
});
const unable: CallAnswer = {
  type: 'answer',
  callId: 'own',
  part: '',
  outcome: 'refused',
  result: null,
  reason: 'connection-missing',
};
const memoryOf = (move: Move | null) =>
  move && 'call' in move ? move.call.memory : move && 'waitUntil' in move ? move.memory : undefined;

/** Goes on from a move of the step with what it keeps. */
function then(kind: NodeKind, before: Move | null, wake: Wake, at = now): Move | null {
  return wakeAt(kind, configOf(kind), wake, {
    facts: { now: at },
    cursor: { memory: memoryOf(before) ?? null },
  });
}
const opened = { ...unable, callId: 'task', part: 'person', outcome: 'done', reason: null } as const;
const said = (choice: string) => ({
  type: 'event' as const,
  event: event('team-answered', { messageId: 'task', properties: { choice, by: 'Ann', comment: '' } }),
});

test('what acts on an order, a product or a ticket can be handed to a person, and all that no connector does', () => {
  const names = handing.map(({ kind }) => kind);
  expect(names).toEqual(
    expect.arrayContaining(['refund-order', 'reprice-product', 'store-note', 'order-hold']),
  );
  const offered = new Set(CONNECTORS.flatMap(({ capabilities }) => capabilities));
  const alone = NODE_KINDS.filter((kind) =>
    kind
      .asks?.(kind.config.parse(kind.example) as never)
      .some(({ capability }) => !offered.has(`act-${capability}`)),
  );
  expect(alone.map(({ kind }) => kind).filter((kind) => !names.includes(kind))).toEqual([]);
});

describe.each(handing.map((kind) => [kind.kind, kind] as const))('%s', (_name, kind) => {
  const asking = wakeAt(kind, configOf(kind), unable);
  const waiting = then(kind, asking, opened);

  test('becomes a task with its settings where no connected system can do it', () => {
    expect(asking).toMatchObject({
      call: {
        capability: 'open-work',
        part: 'person',
        input: { kind: 'tasks', title: kind.title, awaited: true },
      },
    });
    const { input } = (asking as Extract<Move, { call: unknown }>).call;
    expect(actCapability('open-work')?.input.safeParse(input).error).toBeUndefined();
    expect((input as unknown as { facts: unknown[] }).facts.length).toBeGreaterThan(2);
    expect(waiting).toMatchObject({
      waitUntil: now + 3 * DAY,
      listens: [{ event: 'team-answered', match: 'message', id: 'task' }],
    });
  });

  test('is done when the person says so, and not done when they cancel it', () => {
    const done = then(kind, waiting, said('done'));
    expect(done).toMatchObject({ sentence: 'Ann: Done.' });
    const own = wakeAt(kind, configOf(kind), { ...unable, outcome: 'done', reason: null });
    expect((done as { go?: string }).go).toBe((own as { go?: string }).go);
    const cancelled = then(kind, waiting, said('cancelled'));
    const refused = wakeAt(kind, { ...configOf(kind), ifUnable: 'problem' }, unable);
    expect((cancelled as { go?: string }).go).toBe((refused as { go?: string }).go);
  });

  test('counts as failed when nobody does it in time, after the task is closed', () => {
    const late = then(kind, waiting, { type: 'timer' }, now + 3 * DAY);
    expect(late).toMatchObject({ call: { capability: 'follow-work', part: 'close', input: { for: null } } });
    const after = then(kind, late, { ...opened, callId: 'closing', part: 'close' });
    const failed = wakeAt(kind, configOf(kind), { ...unable, outcome: 'failed', reason: 'x' });
    expect((after as { go?: string }).go).toBe((failed as { go?: string }).go);
  });

  test('is refused as before where that was not chosen, and for every other reason', () => {
    const plain = { ...configOf(kind), ifUnable: 'problem' };
    expect(wakeAt(kind, plain, unable)).not.toHaveProperty('call');
    expect(wakeAt(kind, configOf(kind), { ...unable, reason: 'provider-refused' })).not.toHaveProperty(
      'call',
    );
  });

  test('asks for what the task needs only where that was chosen', () => {
    const asked = (config: object) =>
      kind.asks!(kind.config.parse(config) as never).map(({ capability, orPerson }) => [
        capability,
        orPerson ?? false,
      ]);
    const [own] = asked({ ...configOf(kind), ifUnable: 'problem' });
    expect(own?.[1]).toBe(false);
    expect(asked(configOf(kind))).toEqual([
      [own?.[0], true],
      ['open-work', false],
      ['follow-work', false],
    ]);
  });
});

test('the settings of the task are those on the panel, in its words', () => {
  const kind = kinds['refund-order']!;
  const move = wakeAt(
    kind,
    { what: 'amount', amount: 1250, note: 'Late {{ order.number }}', ifUnable: 'person' },
    unable,
  );
  const { input } = (move as Extract<Move, { call: unknown }>).call;
  expect((input as unknown as { facts: object[] }).facts).toEqual([
    { label: 'Order', value: '{{ order.number }}' },
    { label: 'Product', value: '{{ product.title }}' },
    { label: 'What to refund', value: 'An amount' },
    { label: 'Amount', value: expect.stringMatching(/12[.,]50/) },
    { label: 'The store notifies the customer', value: 'Yes' },
    { label: 'Reason', value: 'Late {{ order.number }}' },
  ]);
});
