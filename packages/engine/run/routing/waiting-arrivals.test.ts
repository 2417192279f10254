import { customerTimeline, eraseCustomer, listCustomers } from '@millrace/services/customers';
import { listEnrolments } from '@millrace/services/enrolments';
import {
  createFlow,
  overduePeople,
  pauseFlow,
  publishFlow,
  resumeFlow,
  stopFlow,
} from '@millrace/services/flows';
import type { shopOf } from '@millrace/services/testing';
import {
  cartTrigger,
  crashingStore,
  email,
  graphOf,
  node,
  VirtualHost,
  wait,
  type TestStore,
} from '@millrace/services/testing';
import { NOTHING_HOLDS, storeForEach } from '@millrace/services/testing/store-for-each';
import { HOUR, MINUTE } from '@millrace/base';
import { beforeEach, expect, test } from 'vitest';

let store: TestStore;
let crashing: ReturnType<typeof crashingStore>;
let host: VirtualHost;
let shop: ReturnType<typeof shopOf>;
let flow: string;
storeForEach({ guardrails: NOTHING_HOLDS, recounts: true }, (here) => {
  ({ store, shop } = here);
});
beforeEach(async () => {
  crashing = crashingStore(store);
  host = new VirtualHost(crashing);
  const graph = graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]);
  flow = (
    await publishFlow(store.context, { id: (await createFlow(store.context, { name: 'Carts', graph })).id })
  ).id;
});

const inside = async () =>
  (await listEnrolments(store.context, { flow, limit: 200 })).items
    .map((item) => `${item.customerEmail?.split('@')[0]} ${item.state}`)
    .sort();
const storyOf = async (name: string) => {
  const [person] = (await listCustomers(store.context, { email: `${name}@example.com` })).items;
  return (await customerTimeline(store.context, { id: person?.id ?? '', only: ['refusal'] })).items.map(
    (item) => item.title,
  );
};
async function leave(...names: string[]): Promise<void> {
  for (const name of names) await shop.fillCart(name, `${name}-cart`);
  await host.pass(20 * MINUTE);
}

test('who comes during a pause is let in when the flow goes on, as if there had been none', async () => {
  await pauseFlow(store.context, { id: flow });
  await leave('ann', 'bea');
  expect(await inside()).toEqual([]);
  expect(await storyOf('ann')).toEqual([
    'Not entered yet: “Carts” is paused. They come in when it goes on, if that is within a day.',
  ]);
  expect(await overduePeople(store.context, { id: flow })).toEqual({
    people: 0,
    oldest: null,
    arrivals: { people: 2, tooLate: 0 },
  });
  await resumeFlow(store.context, { id: flow });
  await host.settle();
  expect(await inside()).toEqual(['ann running', 'bea running']);
  await host.pass(2 * HOUR);
  expect(await inside()).toEqual(['ann done', 'bea done']);
  expect((await overduePeople(store.context, { id: flow })).arrivals).toEqual({ people: 0, tooLate: 0 });
});

test('who bought meanwhile, came too long ago, or was erased is not let in, and each story says why', async () => {
  await pauseFlow(store.context, { id: flow });
  await leave('early');
  await host.pass(23 * HOUR);
  await leave('ann', 'bea', 'gone');
  await shop.buy('bea', 'o1', 'bea-cart');
  await host.pass(2 * HOUR);
  const [gone] = (await listCustomers(store.context, { email: 'gone@example.com' })).items;
  await eraseCustomer(store.context, { id: gone?.id ?? '' });
  expect((await overduePeople(store.context, { id: flow })).arrivals).toEqual({ people: 2, tooLate: 1 });
  await resumeFlow(store.context, { id: flow });
  await host.settle();
  expect(await inside()).toEqual(['ann running']);
  expect((await storyOf('early'))[0]).toBe(
    'Not entered: “Carts” was paused, and went on more than a day later.',
  );
  expect((await storyOf('bea'))[0]).toBe(
    'Not entered: “Carts” was paused, and what it is for was over when it went on.',
  );
});

test('the marketer may leave them out', async () => {
  await pauseFlow(store.context, { id: flow });
  await leave('ann');
  await resumeFlow(store.context, { id: flow, arrivals: 'leave-out' });
  await host.pass(3 * HOUR);
  expect(await inside()).toEqual([]);
  expect((await storyOf('ann'))[0]).toBe(
    'Not entered: “Carts” was paused, and who came meanwhile was left out.',
  );
});

test('a flow that is stopped lets nobody in, and one that is paused again asks about them again', async () => {
  await pauseFlow(store.context, { id: flow });
  await leave('ann');
  await resumeFlow(store.context, { id: flow });
  await pauseFlow(store.context, { id: flow });
  await host.settle();
  expect(await inside()).toEqual([]);
  expect((await overduePeople(store.context, { id: flow })).arrivals).toEqual({ people: 1, tooLate: 0 });
  await stopFlow(store.context, { id: flow });
  await host.settle();
  expect((await storyOf('ann'))[0]).toBe('Not entered: “Carts” was stopped while they waited to come in.');
});

test('many are let in page by page, each once, though the process dies on the way', async () => {
  await pauseFlow(store.context, { id: flow });
  const names = Array.from({ length: 230 }, (_, index) => `p${index}`);
  await leave(...names);
  await resumeFlow(store.context, { id: flow });
  crashing.crashAfter(1, true);
  await host.settle();
  crashing.crashAfter(1, false);
  await host.pass(2 * MINUTE);
  await host.pass(2 * MINUTE);
  crashing.crashAfter(Infinity, false);
  await host.pass(2 * MINUTE);
  const entered = (await inside()).concat(
    (
      await listEnrolments(store.context, {
        flow,
        limit: 200,
        cursor: (await listEnrolments(store.context, { flow, limit: 200 })).next ?? undefined,
      })
    ).items.map((item) => `${item.customerEmail?.split('@')[0]} ${item.state}`),
  );
  expect(entered.sort()).toEqual(names.map((name) => `${name} running`).sort());
}, 120_000);
