import { MINUTE } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { beforeAll, describe, expect, test } from 'vitest';
import { customerTimeline } from '../customers/timeline.ts';
import { listCustomers } from '../customers/read-customers.ts';
import { eraseCustomer } from '../customers/erase-customer.ts';
import { cancelEnrolment, pauseFlow, resumeFlow, stopFlow } from '../flows/change-state.ts';
import { createFlow } from '../flows/create-flow.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { listAudit } from '../settings/audit.ts';
import { callerWithout, NO_ID } from '../testing/callers.ts';
import { cartTrigger, everyPage, graphOf, node, wait } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { enrolByHand } from './enrol-by-hand.ts';
import { getEnrolment, listEnrolments } from './read-enrolments.ts';

let here: OneStore;
let context: Context;
oneStore((made) => {
  here = made;
  ({ context } = made.store);
});

const people = new Map<string, string>();
beforeAll(async () => {
  for (const name of ['ann', 'bob', 'cat', 'dan', 'eve']) {
    await here.shop.send(
      'customer-updated',
      here.shop.person(name, { lastName: 'Field', zone: 'Europe/Berlin' }),
    );
    people.set(name, (await listCustomers(context, { email: `${name}@example.com` })).items[0]!.id);
  }
});
const idOf = (name: string) => people.get(name)!;

async function live(
  name: string,
  trigger = node('trigger', 'event-trigger', { event: 'nobody-sends-this' }),
  holdout = 0,
) {
  const graph = graphOf([trigger, wait('wait', 1, 'days'), node('end', 'end')], { holdout });
  const { id } = await createFlow(context, { name, graph });
  await publishFlow(context, { id });
  return id;
}
const enter = async (flow: string, name: string, more: object = {}) =>
  enrolByHand(context, { flow, customer: idOf(name), ...more });
const entered = async (flow: string, name: string) => {
  const result = await enter(flow, name);
  return 'entered' in result ? result.entered : '';
};

