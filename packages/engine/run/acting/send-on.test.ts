import { getEnrolment, listEnrolments } from '@millrace/services/enrolments';
import { checkFlow, createFlow, getFlow, pauseFlow, publishFlow, saveFlow } from '@millrace/services/flows';
import { flowAnalytics } from '@millrace/services/measure';
import {
  cartTrigger,
  graphOf,
  node,
  wait,
  type Drawn,
  type TestStore,
  type VirtualHost,
} from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import { describe, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

let store: TestStore;
let host: VirtualHost;
storeForEach({ recounts: true }, (here) => {
  ({ store, host } = here);
});

async function create(name: string, nodes: readonly Drawn[], edges?: readonly string[], holdout = 0) {
  const { id } = await createFlow(store.context, { name, graph: graphOf(nodes, { holdout }, edges) });
  return id;
}
const signedUp = (reentry: object = { rule: 'always' }) =>
  node('trigger', 'event-trigger', { event: 'signed-up', reentry });
/** A flow that nobody comes into but those who are sent on. */
const waiting = (reentry: object = { rule: 'always' }) =>
  node('trigger', 'event-trigger', { event: 'never-told', reentry });
const to = (id: string, config: object = {}) =>
  node('go', 'go-to-flow', { flow: { id, name: 'Other' }, ...config });
const publish = (id: string) => publishFlow(store.context, { id });

async function signUp(name: string, id = `${name}-${store.clock.now()}`) {
  await ingestEvents(store.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    { id, type: 'signed-up', customer: { email: `${name}@example.com` } },
  ]);
  await host.settle();
}
const entries = async (flow: string) => (await listEnrolments(store.context, { flow })).items;
const lines = async (id: string) =>
  (await getEnrolment(store.context, { id })).trace.map(({ sentence }) => sentence);

describe('a person who is sent on to another flow', () => {
  test('enters it with the event that says where they came from, and this one ends for them', async () => {
    const other = await create('Other', [waiting(), wait('w', 1, 'days'), node('end', 'end')]);
    await publish(other);
    const first = await create('First', [signedUp(), to(other)]);
    await publish(first);
    await signUp('ann');
    const [entry] = await entries(first);
    expect(entry).toMatchObject({ state: 'done', endReason: 'sent-on' });
    expect(await lines(entry!.id)).toContain('Left the flow: went on to “Other”.');
    const [there] = await entries(other);
    expect(there).toMatchObject({ state: 'running', customerId: entry!.customerId });
    expect((await flowAnalytics(store.context, { id: other })).totals.entered).toBe(1);
  });

  test('once, however often the call is repeated after crashes', async () => {
    const other = await create('Other', [waiting(), wait('w', 1, 'days'), node('end', 'end')]);
    await publish(other);
    const first = await create('First', [signedUp(), to(other, { afterwards: 'stay' }), node('end', 'end')]);
    await publish(first);
    await signUp('ann', 'one');
    await signUp('ann', 'one');
    expect(await entries(other)).toHaveLength(1);
    expect((await entries(first)).map(({ endReason }) => endReason)).toEqual(['completed']);
  });

  test('obeys the rule of re-entry of that flow, and their page says so', async () => {
    const other = await create('Other', [waiting({ rule: 'never' }), node('end', 'end')]);
    await publish(other);
    const first = await create('First', [signedUp(), to(other)]);
    await publish(first);
    await signUp('ann', 'one');
    await signUp('ann', 'two');
    expect(await entries(first)).toHaveLength(2);
    expect(await entries(other)).toHaveLength(1);
  });

  test('stays when the other flow is not live, and takes the branch for it', async () => {
    const other = await create('Other', [waiting(), node('end', 'end')]);
    const first = await create(
      'First',
      [signedUp(), to(other), node('no', 'end', { label: 'Not possible' })],
      ['trigger:next>go', 'go:not-taken>no'],
    );
    await publish(first);
    await signUp('ann');
    const [entry] = await entries(first);
    expect(await lines(entry!.id)).toContain('Not sent on: “Other” is not live.');
    expect(entry).toMatchObject({ endReason: 'completed' });
    expect(await entries(other)).toEqual([]);
  });

  test('is refused where the other flow is about a cart and there is none', async () => {
    const other = await create('Other', [cartTrigger(), node('end', 'end')]);
    await publish(other);
    const first = await create('First', [signedUp(), to(other)]);
    await publish(first);
    await signUp('ann');
    expect(await lines((await entries(first))[0]!.id)).toContain(
      'Not sent on: “Other” is about one cart, and there is none here.',
    );
  });

  test('waits outside while the other flow is paused', async () => {
    const other = await create('Other', [waiting(), node('end', 'end')]);
    await publish(other);
    await pauseFlow(store.context, { id: other });
    const first = await create('First', [signedUp(), to(other)]);
    await publish(first);
    await signUp('ann');
    expect((await entries(first))[0]).toMatchObject({ endReason: 'sent-on' });
    expect(await entries(other)).toEqual([]);
  });

  test('in the holdout goes the same way, and enters nothing', async () => {
    const other = await create('Other', [waiting(), node('end', 'end')]);
    await publish(other);
    const first = await create('First', [signedUp(), to(other)], undefined, 0.5);
    await publish(first);
    for (let index = 0; index < 12; index += 1) await signUp(`p${index}`);
    const all = await entries(first);
    expect(all.every(({ endReason }) => endReason === 'sent-on')).toBe(true);
    const heldOut = all.filter((one) => one.heldOut).length;
    expect(heldOut).toBeGreaterThan(0);
    expect(await entries(other)).toHaveLength(12 - heldOut);
  });
});

test('two flows cannot pass somebody to and fro for ever: after twenty times in a day it stops', async () => {
  const one = await create('One', [signedUp(), node('end', 'end')]);
  const two = await create('Two', [waiting(), to(one)]);
  const { revision } = await getFlow(store.context, { id: one });
  await saveFlow(store.context, { id: one, revision, graph: graphOf([signedUp(), to(two)], { holdout: 0 }) });
  await publish(two);
  await publish(one);
  await signUp('ann');
  for (let turn = 0; turn < 30; turn += 1) await host.settle();
  const there = await entries(one);
  expect(there.length + (await entries(two)).length).toBe(21);
  const last = [...there, ...(await entries(two))].filter(({ endReason }) => endReason !== 'sent-on');
  expect(last).toHaveLength(1);
  expect(await lines(last[0]!.id)).toContain(
    'Not sent on: they were sent from flow to flow 20 times within a day.',
  );
});

test('publishing refuses a flow that does not exist or is the same, and says when it is not live', async () => {
  const other = await create('Other', [waiting(), node('end', 'end')]);
  const first = await create('First', [signedUp(), to(other)]);
  const problemsOf = async (graph: ReturnType<typeof graphOf>) =>
    (await checkFlow(store.context, { id: first, graph })).problems.map(({ code }) => code);
  expect(await problemsOf(graphOf([signedUp(), to(other)]))).toContain('flow-not-live');
  expect(await problemsOf(graphOf([signedUp(), to(first)]))).toContain('flow-itself');
  expect(await problemsOf(graphOf([signedUp(), to('0198f2a0-0000-7000-8000-00000000dead')]))).toContain(
    'flow-gone',
  );
  await publish(other);
  expect(await problemsOf(graphOf([signedUp(), to(other)]))).not.toContain('flow-not-live');
});
