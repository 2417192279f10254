import { DAY, HOUR, MINUTE } from '@millrace/base';
import { assignHoldout } from '@millrace/measure';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { flowAnalytics, readGlobalHoldout } from '@millrace/services/measure';
import { listMessages } from '@millrace/services/message-log';
import { updateGuardrails } from '@millrace/services/settings';
import {
  cartTrigger,
  email,
  graphOf,
  node,
  type shopOf,
  type TestStore,
  type VirtualHost,
} from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import { globalHoldoutCheckId } from '@millrace/guardrails';
import { beforeEach, describe, expect, test } from 'vitest';
import { recount } from '../measure/recount/recount.ts';
import { ingestEvents } from '../intake/ingest-events.ts';
import { pastDecisions } from '../models/past-decisions.ts';
import { writeDecision } from '../models/write-decision.ts';
import { drawHoldout } from './draw-holdout.ts';

let store: TestStore;
let host: VirtualHost;
let shop: ReturnType<typeof shopOf>;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

storeForEach({}, (here) => {
  ({ store, host, shop } = here);
});
beforeEach(async () => {
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
});

const setShare = (share: number) =>
  updateGuardrails(store.context, { settings: { [globalHoldoutCheckId()]: { share } } });
const rows = <Row>(query: string) =>
  store.db.inWorkspace(store.context.workspaceId, (tx) => tx.unsafe(query)) as unknown as Promise<Row[]>;
const draw = async () => {
  while (await drawHoldout(store.db, store.clock.now()));
};
/** Every stored figure is that of its rows. */
const expectCounted = async () =>
  expect((await store.db.inWorkspace(store.context.workspaceId, recount)).differences).toEqual([]);
const isOut = (id: string, share = 0.5) => assignHoldout(`global:${store.context.workspaceId}`, id, share);
/** So many people of either arm, by name. */
async function peopleOfBoth(
  share = 0.5,
): Promise<{ out: string[]; reached: string[]; ids: Map<string, string> }> {
  for (let index = 0; index < 12; index += 1) await shop.send('customer-updated', shop.person(`p${index}`));
  await host.pass(MINUTE);
  const found = await rows<{ id: string; email: string }>('select id, email from customers order by id');
  const ids = new Map(found.map(({ id, email: address }) => [address.split('@')[0]!, id]));
  const names = [...ids.keys()];
  const out = names.filter((name) => isOut(ids.get(name)!, share));
  const reached = names.filter((name) => !isOut(ids.get(name)!, share));
  expect(Math.min(out.length, reached.length)).toBeGreaterThan(1);
  return { out, reached, ids };
}
const start = node('trigger', 'event-trigger', {
  event: 'signed-up',
  key: 'customer',
  reentry: { rule: 'always' },
});
async function live(graph: unknown): Promise<string> {
  const flow = await createFlow(store.context, { name: 'Flow', graph });
  await publishFlow(store.context, { id: flow.id });
  return flow.id;
}
const mail = (id: string, purpose: 'marketing' | 'transactional') => {
  const made = email(id);
  return { ...made, config: { ...(made as { config: object }).config, purpose } };
};
const statuses = async (name: string) =>
  Object.fromEntries(
    (await listMessages(store.context, {})).items
      .filter(({ to }) => to?.startsWith(`${name}@`))
      .map(({ node: at, status, reason }) => [at, `${status} ${reason ?? ''}`.trim()]),
  );
let told = 0;
const tell = async (type: string, customer: object, properties: object = {}) => {
  told += 1;
  const event = { id: `told-${told}`, type, customer, properties };
  expect((await ingestEvents(store.context, API, [event] as never)).refused).toEqual([]);
  await host.pass(MINUTE);
};

test('people of the global holdout get no marketing, get what is about their order, and go on in the flow', async () => {
  const { out, reached } = await peopleOfBoth();
  await setShare(0.5);
  const id = await live(
    graphOf([start, mail('offer', 'marketing'), mail('receipt', 'transactional'), node('end', 'end')], {
      holdout: 0,
    }),
  );
  for (const name of [out[0]!, reached[0]!]) await shop.send('signed-up', shop.person(name));
  await host.pass(HOUR);
  const messages = (await listMessages(store.context, {})).items;
  const of = (status: string) => messages.filter((message) => message.status === status);
  expect(
    of('sent')
      .map(({ node: at }) => at)
      .toSorted(),
  ).toEqual(['offer', 'receipt', 'receipt']);
  expect(of('refused')).toMatchObject([{ node: 'offer', reason: 'global-holdout' }]);
  expect(await statuses(reached[0]!)).toEqual({ offer: 'sent', receipt: 'sent' });
  const states = await rows<{ end_reason: string }>('select end_reason from enrolments');
  expect(states).toEqual([{ end_reason: 'completed' }, { end_reason: 'completed' }]);
  // Only the one who was reached is compared in the flow.
  const { arms } = await flowAnalytics(store.context, { id });
  expect([arms.treated.people, arms.heldOut.people]).toEqual([1, 0]);
  await expectCounted();
});

