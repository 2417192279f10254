import { customerTimeline, eraseCustomer } from '@millrace/services/customers';
import { enrolByHand, listEnrolments } from '@millrace/services/enrolments';
import {
  cancelEnrolment,
  createFlow,
  pauseFlow,
  publishFlow,
  saveFlow,
  stopFlow,
} from '@millrace/services/flows';
import { listMessages } from '@millrace/services/message-log';
import { updateGuardrails } from '@millrace/services/settings';
import type { shopOf, VirtualHost } from '@millrace/services/testing';
import { cartTrigger, email, graphOf, node, wait, type TestStore } from '@millrace/services/testing';
import { NOTHING_HOLDS, storeForEach } from '@millrace/services/testing/store-for-each';
import { HOUR, MINUTE } from '@millrace/base';
import { beforeEach, describe, expect, test } from 'vitest';
import { advance } from './advance.ts';

let store: TestStore;
let host: VirtualHost;
let shop: ReturnType<typeof shopOf>;
storeForEach({ guardrails: NOTHING_HOLDS, recounts: true }, (here) => {
  ({ store, host, shop } = here);
});

const trigger = node('trigger', 'event-trigger', {
  event: 'signed-up',
  key: 'customer',
  reentry: { rule: 'always' },
  exits: [{ event: 'changed-mind', match: 'customer' }],
});
const graph = graphOf([trigger, wait('hour', 1, 'hours'), email('mail'), node('end', 'end')], { holdout: 0 });
const other = graphOf([trigger, email('else'), node('end', 'end')], { holdout: 0 });
const publish = async (drawn: unknown = graph, name = 'Flow') =>
  (await publishFlow(store.context, { id: (await createFlow(store.context, { name, graph: drawn })).id })).id;
const rows = <Row extends object>(
  run: (tx: Parameters<Parameters<TestStore['db']['inWorkspace']>[1]>[0]) => PromiseLike<readonly Row[]>,
) => store.db.inWorkspace(store.context.workspaceId, async (tx) => [...(await run(tx))]);
const first = async () =>
  (await listEnrolments(store.context, {})).items[0] as { id: string; customerId: string; flowId: string };

describe('every end of an enrolment ends its workflow', () => {
  const ways: Record<string, () => Promise<unknown>> = {
    'exit:changed-mind': () => shop.send('changed-mind', { email: 'ann@example.com' }),
    'flow-stopped': async () => stopFlow(store.context, { id: (await first()).flowId }),
    cancelled: async () => cancelEnrolment(store.context, { id: (await first()).id }),
    erased: async () => eraseCustomer(store.context, { id: (await first()).customerId }),
    merged: async () => {
      store.clock.pass(MINUTE);
      await shop.send('signed-up', { ...shop.person('bea'), externalId: 'b' });
      await host.settle();
      await shop.send('met', { ...shop.person('ann'), externalId: 'b' });
    },
    'version-left': async () => publishFlow(store.context, { id: (await first()).flowId, inside: 'leave' }),
    'moved-out': async () => {
      const { flowId } = await first();
      await saveFlow(store.context, { id: flowId, graph: other });
      await publishFlow(store.context, { id: flowId, inside: 'move' });
    },
  };
  test.each(Object.entries(ways))('%s', async (reason, end) => {
    await publish();
    await shop.send('signed-up', shop.person('ann'));
    await host.pass(MINUTE);
    await end();
    await host.settle();
    const [ended, ...more] = await rows<{
      id: string;
      end_reason: string;
      instruction: { type: string };
      seq: number;
      wake_at: number | null;
    }>(
      (tx) => tx`select id, end_reason, instruction, seq, wake_at from enrolments where ended_at is not null`,
    );
    expect(more).toEqual([]);
    expect(ended).toMatchObject({ end_reason: reason, instruction: { type: 'done' }, wake_at: null });
    // The workflow gets `done`, and gets it again when it asks again.
    expect(host.instructionOf(ended?.id ?? '')).toMatchObject({ type: 'done', reason });
    expect(
      await advance(store.context, { enrolmentId: ended?.id ?? '', seq: 0, now: store.clock.now() }),
    ).toMatchObject({
      type: 'done',
      reason,
    });
    expect(await rows((tx) => tx`select 1 from listens where enrolment_id = ${ended?.id ?? ''}`)).toEqual([]);
    await host.pass(3 * HOUR);
    const sent = (await listMessages(store.context, { status: 'sent' })).items;
    expect(sent).toHaveLength(reason === 'merged' ? 1 : 0);
  });
});

