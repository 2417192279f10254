import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, pauseFlow, publishFlow, resumeFlow, saveFlow, stopFlow } from '@millrace/services/flows';
import { flowAnalytics } from '@millrace/services/measure';
import { listMessages } from '@millrace/services/message-log';
import { updateGuardrails } from '@millrace/services/settings';
import {
  cartTrigger,
  email,
  graphOf,
  node,
  shopOf,
  testStore,
  VirtualHost,
  wait,
  type TestStore,
} from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { HOUR, MINUTE } from '@millrace/base';
import { afterAll, beforeAll, expect, test } from 'vitest';

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
let shop: ReturnType<typeof shopOf>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

async function open(): Promise<void> {
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  host = new VirtualHost(store);
  shop = shopOf(store);
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
}

async function publish(graph: unknown, name = 'Carts') {
  const flow = await createFlow(store.context, { name, graph });
  return publishFlow(store.context, { id: flow.id });
}

const sent = async (flow?: string) =>
  (await listMessages(store.context, { ...(flow ? { flow } : {}), status: 'sent' })).items;

test('a cart left for fifteen minutes gets its reminder one hour later', async () => {
  await open();
  const flow = await publish(
    graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]),
  );
  await shop.fillCart('ann', 'a1');
  await host.pass(14 * MINUTE);
  expect((await listEnrolments(store.context, { flow: flow.id })).items).toHaveLength(0);
  await host.pass(2 * MINUTE);
  expect((await listEnrolments(store.context, { flow: flow.id })).items).toMatchObject([
    { state: 'running', node: 'hour' },
  ]);
  await host.pass(59 * MINUTE);
  expect(await sent(flow.id)).toEqual([]);
  // The jitter adds up to a twentieth of an hour for each person.
  await host.pass(4 * MINUTE);
  expect(await sent(flow.id)).toMatchObject([{ to: 'ann@example.com', status: 'sent' }]);
  await store.close();
});

test('buying a cart ends its own reminder and not that of the other cart', async () => {
  await open();
  const flow = await publish(
    graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]),
  );
  await shop.fillCart('bea', 'b1');
  // With other goods: an order of the same goods would belong to this cart too.
  await shop.fillCart('bea', 'b2', {
    lines: [{ productId: 'lamp', title: 'Lamp', quantity: 1, price: '30.00' }],
  });
  await host.pass(20 * MINUTE);
  expect((await listEnrolments(store.context, { flow: flow.id })).items.map((item) => item.state)).toEqual([
    'running',
    'running',
  ]);
  await shop.buy('bea', 'o1', 'b1');
  await host.pass(2 * HOUR);
  const states = (await listEnrolments(store.context, { flow: flow.id })).items.map(
    (item) => `${item.state} ${item.endReason}`,
  );
  expect(states.sort()).toEqual(['done completed', 'exited exit:order-placed'].sort());
  expect(await sent(flow.id)).toHaveLength(1);
  await store.close();
});

test('a pause holds people at their step, and resuming sends what is overdue', async () => {
  await open();
  const flow = await publish(
    graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]),
  );
  await shop.fillCart('cleo', 'c1');
  await host.pass(30 * MINUTE);
  await pauseFlow(store.context, { id: flow.id });
  await host.pass(5 * HOUR);
  expect(await sent(flow.id)).toHaveLength(0);
  expect((await listEnrolments(store.context, { flow: flow.id })).items).toMatchObject([
    { state: 'running', node: 'hour' },
  ]);
  await resumeFlow(store.context, { id: flow.id, overdue: 'send-now' });
  await host.pass(MINUTE);
  expect(await sent(flow.id)).toHaveLength(1);
  await store.close();
});

test('resuming can skip messages that are long overdue while people go on', async () => {
  await open();
  const flow = await publish(
    graphOf([
      cartTrigger(),
      wait('hour', 1, 'hours'),
      email('first'),
      wait('day', 1, 'days'),
      email('second'),
      node('end', 'end'),
    ]),
  );
  await shop.fillCart('dora', 'd1');
  await host.pass(30 * MINUTE);
  await pauseFlow(store.context, { id: flow.id });
  await host.pass(30 * HOUR);
  await resumeFlow(store.context, { id: flow.id, overdue: 'skip-older', hours: 12 });
  await host.pass(MINUTE);
  expect((await listMessages(store.context, { flow: flow.id })).items).toMatchObject([
    { node: 'first', status: 'skipped', reason: 'overdue-after-pause' },
  ]);
  await host.pass(25 * HOUR);
  expect((await sent(flow.id)).map((message) => message.node)).toEqual(['second']);
  await store.close();
});

test('resuming can spread overdue people over some hours', async () => {
  await open();
  const flow = await publish(
    graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]),
  );
  for (let index = 0; index < 12; index += 1) await shop.fillCart(`eva${index}`, `e${index}`);
  await host.pass(30 * MINUTE);
  await pauseFlow(store.context, { id: flow.id });
  await host.pass(5 * HOUR);
  await resumeFlow(store.context, { id: flow.id, overdue: 'spread', hours: 4 });
  await host.pass(2 * HOUR);
  const half = (await sent(flow.id)).length;
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(12);
  await host.pass(3 * HOUR);
  expect(await sent(flow.id)).toHaveLength(12);
  await store.close();
});