test('everybody with an address has an arm, their orders since the period began count, and those before do not', async () => {
  const { out, reached, ids } = await peopleOfBoth();
  await shop.buy(out[0]!, 'before');
  await host.pass(DAY);
  await setShare(0.5);
  await host.pass(MINUTE);
  await shop.buy(reached[0]!, 'early');
  await host.pass(MINUTE);
  await draw();
  await shop.buy(reached[0]!, 'late');
  await shop.buy(out[1]!, 'of-the-holdout');
  await host.pass(MINUTE);
  const read = await readGlobalHoldout(store.context, {});
  expect(read).toMatchObject({ share: 0.5, isDrawing: false });
  expect(read.periods).toMatchObject([
    {
      share: 0.5,
      endedAt: null,
      treated: { people: reached.length, converted: 1, orders: 2 },
      heldOut: { people: out.length, converted: 1, orders: 1 },
    },
  ]);
  expect(read.periods[0]!.treated.revenue).toBeGreaterThan(0);
  // Who comes later is drawn in the next pass, with what they ordered.
  await shop.buy('newcomer', 'first-order');
  await host.pass(2 * HOUR);
  await draw();
  const later = (await readGlobalHoldout(store.context, {})).periods[0]!;
  expect(later.treated.people + later.heldOut.people).toBe(ids.size + 1);
  expect(later.treated.orders + later.heldOut.orders).toBe(4);
  await expectCounted();
});

test('another share begins another period, whoever was held out stays so when it is raised, and 0 ends it', async () => {
  const { ids } = await peopleOfBoth();
  await setShare(0.3);
  await draw();
  await setShare(0.3);
  expect(await rows('select 1 from holdout_periods')).toHaveLength(1);
  await host.pass(DAY);
  await setShare(0.5);
  await draw();
  const periods = await rows<{ id: string; ended: boolean }>(
    'select id, ended_at is not null as ended from holdout_periods order by started_at',
  );
  expect(periods.map(({ ended }) => ended)).toEqual([true, false]);
  const heldOut = async (period: string) =>
    (
      await rows<{ id: string }>(
        `select customer_id as id from holdout_people where held_out and period_id = '${period}'`,
      )
    ).map(({ id }) => id);
  const [before, after] = [await heldOut(periods[0]!.id), await heldOut(periods[1]!.id)];
  expect(after).toEqual(expect.arrayContaining(before));
  expect(before.toSorted()).toEqual([...ids.values()].filter((id) => isOut(id, 0.3)).toSorted());
  // An order of the second period counts there only.
  await shop.buy([...ids.keys()][0]!, 'second');
  await host.pass(MINUTE);
  const read = await readGlobalHoldout(store.context, {});
  expect(read.periods.map(({ treated, heldOut: other }) => treated.orders + other.orders)).toEqual([1, 0]);
  await setShare(0);
  expect(await readGlobalHoldout(store.context, {})).toMatchObject({ share: 0 });
  await shop.buy([...ids.keys()][1]!, 'when-it-is-off');
  await host.pass(MINUTE);
  const off = await readGlobalHoldout(store.context, {});
  expect(off.periods.map(({ treated, heldOut: other }) => treated.orders + other.orders)).toEqual([1, 0]);
  await expectCounted();
});

describe('two customers who turn out to be one', () => {
  /** Sign-ups name the two of them by one id of the shop's. */
  const merge = async (one: string, other: string) => {
    for (const name of [one, other])
      await tell('signed-up', { email: `${name}@example.com`, externalId: `of-${one}-${other}` });
  };

  test('of different arms are left out of both, counted as such, and keep the arm of the first', async () => {
    const { out, reached, ids } = await peopleOfBoth();
    await setShare(0.5);
    await draw();
    await shop.buy(out[0]!, 'mine');
    await shop.buy(reached[0]!, 'theirs');
    await host.pass(MINUTE);
    const before = (await readGlobalHoldout(store.context, {})).periods[0]!;
    await merge(out[0]!, reached[0]!);
    const mixed = (await readGlobalHoldout(store.context, {})).periods[0]!;
    expect(mixed).toMatchObject({
      inBoth: 1,
      treated: { people: before.treated.people - 1, orders: 0 },
      heldOut: { people: before.heldOut.people - 1, orders: 0 },
    });
    const [first] = [ids.get(out[0]!)!, ids.get(reached[0]!)!].toSorted();
    expect(await rows('select held_out, orders from holdout_people where in_both')).toEqual([
      { held_out: isOut(first!), orders: 2 },
    ]);
    await expectCounted();
  });

  test('of one arm are one person of it, with the orders of both', async () => {
    const { out } = await peopleOfBoth();
    await setShare(0.5);
    await draw();
    const before = (await readGlobalHoldout(store.context, {})).periods[0]!;
    for (const name of out.slice(0, 2)) await shop.buy(name, `of-${name}`);
    await host.pass(MINUTE);
    await merge(out[0]!, out[1]!);
    expect((await readGlobalHoldout(store.context, {})).periods[0]).toMatchObject({
      inBoth: 0,
      treated: before.treated,
      heldOut: { people: before.heldOut.people - 1, converted: 1, orders: 2 },
    });
    await expectCounted();
  });

  test('stay in the arm of the first when only one of them was drawn before the merge', async () => {
    const { out, reached } = await peopleOfBoth();
    await setShare(0.5);
    await draw();
    // Nobody drew the newcomers yet: whoever has an arm brings it into the merge.
    for (const [index, name] of [out[0]!, reached[0]!].entries()) {
      await shop.send('customer-updated', shop.person(`new${index}`));
      await merge(name, `new${index}`);
    }
    const drawn = await rows<{ email: string; held_out: boolean }>(
      `select split_part(c.email, '@', 1) as email, p.held_out from holdout_people p join customers c on c.id = p.customer_id`,
    );
    const armOf = (name: string, other: string) =>
      drawn.find(({ email: of }) => of === name || of === other)?.held_out;
    expect([armOf(out[0]!, 'new0'), armOf(reached[0]!, 'new1')]).toEqual([true, false]);
    await expectCounted();
  });
});