describe('an enrolment whose next step is due in the past', () => {
  beforeEach(async () => {
    await publish();
    await shop.send('signed-up', shop.person('ann'));
    await host.pass(MINUTE);
  });
  const look = (id: string, stuck: boolean) =>
    advance(store.context, { enrolmentId: id, seq: 1, now: store.clock.now(), stuck });

  test('goes on when its time has come', async () => {
    const { id } = await first();
    // What a crash in an earlier release may have left: no timer, and an instruction to wait until a past
    // time.
    await rows(
      (tx) =>
        tx`update enrolments set wake_at = null, instruction = jsonb_set(instruction, '{until}', '0')
          where id = ${id}`,
    );
    store.clock.pass(2 * HOUR);
    expect(await look(id, false)).toMatchObject({ type: 'wait', until: 0 });
    expect(await look(id, true)).toMatchObject({ type: 'deliver' });
  });

  test('ends with a reason when it cannot move', async () => {
    const { id, customerId } = await first();
    await rows(
      (tx) =>
        tx`update enrolments set wake_at = null, instruction = jsonb_set(instruction, '{until}', '0')
          where id = ${id}`,
    );
    expect(await look(id, false)).toMatchObject({ type: 'wait', until: 0 });
    expect(await look(id, true)).toMatchObject({ type: 'done', reason: 'stuck' });
    expect(JSON.stringify(await customerTimeline(store.context, { id: customerId }))).toContain(
      'a time already past',
    );
  });
});

test('a person goes on when their awaited message was deleted with its month', async () => {
  await publish(
    graphOf([trigger, email('mail'), wait('hour', 1, 'hours'), node('end', 'end')], { holdout: 0 }),
  );
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: true, from: '11:00', until: '14:00' } },
  });
  await shop.send('signed-up', shop.person('ann'));
  await host.pass(MINUTE);
  await rows((tx) => tx`delete from messages`);
  await rows((tx) => tx`delete from counter_changes where metric like 'held%'`);
  await host.pass(5 * HOUR);
  expect((await listEnrolments(store.context, {})).items).toMatchObject([
    { state: 'done', endReason: 'completed' },
  ]);
});

describe('a person who is refused entry by hand', () => {
  const refusalsOf = async (id: string) =>
    (await customerTimeline(store.context, { id, only: ['refusal'] })).items.map(
      (item) => `${item.data['reason']}: ${item.title}`,
    );

  test('finds every reason in their timeline', async () => {
    const flow = await publish();
    const carts = await publish(
      graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]),
      'Carts',
    );
    await shop.send('signed-up', shop.person('ann'));
    await host.pass(MINUTE);
    const { customerId } = await first();
    expect(await enrolByHand(store.context, { flow, customer: customerId })).toMatchObject({
      refused: 'already-in',
    });
    expect(await enrolByHand(store.context, { flow: carts, customer: customerId })).toMatchObject({
      refused: 'nothing-to-enrol-with',
    });
    await pauseFlow(store.context, { id: flow });
    expect(await enrolByHand(store.context, { flow, customer: customerId })).toMatchObject({
      refused: 'flow-paused',
    });
    expect(await refusalsOf(customerId)).toEqual([
      'flow-paused: Not entered: “Flow” is paused.',
      'nothing-to-enrol-with: Not entered: “Carts” is about one cart, and they have none.',
      'already-in: Not entered: they are already in “Flow”.',
    ]);
  });

  test('does not get the cart of another customer', async () => {
    const carts = await publish(
      graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]),
      'Carts',
    );
    await shop.fillCart('ann', 'a1');
    await shop.fillCart('bea', 'b1');
    const [ann] = await rows<{ id: string }>(
      (tx) => tx`select customer_id as id from customer_identities where value = 'ann@example.com'`,
    );
    const [cart] = await rows<{ id: string }>(
      (tx) =>
        tx`select c.id from carts c join customers p on p.id = c.customer_id
          where p.email = 'bea@example.com'`,
    );
    await expect(
      enrolByHand(store.context, { flow: carts, customer: ann?.id ?? '', cart: cart?.id ?? '' }),
    ).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('is found by the id they had before a merge', async () => {
    const flow = await publish();
    await shop.send('met', { ...shop.person('ann'), externalId: 'a' });
    await shop.send('met', { ...shop.person('bea'), externalId: 'b' });
    await shop.send('met', { externalId: 'a', email: 'bea@example.com' });
    const [gone] = await rows<{ id: string; merged_into: string }>(
      (tx) => tx`select id, merged_into from customers where merged_into is not null`,
    );
    expect(await enrolByHand(store.context, { flow, customer: gone?.id ?? '' })).toHaveProperty('entered');
    expect((await first()).customerId).toBe(gone?.merged_into);
  });
});

test('an event that names no cart starts no flow about carts, and the refusal says so', async () => {
  await publish(
    graphOf([
      cartTrigger({ event: 'order-placed', exits: [] }),
      wait('hour', 1, 'hours'),
      email('mail'),
      node('end', 'end'),
    ]),
    'Bought',
  );
  await shop.buy('ann', 'o1');
  await host.settle();
  const found = await rows<{ reason: string; sentence: string }>(
    (tx) => tx`select reason, sentence from entry_refusals`,
  );
  expect(found).toEqual([
    { reason: 'key-missing', sentence: 'Not entered: “Bought” is about one cart, and the event names none.' },
  ]);
});
