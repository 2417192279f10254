import type { FoundFlow } from '@millrace/connectors';
import { keepOutsideFlows } from '@millrace/run/outside-flows';
import { expect, test } from 'vitest';
import { createFlow } from '../../flows/create-flow.ts';
import { publishFlow } from '../../flows/publish-flow.ts';
import { callerWithout } from '../../testing/callers.ts';
import { cartTrigger, connectShop, email, graphOf, node } from '../../testing/index.ts';
import { oneStore, type OneStore } from '../../testing/one-store.ts';
import { readAutomation } from '../read-automation.ts';
import { addOutsideFlow, removeOutsideFlow } from './change-outside.ts';

let here: OneStore;
oneStore(async (made) => {
  here = made;
  await connectShop(made.store.context, 'http://127.0.0.1:99');
});
const elsewhere = async () => (await readAutomation(here.store.context, {})).elsewhere;

/** A cart flow as Klaviyo's API answers it. */
const cartFlow = (conditions: object[] = []) => ({
  data: {
    type: 'flow',
    id: 'F1',
    attributes: {
      name: 'Cart reminder',
      status: 'live',
      definition: {
        triggers: [{ type: 'metric', id: 'M1', trigger_filter: null }],
        profile_filter: { condition_groups: conditions.length > 0 ? [{ conditions }] : [] },
        entry_action_id: 'a1',
        reentry_criteria: { duration: 7, unit: 'day' },
        actions: [
          {
            id: 'a1',
            type: 'send-email',
            links: { next: null },
            data: {
              status: 'live',
              message: {
                id: 'm1',
                name: 'Your cart',
                subject_line: 'Your cart',
                from_email: 'shop@example.com',
              },
            },
          },
        ],
      },
    },
  },
  included: [
    { type: 'metric', id: 'M1', attributes: { name: 'Checkout Started' } },
    { type: 'metric', id: 'M2', attributes: { name: 'Placed Order' } },
  ],
});
const sinceStart = {
  type: 'profile-metric',
  metric_id: 'M2',
  measurement: 'count',
  measurement_filter: { type: 'numeric', operator: 'equals', value: 0 },
  timeframe_filter: { type: 'date', operator: 'flow-start' },
  metric_filters: null,
};
const open = (found: { findings: readonly { ok: boolean; check: string }[] } | undefined) =>
  found?.findings.flatMap(({ ok, check }) => (ok ? [] : [check]));

test('a flow of a file is graded by its steps, and the same name again takes its place', async () => {
  const { elsewhere: first } = await addOutsideFlow(here.store.context, { file: cartFlow() });
  expect(first).toMatchObject([
    { name: 'Cart reminder', system: 'Klaviyo', isConnected: false, level: 3, grade: 'D', problem: null },
  ]);
  expect(open(first[0])).toContain('purchase-exit');
  const { elsewhere: second, levels } = await addOutsideFlow(here.store.context, {
    file: JSON.stringify(cartFlow([sinceStart])),
    fileName: 'cart.json',
  });
  expect(second).toHaveLength(1);
  expect(open(second[0])).toEqual(['not-held-out']);
  expect(second[0]).toMatchObject({ grade: 'B' });
  // What runs elsewhere counts for the level of the store.
  expect(levels.find(({ level }) => level === 2)).toMatchObject({ reached: true });
});

test('a flow here for the same people is named in the audit', async () => {
  const { id } = await createFlow(here.store.context, {
    name: 'Reminder of ours',
    graph: graphOf([cartTrigger(), email('mail'), node('end', 'end')], { holdout: 0.2, owner: 'Ann' }),
  });
  await publishFlow(here.store.context, { id });
  const [now] = await elsewhere();
  expect(open(now)).toEqual(['twice', 'not-held-out']);
  expect(now?.findings.find(({ check }) => check === 'twice')?.sentence).toContain('Reminder of ours');
});

test('what cannot be read is refused from a file, and stays with the reason from a connection', async () => {
  await expect(addOutsideFlow(here.store.context, { file: 'no flow' })).rejects.toMatchObject({
    code: 'flow-file-unreadable',
  });
  const { store } = here;
  const keep = (flows: FoundFlow[], connectionId: string | null = null) =>
    store.context.db.inWorkspace(store.context.workspaceId, (tx) =>
      keepOutsideFlows(
        tx,
        { workspaceId: store.context.workspaceId, origin: 'test', connectionId, system: 'Klaviyo' },
        flows,
        store.context.now(),
      ),
    );
  await keep([{ externalId: 'x', name: 'Broken', file: { data: { type: 'flow', attributes: {} } } }]);
  const broken = (await elsewhere()).find(({ name }) => name === 'Broken');
  expect(broken).toMatchObject({ grade: null, level: null, findings: [] });
  expect(broken?.problem).toBeTruthy();
  // It was switched off there.
  await keep([{ externalId: 'x', name: 'Broken', file: null }]);
  expect((await elsewhere()).some(({ name }) => name === 'Broken')).toBe(false);
});

test('a flow is taken out, by somebody who may edit flows only', async () => {
  const [found] = await elsewhere();
  const viewer = callerWithout(here.store.context, 'flows:write');
  await expect(removeOutsideFlow(viewer, { id: found!.id })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(addOutsideFlow(viewer, { file: cartFlow() })).rejects.toMatchObject({ code: 'not-allowed' });
  expect((await removeOutsideFlow(here.store.context, { id: found!.id })).elsewhere).toEqual([]);
});