describe('a person who is put into a flow', () => {
  test('walks it like anybody, and is listed with where they are', async () => {
    const flow = await live('Walks');
    const id = await entered(flow, 'ann');
    await here.host.pass(MINUTE);
    const one = await getEnrolment(context, { id });
    expect(one).toMatchObject({
      id,
      flowId: flow,
      flowName: 'Walks',
      version: 1,
      customerId: idOf('ann'),
      customerName: 'ann Field',
      customerEmail: 'ann@example.com',
      customerZone: 'Europe/Berlin',
      about: null,
      node: 'wait',
      heldOut: false,
      endedAt: null,
    });
    expect(one.trace[0]).toMatchObject({ what: 'entered', node: 'trigger' });
    const { trace: _trace, decisions: _decisions, ...listed } = one;
    expect((await listEnrolments(context, { flow })).items).toEqual([listed]);
    expect((await listAudit(context, { action: 'customer-enrolled', subject: flow })).items).toMatchObject([
      { summary: 'Added a person to a flow by hand' },
    ]);
  });

  test('is let in by the rule of re-entry, and told why not', async () => {
    const once = await live('Once');
    expect(await enter(once, 'ann')).toHaveProperty('entered');
    const again = await enter(once, 'ann');
    expect(again).toMatchObject({
      refused: expect.any(String) as string,
      sentence: expect.stringMatching(/^Not entered: /) as string,
    });
    const [line] = (await customerTimeline(context, { id: idOf('ann'), only: ['refusal'] })).items;
    expect(line).toMatchObject({ flowId: once, reason: 'sentence' in again ? again.sentence : '' });
    const always = await live(
      'Always',
      node('trigger', 'event-trigger', { event: 'x', reentry: { rule: 'always' } }),
    );
    const first = await entered(always, 'ann');
    await cancelEnrolment(context, { id: first });
    here.store.clock.pass(MINUTE);
    expect(await enter(always, 'ann')).toHaveProperty('entered');
  });

  test('twice at the same moment comes in once', async () => {
    const flow = await live('At once');
    const results = await Promise.all([1, 2, 3, 4].map(() => enter(flow, 'bob')));
    expect(results.filter((result) => 'entered' in result)).toHaveLength(1);
    expect((await listEnrolments(context, { flow })).items).toHaveLength(1);
  });

  test('waits for no paused flow, and is told so; one that is not live takes nobody', async () => {
    const flow = await live('Paused');
    await pauseFlow(context, { id: flow });
    expect(await enter(flow, 'ann')).toEqual({
      refused: 'flow-paused',
      sentence: 'Not entered: “Paused” is paused.',
    });
    await resumeFlow(context, { id: flow });
    expect(await enter(flow, 'ann')).toHaveProperty('entered');
    await stopFlow(context, { id: flow });
    await expect(enter(flow, 'bob')).rejects.toMatchObject({ code: 'flow-state-wrong' });
    const draft = await createFlow(context, { name: 'Draft' });
    await expect(enter(draft.id, 'bob')).rejects.toMatchObject({ code: 'flow-state-wrong' });
  });

  test('into a flow about a cart comes with their latest open one, or with the one that is named', async () => {
    const flow = await live('Carts', cartTrigger());
    expect(await enter(flow, 'cat')).toMatchObject({ refused: 'nothing-to-enrol-with' });
    for (const cart of ['one', 'two', 'three']) {
      here.store.clock.pass(MINUTE);
      await here.shop.fillCart('cat', cart);
    }
    await here.shop.buy('cat', 'order-cat', 'three');
    const rows = await here.inStore(
      (tx) =>
        tx<
          { id: string; external_id: string }[]
        >`select id, external_id from carts where customer_id = ${idOf('cat')}`,
    );
    const cartOf = (name: string) => rows.find((row) => row.external_id === name)!.id;
    const keyOf = async (result: Awaited<ReturnType<typeof enter>>) =>
      'entered' in result ? (await getEnrolment(context, { id: result.entered })).key : null;
    expect(await keyOf(await enter(flow, 'cat'))).toBe(cartOf('two'));
    expect(await enter(flow, 'cat')).toHaveProperty('refused');
    expect(await keyOf(await enter(flow, 'cat', { cart: cartOf('one') }))).toBe(cartOf('one'));
    await expect(enter(flow, 'dan', { cart: cartOf('one') })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('has to be there, in this workspace, and not erased', async () => {
    const flow = await live('There');
    await expect(enrolByHand(context, { flow, customer: NO_ID })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(enrolByHand(context, { flow: NO_ID, customer: idOf('dan') })).rejects.toMatchObject({
      code: 'not-found',
    });
    const stranger = await here.store.other();
    await expect(enrolByHand(stranger, { flow, customer: idOf('dan') })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(
      enrolByHand(callerWithout(context, 'flows:publish'), { flow, customer: idOf('dan') }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await eraseCustomer(context, { id: idOf('eve') });
    await expect(enter(flow, 'eve')).rejects.toMatchObject({ code: 'not-found' });
    expect((await listEnrolments(context, { flow })).items).toEqual([]);
  });
});

describe('stays', () => {
  test('are found by flow, person, state and step, newest first, each once, whatever the size of a page', async () => {
    const [one, two] = [await live('First'), await live('Second')];
    for (const name of ['ann', 'bob', 'cat', 'dan']) {
      here.store.clock.pass(MINUTE);
      await enter(one, name);
      await enter(two, name);
    }
    const out = (await listEnrolments(context, { flow: two, customer: idOf('dan') })).items[0]!;
    await here.host.settle();
    await cancelEnrolment(context, { id: out.id });
    const all = (more: object = {}, limit = 200) =>
      everyPage((page) => listEnrolments(context, { ...more, ...page, limit }));
    const whole = await all();
    const at = whole.map(({ enteredAt }) => enteredAt);
    expect(at).toEqual(at.toSorted((left, right) => right - left));
    for (const limit of [1, 3]) expect(await all({}, limit)).toEqual(whole);
    expect(await all({ flow: two })).toEqual(whole.filter(({ flowId }) => flowId === two));
    expect(await all({ customer: idOf('dan') })).toEqual(
      whole.filter(({ customerId }) => customerId === idOf('dan')),
    );
    expect(await all({ state: 'exited' })).toEqual(whole.filter(({ state }) => state === 'exited'));
    expect((await all({ flow: two, node: 'wait' })).map(({ customerName }) => customerName)).toEqual([
      'cat Field',
      'bob Field',
      'ann Field',
    ]);
    expect(await all({ flow: two, node: 'end' })).toEqual([]);
    expect(await all({ flow: NO_ID })).toEqual([]);
  });

  test('of another workspace are nothing, and whoever may not see flows sees none', async () => {
    const flow = await live('Mine');
    const id = await entered(flow, 'ann');
    const stranger = await here.store.other();
    expect((await listEnrolments(stranger, {})).items).toEqual([]);
    await expect(getEnrolment(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(getEnrolment(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
    const blind = callerWithout(context, 'flows:read');
    await expect(listEnrolments(blind, {})).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(getEnrolment(blind, { id })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