test('a message that a guardrail held when the pause began is spread with the rest', async () => {
  await open();
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: true }, 'frequency-cap': { on: false } },
  });
  store.clock.set(Date.UTC(2026, 5, 10, 20, 30));
  const flow = await publish(
    graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]),
  );
  for (let index = 0; index < 12; index += 1) await shop.fillCart(`gia${index}`, `g${index}`);
  await host.pass(3 * HOUR);
  expect((await listMessages(store.context, { flow: flow.id, status: 'held' })).items).toHaveLength(12);
  await pauseFlow(store.context, { id: flow.id });
  // Quiet hours end while the flow is paused.
  await host.passUntil(Date.UTC(2026, 5, 11, 12));
  await resumeFlow(store.context, { id: flow.id, overdue: 'spread', hours: 4 });
  await host.pass(2 * HOUR);
  const half = (await sent(flow.id)).length;
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(12);
  await host.pass(3 * HOUR);
  expect(await sent(flow.id)).toHaveLength(12);
  await store.close();
});

test('stopping a flow ends every enrolment, and nothing more is sent', async () => {
  await open();
  const flow = await publish(
    graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]),
  );
  await shop.fillCart('fay', 'f1');
  await host.pass(30 * MINUTE);
  await stopFlow(store.context, { id: flow.id });
  await host.pass(3 * HOUR);
  expect((await listEnrolments(store.context, { flow: flow.id })).items).toMatchObject([
    { state: 'exited', endReason: 'flow-stopped' },
  ]);
  expect(await sent(flow.id)).toHaveLength(0);
  await store.close();
});

test('publishing a stopped flow starts it again for new people, while those who were in it have left', async () => {
  await open();
  const flow = await publish(
    graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]),
  );
  await shop.fillCart('fred', 'f2');
  await host.pass(30 * MINUTE);
  await stopFlow(store.context, { id: flow.id });
  // Published at once, before anybody has left.
  expect(await publishFlow(store.context, { id: flow.id })).toMatchObject({ state: 'live', version: 2 });
  store.clock.set(store.clock.now() + 1);
  await shop.fillCart('gwen', 'g2');
  await host.pass(3 * HOUR);
  const people = (await listEnrolments(store.context, { flow: flow.id })).items.map(
    (item) => `${item.customerEmail} ${item.endReason}`,
  );
  expect(people.sort()).toEqual(['fred@example.com flow-stopped', 'gwen@example.com completed']);
  expect((await sent(flow.id)).map((message) => message.to)).toEqual(['gwen@example.com']);
  await store.close();
});

test('people in a flow stay on their version unless the marketer moves them', async () => {
  await open();
  const first = graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]);
  const flow = await publish(first);
  await shop.fillCart('gil', 'g1');
  await host.pass(30 * MINUTE);
  const draft = graphOf([cartTrigger(), wait('hour', 1, 'hours'), node('end', 'end')]);
  await saveFlow(store.context, { id: flow.id, graph: draft });
  await publishFlow(store.context, { id: flow.id, inside: 'stay' });
  await shop.fillCart('hal', 'h1');
  await host.pass(3 * HOUR);
  expect((await sent(flow.id)).map((message) => message.to)).toEqual(['gil@example.com']);
  await saveFlow(store.context, { id: flow.id, graph: first });
  await publishFlow(store.context, { id: flow.id, inside: 'stay' });
  await shop.fillCart('ida', 'i1');
  await host.pass(30 * MINUTE);
  await saveFlow(store.context, { id: flow.id, graph: draft });
  await publishFlow(store.context, { id: flow.id, inside: 'move' });
  await host.pass(3 * HOUR);
  expect((await sent(flow.id)).map((message) => message.to)).toEqual(['gil@example.com']);
  expect(
    (await listEnrolments(store.context, { flow: flow.id })).items.find(
      (item) => item.customerEmail === 'ida@example.com',
    ),
  ).toMatchObject({ state: 'done', version: 4 });
  await store.close();
});

test('people in the holdout advance without messages, and every count agrees with a recount', async () => {
  await open();
  const flow = await publish(
    graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')], { holdout: 0.5 }),
  );
  for (let index = 0; index < 30; index += 1) await shop.fillCart(`jo${index}`, `j${index}`);
  await host.pass(30 * MINUTE);
  await shop.buy('jo3', 'jo3', 'j3');
  await host.pass(3 * HOUR);
  await shop.buy('jo5', 'jo5', 'j5');
  await host.settle();
  const analytics = await flowAnalytics(store.context, { id: flow.id });
  const recount = await store.db.inWorkspace(store.context.workspaceId, async (tx) => {
    const [row] = await tx<
      Record<string, number>[]
    >`select count(*) filter (where not held_out)::int as entered,
      count(*) filter (where held_out)::int as held,
      count(*) filter (where state = 'done' and not held_out)::int as done from enrolments
      where flow_id = ${flow.id}`;
    const [mails] = await tx<
      Record<string, number>[]
    >`select count(*) filter (where status = 'sent')::int as sent,
      count(*) filter (where status = 'silent')::int as silent from messages where flow_id = ${flow.id}`;
    const [people] = await tx<
      Record<string, number>[]
    >`select sum(orders)::int as orders, sum(margin)::int as margin, sum(margin * margin)::int as squared
      from flow_people where flow_id = ${flow.id}`;
    const [arms] = await tx<
      Record<string, number>[]
    >`select sum(orders)::int as orders, sum(margin)::int as margin, sum(margin_squared)::int as squared
      from arm_sums where flow_id = ${flow.id}`;
    return { counts: { ...row, ...mails } as Record<string, number>, people, arms };
  });
  expect(recount.counts['held']).toBeGreaterThan(5);
  expect(recount.counts['silent']).toBeGreaterThan(5);
  expect(analytics.totals).toMatchObject({
    entered: recount.counts['entered'],
    heldOut: recount.counts['held'],
    sent: recount.counts['sent'],
    inside: 0,
  });
  expect(recount.arms).toEqual(recount.people);
  expect(analytics.arms.treated.people + analytics.arms.heldOut.people).toBe(30);
  await store.close();
});
