import { DAY, HOUR, MINUTE } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { beforeAll, describe, expect, test } from 'vitest';
import { listEnrolments } from '../enrolments/read-enrolments.ts';
import { createFlow } from '../flows/create-flow.ts';
import { previewPublish } from '../flows/preview-publish.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { flowAnalytics } from '../measure/flow-analytics.ts';
import { listMessages } from '../message-log/read-messages.ts';
import { updateGuardrails } from '../settings/guardrails.ts';
import { cartTrigger, email, everyPage, graphOf, node, wait } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { rehearseFlow } from './rehearse-flow.ts';

let here: OneStore;
let context: Context;
let flow: string;
oneStore((made) => {
  here = made;
  ({ context } = made.store);
});

/** Twelve carts over some days with a flow that runs: some are bought before the message, some after it, some people never agreed. */
beforeAll(async () => {
  await updateGuardrails(context, { settings: { 'quiet-hours': { on: false } } });
  const graph = graphOf([
    cartTrigger(),
    wait('wait', 2, 'hours'),
    email('mail'),
    wait('long', 1, 'days'),
    node('end', 'end'),
  ]);
  flow = (await createFlow(context, { name: 'Carts', graph })).id;
  await publishFlow(context, { id: flow });
  for (let index = 0; index < 12; index += 1) {
    if (index % 5 === 4)
      await here.shop.send('customer-updated', here.shop.person(`p${index}`, { consent: {} }));
    await here.shop.send(
      'checkout-started',
      {
        email: `p${index}@example.com`,
        zone: 'UTC',
        ...(index % 5 === 4 ? {} : { consent: { email: { state: 'subscribed' } } }),
      },
      {
        cartId: `cart-${index}`,
        currency: 'USD',
        lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: '80.00' }],
      },
    );
    await here.host.pass(HOUR);
    if (index % 4 === 1) await here.shop.buy(`p${index}`, `early-${index}`, `cart-${index}`);
    await here.host.pass(3 * HOUR);
    if (index % 4 === 2) await here.shop.buy(`p${index}`, `late-${index}`, `cart-${index}`);
    await here.host.pass(HOUR);
  }
  await here.host.pass(2 * DAY);
});

const rehearsed = (more: object = {}) =>
  rehearseFlow(context, { id: flow, at: here.store.clock.now(), seed: 'x', ...more });
const nobodyAnswers = { email: { opened: 0, clicked: 0, bought: 0 } };

describe('a flow that ran, rehearsed on the very time in which it ran', () => {
  test('lets in whom it let in, at the same moment, and each ends as they ended', async () => {
    const real = await everyPage((page) => listEnrolments(context, { flow, ...page }));
    const { enrolments, on, entered } = await rehearsed({ answers: nobodyAnswers });
    expect(on).toBe('past');
    expect(entered).toBe(real.length);
    const line = (one: {
      customerId: string | null;
      enteredAt: number;
      endReason: string | null;
      heldOut: boolean;
    }) => `${one.customerId} ${one.endReason} ${one.heldOut}`;
    expect(enrolments.map(line).sort()).toEqual(real.map(line).sort());
    for (const one of real) {
      const same = enrolments.find(({ customerId }) => customerId === one.customerId);
      // Reality looks every minute.
      expect(Math.abs(same!.enteredAt - one.enteredAt)).toBeLessThanOrEqual(15 * MINUTE);
    }
  });

  test('sends to whom it sent, and keeps from the others what it kept, for the same reasons', async () => {
    const real = await everyPage((page) => listMessages(context, { flow, ...page }));
    const { messages } = await rehearsed({ answers: nobodyAnswers });
    expect(new Set(real.map(({ status }) => status))).toEqual(new Set(['sent', 'refused']));
    expect(messages.map(({ outcome, reason }) => `${outcome} ${reason ?? ''}`).sort()).toEqual(
      real.map(({ status, reason }) => `${status} ${reason ?? ''}`).sort(),
    );
  });

  test('counts as it counted', async () => {
    const { flow: whole, nodes: real } = await flowAnalytics(context, { id: flow });
    const { nodes, entered, ended } = await rehearsed({ answers: nobodyAnswers });
    expect(entered).toBe(whole['entered']);
    expect(Object.values(ended).reduce((sum, count) => sum + count, 0)).toBe(
      (whole['done'] ?? 0) + (whole['exited'] ?? 0),
    );
    for (const at of ['trigger', 'wait', 'mail', 'long'])
      expect([at, nodes[at]?.entered, nodes[at]?.exited]).toEqual([
        at,
        real[at]?.['entered'],
        real[at]?.['exited'] ?? 0,
      ]);
    expect(nodes['mail']).toMatchObject({ sent: real['mail']?.['sent'], refused: real['mail']?.['refused'] });
  });
});

describe('any rehearsal', () => {
  test.each([
    ['on the past', {}],
    ['of a few', { people: 3 }],
    ['of a day', { days: 1 }],
    ['on people made up', { on: 'sample', people: 120 }],
    ['in which all answer', { answers: { email: { opened: 1, clicked: 1, bought: 1 } } }],
  ])('%s loses nobody: who comes in is still inside, or has ended', async (_what, more) => {
    const { entered, running, ended, nodes, enrolments, messages } = await rehearsed(more);
    const over = Object.values(ended).reduce((sum, count) => sum + count, 0);
    expect(running + over).toBe(entered);
    expect(Object.values(nodes).reduce((sum, { waiting }) => sum + waiting, 0)).toBe(running);
    expect(nodes['trigger']?.entered ?? 0).toBe(entered);
    expect(enrolments.length).toBeLessThanOrEqual(entered);
    for (const { sent, refused, skipped, opened, clicked } of Object.values(nodes)) {
      expect(opened).toBeLessThanOrEqual(sent);
      expect(clicked).toBeLessThanOrEqual(sent);
      expect(sent + refused + skipped).toBeLessThanOrEqual(entered);
    }
    for (const message of messages)
      expect(['sent', 'refused', 'skipped', 'held', 'silent']).toContain(message.outcome);
  });

  test('asked for again with its seed and end is the same, and sends and changes nothing', async () => {
    const before = await everyPage((page) => listMessages(context, page));
    const one = await rehearsed({ answers: { email: { opened: 0.5, clicked: 0.3, bought: 0.2 } } });
    const other = await rehearsed({ answers: { email: { opened: 0.5, clicked: 0.3, bought: 0.2 } } });
    expect(other).toEqual(one);
    expect(await everyPage((page) => listMessages(context, page))).toEqual(before);
  });

  test('lets in as many people as publishing says beforehand', async () => {
    const { audience } = await previewPublish(context, { id: flow });
    const { enrolments } = await rehearsed({ days: 30 });
    expect(audience).toMatchObject({ days: 30, exact: true });
    expect(new Set(enrolments.map(({ customerId }) => customerId)).size).toBe(audience!.people);
  });
});