test('an order that turns out to be of somebody else is counted for them only', async () => {
  await setShare(0.5);
  const { out, reached } = await peopleOfBoth();
  await draw();
  const order = { orderId: 'moved', total: 5_000, currency: 'USD' };
  await tell('order-placed', { email: `${out[0]!}@example.com` }, order);
  await tell('order-placed', { email: `${reached[0]!}@example.com` }, order);
  const read = (await readGlobalHoldout(store.context, {})).periods[0]!;
  expect(read.treated.orders + read.heldOut.orders).toBe(1);
  await expectCounted();
});

test('an enrolment of somebody in the holdout is in no arm of its flow, and stays so after it ends', async () => {
  const { out, reached } = await peopleOfBoth();
  const id = await live(
    graphOf([cartTrigger(), mail('offer', 'marketing'), node('end', 'end')], { holdout: 0.5 }),
  );
  await setShare(0.5);
  for (const name of [...out, ...reached]) await shop.fillCart(name, `cart-${name}`);
  await host.pass(2 * HOUR);
  for (const name of [...out, ...reached]) await shop.buy(name, `order-${name}`);
  await host.pass(MINUTE);
  const arms = async () => {
    const { arms: read } = await flowAnalytics(store.context, { id });
    return [read.treated.people + read.heldOut.people, read.treated.orders + read.heldOut.orders];
  };
  expect(await arms()).toEqual([reached.length, reached.length]);
  await setShare(0);
  for (const name of out) await shop.buy(name, `again-${name}`);
  await host.pass(MINUTE);
  expect(await arms()).toEqual([reached.length, reached.length]);
  await expectCounted();
});

test('nothing is learned from decisions about people in the holdout', async () => {
  const { out, reached, ids } = await peopleOfBoth();
  await setShare(0.5);
  await draw();
  const now = store.clock.now();
  const past = await store.db.inWorkspace(store.context.workspaceId, async (tx) => {
    for (const name of [out[0]!, reached[0]!])
      await writeDecision(
        tx,
        {
          workspaceId: store.context.workspaceId,
          enrolmentId: ids.get(name)!,
          flowId: ids.get(name)!,
          customerId: ids.get(name)!,
          node: 'n',
          visit: 1,
          cartId: null,
          heldOut: false,
        },
        {
          model: 'offer',
          by: 'model',
          inputs: {},
          options: [],
          chosen: 'none',
          score: null,
          explanation: [],
        } as never,
        now,
      );
    return pastDecisions(tx, 'offer', now);
  });
  expect(past.map(({ person }) => person)).toEqual([ids.get(reached[0]!)]);
});

test('nobody in the holdout is in an A/B test', async () => {
  const { out, reached, ids } = await peopleOfBoth();
  await setShare(0.5);
  const paths = [
    { id: 'a', name: 'Story', weight: 1 },
    { id: 'b', name: 'Offer', weight: 1 },
  ];
  await live(
    graphOf(
      [
        start,
        node('test', 'ab-test', { paths, goals: ['made-a-wish'], withinDays: 2, least: 20 }),
        node('end-a', 'end'),
        node('end-b', 'end'),
      ],
      { holdout: 0 },
      ['trigger:next>test', 'test:a>end-a', 'test:b>end-b'],
    ),
  );
  for (const name of [...out, ...reached]) await shop.send('signed-up', shop.person(name));
  await host.pass(HOUR);
  const tested = await rows<{ id: string }>('select customer_id as id from test_people order by 1');
  expect(tested.map(({ id }) => id)).toEqual(reached.map((name) => ids.get(name)!).toSorted());
});
