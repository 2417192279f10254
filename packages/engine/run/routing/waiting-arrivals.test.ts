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

test('people who arrive during a pause enter when the flow is resumed, as if there had been no pause', async () => {
  await pauseFlow(store.context, { id: flow });
  await leave('ann', 'bea');
  expect(await inside()).toEqual([]);
  expect(await storyOf('ann')).toEqual([
    'Not entered yet: “Carts” is paused. They enter when it is resumed, if that is within a day.',
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

test('people who bought meanwhile, arrived too long ago, or were erased do not enter, and each timeline says why', async () => {
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
    'Not entered: “Carts” was paused, and was resumed more than a day later.',
  );
  expect((await storyOf('bea'))[0]).toBe(
    'Not entered: “Carts” was paused, and they met an exit rule before it was resumed.',
  );
});

test('the marketer may leave them out', async () => {
  await pauseFlow(store.context, { id: flow });
  await leave('ann');
  await resumeFlow(store.context, { id: flow, arrivals: 'leave-out' });
  await host.pass(3 * HOUR);
  expect(await inside()).toEqual([]);
  expect((await storyOf('ann'))[0]).toBe(
    'Not entered: “Carts” was paused, and people who arrived during the pause were left out.',
  );
});

test('a stopped flow lets nobody in, and one paused again keeps them waiting', async () => {
  await pauseFlow(store.context, { id: flow });
  await leave('ann');
  await resumeFlow(store.context, { id: flow });
  await pauseFlow(store.context, { id: flow });
  await host.settle();
  expect(await inside()).toEqual([]);
  expect((await overduePeople(store.context, { id: flow })).arrivals).toEqual({ people: 1, tooLate: 0 });
  await stopFlow(store.context, { id: flow });
  await host.settle();
  expect((await storyOf('ann'))[0]).toBe('Not entered: “Carts” was stopped while they waited to enter.');
});

test('many enter page by page, each once, although the process crashes on the way', async () => {
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
