import { DAY, HOUR, MINUTE, type Instant } from '@millrace/base';
import { newId, type Tx } from '@millrace/db';
import { beforeEach, describe, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { updateStore } from '../settings/workspace.ts';
import { cartTrigger, email, graphOf, node } from '../testing/index.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { flowFigures, keepFlowFigures } from './flow-figures.ts';
import { COUNTED_AT_ONCE } from './flow-metrics.ts';

let here: Here;
storeForEach({}, (given) => {
  here = given;
});
const NOW = Date.UTC(2026, 5, 10, 12);
const ENTERED = NOW - 60 * DAY;

let flow: string;
let [FIRST, SECOND] = ['', ''];

beforeEach(async () => {
  const { id } = await createFlow(here.store.context, {
    name: 'Carts',
    graph: graphOf([cartTrigger(), email('mail'), node('end', 'end')]),
  });
  flow = id;
  [FIRST, SECOND] = [newId(NOW), newId(NOW)];
  await inStore(async (tx) => {
    for (const [number, version] of [FIRST, SECOND].entries())
      await tx`insert into flow_versions (id, workspace_id, flow_id, number, graph, plan_hash)
        values (${version}, ${here.store.context.workspaceId}, ${id}, ${number + 1}, '{}', 'plan')`;
  });
});

const inStore = <Result>(work: (tx: Tx) => Promise<Result>) =>
  here.store.db.inWorkspace(here.store.context.workspaceId, work);

interface Somebody {
  readonly heldOut?: boolean;
  /** How often the person's time runs faster than the clock. */
  readonly pace?: number;
  readonly enteredAt?: Instant;
  readonly windowEndsAt?: Instant;
  /** Orders within the outcome window, by discount and refund. */
  readonly orders?: readonly { readonly discount?: number; readonly refunded?: number }[];
  /** A cart with which they entered, and after how long it was bought. */
  readonly cart?: { readonly boughtAfter?: number };
  readonly events?: readonly string[];
  readonly messages?: number;
}

async function add({
  heldOut = false,
  pace = 1,
  enteredAt = ENTERED,
  windowEndsAt = NOW - DAY,
  orders = [],
  cart,
  events = [],
  messages = 0,
}: Somebody): Promise<void> {
  const { workspaceId } = here.store.context;
  const [customer, version] = [newId(NOW), FIRST];
  await inStore(async (tx) => {
    await tx`insert into customers (id, workspace_id, pace, pace_anchor) values (${customer}, ${workspaceId}, ${pace}, ${enteredAt})`;
    await tx`insert into flow_people (workspace_id, flow_id, version_id, customer_id, held_out, share, first_entered_at,
        last_entered_at, window_ends_at, cohort_ends_at, orders, revenue, margin)
      values (${workspaceId}, ${flow}, ${version}, ${customer}, ${heldOut}, 0.1, ${enteredAt}, ${enteredAt},
        ${windowEndsAt}, ${windowEndsAt}, ${orders.length}, ${orders.length * 8_000}, ${orders.length * 3_000})`;
    await tx`insert into arm_sums (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard, people, converted,
        orders, revenue, margin, margin_squared)
      values (${workspaceId}, ${flow}, ${version}, ${windowEndsAt}, ${heldOut}, 0.1, 0, 1, ${orders.length > 0 ? 1 : 0},
        ${orders.length}, ${orders.length * 8_000}, ${orders.length * 3_000}, ${(orders.length * 3_000) ** 2})
      on conflict (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard) do update set
        people = arm_sums.people + 1, converted = arm_sums.converted + excluded.converted,
        margin = arm_sums.margin + excluded.margin, margin_squared = arm_sums.margin_squared + excluded.margin_squared`;
    for (const { discount = 0, refunded = 0 } of orders)
      await tx`insert into order_ledger (workspace_id, flow_id, order_id, customer_id, held_out, share, placed_at, orders,
          gross, discount, tax, refunded, net, revenue, cost, margin)
        values (${workspaceId}, ${flow}, ${newId(NOW)}, ${customer}, ${heldOut}, 0.1, ${enteredAt + DAY}, 1, 9000,
          ${discount}, 0, ${refunded}, 8000, 8000, 5000, 3000)`;
    if (cart) {
      const id = newId(NOW);
      const boughtAt = cart.boughtAfter === undefined ? null : enteredAt + cart.boughtAfter / pace;
      await tx`insert into carts (id, workspace_id, source, external_id, customer_id, currency, created_at, updated_at, completed_at)
        values (${id}, ${workspaceId}, 'api', ${id}, ${customer}, 'USD', ${enteredAt}, ${enteredAt}, ${boughtAt})`;
      // The second entry with the same cart counts no further.
      for (const later of [0, HOUR])
        await tx`insert into enrolments (id, workspace_id, flow_id, version_id, plan_hash, customer_id, key, state, held_out,
            cursor, cart_id, entered_at)
          values (${newId(NOW)}, ${workspaceId}, ${flow}, ${version}, 'plan', ${customer}, ${`${id}${later}`}, 'done', ${heldOut},
            '{}', ${id}, ${enteredAt + later})`;
      if (boughtAt !== null)
        await tx`insert into orders (id, workspace_id, source, external_id, customer_id, cart_id, currency, revenue, placed_at, counted)
          values (${newId(NOW)}, ${workspaceId}, 'api', ${id}, ${customer}, ${id}, 'USD', 8000, ${boughtAt}, true)`;
    }
    for (const type of events)
      await tx`insert into events (id, workspace_id, customer_id, type, occurred_at, received_at, source)
        values (${newId(NOW)}, ${workspaceId}, ${customer}, ${type}, ${enteredAt + DAY}, ${NOW}, 'test')`;
    for (let visit = 1; visit <= messages; visit += 1)
      await tx`insert into messages (id, workspace_id, enrolled_at, enrolment_id, flow_id, version_id, node, visit, customer_id,
          channel, purpose, status, planned_at, sent_at, delivered_at)
        values (${newId(NOW)}, ${workspaceId}, ${enteredAt}, ${customer}, ${flow}, ${version}, 'mail', ${visit}, ${customer},
          'email', 'marketing', 'sent', ${enteredAt}, ${enteredAt}, ${visit === 1 ? enteredAt : null})`;
  });
}

async function figures(version?: string) {
  here.store.clock.set(NOW);
  const view = await flowFigures(here.store.context, { id: flow, ...(version ? { version } : {}) });
  return Object.fromEntries(view.figures.map(({ id, ...figure }) => [id, figure]));
}

describe('carts', () => {
  test('count as recovered within 30 days of the customer’s own time, by their first entry', async () => {
    await add({ cart: { boughtAfter: 5 * HOUR } });
    await add({ cart: { boughtAfter: 9 * HOUR } });
    await add({ cart: { boughtAfter: 40 * DAY } });
    await add({ cart: {} });
    await add({ heldOut: true, cart: { boughtAfter: 29 * DAY } });
    await add({ heldOut: true, cart: {} });
    // Whoever lives 60 times faster has had their 30 days after half a day.
    await add({ heldOut: true, cart: { boughtAfter: 31 * DAY }, pace: 60, enteredAt: NOW - DAY });
    await add({ cart: { boughtAfter: DAY }, enteredAt: NOW - 10 * DAY, windowEndsAt: NOW + DAY });
    const found = await figures();
    expect(found['recovery-rate']).toMatchObject({ treated: 0.5, heldOut: 1 / 3 });
    expect(found['recovery-hours']).toMatchObject({ treated: 7, heldOut: 29 * 24 });
    expect(found['revenue-per-recovered-cart']).toMatchObject({ treated: 8_000, heldOut: 8_000 });
  });

  test('are left out of a flow without them', async () => {
    await add({});
    expect(Object.keys(await figures())).not.toContain('recovery-rate');
  });
});

test('orders say how many had a discount, were given back, and were not the last; open windows do not count', async () => {
  await add({ orders: [{ discount: 1_000 }, {}] });
  await add({ orders: [{ refunded: 4_000 }] });
  await add({});
  await add({ orders: [{ discount: 9_000 }], windowEndsAt: NOW + DAY });
  await add({ heldOut: true, orders: [{}] });
  const found = await figures();
  expect(found['repeat-rate']).toMatchObject({ treated: 0.5, heldOut: 0 });
  expect(found['discount-rate']).toMatchObject({ treated: 1 / 3, heldOut: 0 });
  expect(found['discount-given']).toMatchObject({ treated: 1_000, heldOut: 0 });
  expect(found['return-rate']).toMatchObject({ treated: 1 / 3, heldOut: 0 });
  // Too few to say who would have bought.
  expect(found['discount-leaked']).toMatchObject({ treated: null, range: null });
});

test('messages cost what the store says, and lower the margin of everybody in the flow', async () => {
  await updateStore(here.store.context, { settings: { messageCosts: { email: 50 } } });
  await add({ messages: 2, orders: [{}] });
  await add({ messages: 1 });
  await add({ heldOut: true });
  await inStore(
    (
      tx,
    ) => tx`insert into attributions (workspace_id, order_id, flow_id, version_id, node, message_id, customer_id, revenue, margin,
        discount, how, at)
      values (${here.store.context.workspaceId}, ${newId(NOW)}, ${flow}, ${FIRST}, 'mail', ${newId(NOW)}, ${newId(NOW)}, 8000, 3000,
        0, 'clicked', ${ENTERED})`,
  );
  const found = await figures();
  expect(found['message-cost']).toMatchObject({ treated: 150, heldOut: null });
  expect(found['margin-per-person']).toMatchObject({ treated: 1_500 - 75, heldOut: 0 });
  expect(found['delivery-rate']).toMatchObject({ treated: 2 / 3 });
  expect(found['revenue-per-recipient']).toMatchObject({ treated: 4_000 });
});

describe('a large flow', () => {
  const many = COUNTED_AT_ONCE + 200;
  /** One in four is held out; who is in the flow orders twice as often, opens more tickets, and gets a discount. */
  const fill = () =>
    inStore(async (tx) => {
      const { workspaceId } = here.store.context;
      await tx`create temporary table entering on commit drop as
        select uuidv7() as customer, n, n % 4 = 0 as held_out,
          case when n % 4 = 0 then n % 20 = 0 else n % 5 < 2 end as buys,
          case when n % 2 = 0 then ${FIRST}::uuid else ${SECOND}::uuid end as version
        from generate_series(1, ${many}::int) n`;
      await tx`insert into customers (id, workspace_id, country)
        select customer, ${workspaceId}, (array['DE', 'US', null])[1 + n % 3] from entering`;
      await tx`insert into flow_people (workspace_id, flow_id, version_id, customer_id, held_out, share, first_entered_at,
          last_entered_at, window_ends_at, cohort_ends_at, orders, revenue, margin)
        select ${workspaceId}, ${flow}, version, customer, held_out, 0.25, ${ENTERED}::timestamptz, ${ENTERED}::timestamptz,
          ${NOW - DAY}::timestamptz, ${NOW - DAY}::timestamptz, buys::int, buys::int * 8000, buys::int * 3000 from entering`;
      await tx`insert into arm_sums (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard, people, converted,
          orders, revenue, margin, margin_squared)
        select workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, 0, count(*), sum(orders), sum(orders),
          sum(revenue), sum(margin), sum(margin::numeric ^ 2) from flow_people where flow_id = ${flow} group by 1, 2, 3, 4, 5, 6`;
      await tx`insert into order_ledger (workspace_id, flow_id, order_id, customer_id, held_out, share, placed_at, orders,
          gross, discount, tax, refunded, net, revenue, cost, margin)
        select ${workspaceId}, ${flow}, uuidv7(), customer, held_out, 0.25, ${ENTERED + DAY}::timestamptz, 1, 9000,
          case when held_out then 0 else 1000 end, 0, 0, 8000, 8000, 5000, 3000 from entering where buys`;
      await tx`insert into events (id, workspace_id, customer_id, type, occurred_at, received_at, source)
        select uuidv7(), ${workspaceId}, customer, 'ticket-opened', ${ENTERED + DAY}::timestamptz, ${NOW}::timestamptz, 'test'
        from entering where not held_out and n % 7 = 0`;
    });

  test('says what it caused, and what of its discounts would not have been needed, with intervals', async () => {
    await fill();
    const found = await figures();
    const ticketed = found['ticket-rate']!;
    expect(ticketed.treated).toBeCloseTo(1 / 7, 2);
    expect(ticketed.heldOut).toBe(0);
    expect(ticketed.caused!.lower).toBeGreaterThan(0);
    expect(ticketed.caused!.estimate).toBeCloseTo(ticketed.treated! * 1_650, 0);
    const leaked = found['discount-leaked']!;
    // 20% of the holdout buy, and 40% in the flow.
    expect(leaked.treated! / found['discount-given']!.treated!).toBeCloseTo(0.5, 1);
    expect(leaked.range!.lower).toBeLessThan(leaked.treated!);
    expect(leaked.range!.upper).toBeGreaterThan(leaked.treated!);
  });

  test('leaves out what people would have bought anyway, as far as it was known before', async () => {
    await fill();
    const view = () => flowFigures(here.store.context, { id: flow });
    const plain = (await view()).adjusted!;
    // 20 of 100 people more buy for 3,000; nothing was known of them.
    expect(plain.varianceRemoved).toBe(0);
    expect(plain.estimate).toBeCloseTo(600, 0);
    // Whoever buys in the holdout bought before, and so do as many in the flow.
    await inStore(
      (
        tx,
      ) => tx`insert into orders (id, workspace_id, source, external_id, customer_id, currency, revenue, margin, placed_at, counted)
      select uuidv7(), workspace_id, 'api', customer_id, customer_id, 'USD', 8000, 3000, ${ENTERED - DAY}::timestamptz, true
      from flow_people p where flow_id = ${flow} and orders > 0 and (held_out or abs(hashtext(customer_id::text)) % 2 = 0)`,
    );
    // Too long ago to count.
    await inStore(
      (
        tx,
      ) => tx`insert into orders (id, workspace_id, source, external_id, customer_id, currency, revenue, margin, placed_at, counted)
      select uuidv7(), workspace_id, 'api', 'old' || customer_id, customer_id, 'USD', 8000, 9000000, ${ENTERED - 91 * DAY}::timestamptz, true
      from flow_people p where flow_id = ${flow} and held_out`,
    );
    const adjusted = (await view()).adjusted!;
    expect(adjusted.varianceRemoved).toBeGreaterThan(0.2);
    expect(adjusted.upper - adjusted.lower).toBeLessThan(0.9 * (plain.upper - plain.lower));
    expect(Math.abs(adjusted.estimate - 600)).toBeLessThan(150);
    expect((await flowFigures(here.store.context, { id: flow, version: FIRST })).adjusted).toBeNull();
  });

  test('shows the effect by what was known before, drawn together, and nothing of groups that are too small', async () => {
    await fill();
    const { groups } = await flowFigures(here.store.context, { id: flow });
    // Nobody had ordered before, so that there is nothing to divide people by.
    expect(groups.map(({ dimension }) => dimension)).toEqual(['country']);
    const countries = groups[0]!.groups;
    expect(countries.map(({ name }) => name).toSorted()).toEqual(['', 'DE', 'US']);
    for (const { treated, heldOut, margin } of countries) {
      expect(treated + heldOut).toBeGreaterThan(700);
      // 20 of 100 people more buy for 3,000.
      expect(Math.abs(margin!.estimate - 600)).toBeLessThan(120);
      expect(margin!.lower).toBeGreaterThan(0);
    }
    await inStore(
      (tx) => tx`update customers set country = 'FR' where country = 'US'
      and id not in (select id from customers where country = 'US' order by id limit 60)`,
    );
    const again = (await flowFigures(here.store.context, { id: flow })).groups[0]!.groups;
    expect(again.find(({ name }) => name === 'US')).toMatchObject({ margin: null });
    await inStore(
      (
        tx,
      ) => tx`insert into orders (id, workspace_id, source, external_id, customer_id, currency, revenue, placed_at, counted)
      select uuidv7(), workspace_id, 'api', customer_id, customer_id, 'USD', 8000, ${ENTERED - DAY}::timestamptz, true
      from flow_people where flow_id = ${flow} and abs(hashtext(customer_id::text)) % 2 = 0`,
    );
    const before = (await flowFigures(here.store.context, { id: flow })).groups.find(
      ({ dimension }) => dimension === 'orders-before',
    );
    expect(before?.groups.map(({ name }) => name)).toEqual(['none', 'one']);
  });

  test('is counted by a worker, for all versions and for each, and shows what it found', async () => {
    await fill();
    const [live, version] = [await figures(), await figures(SECOND)];
    expect(version['ticket-rate']!.treated).not.toBe(live['ticket-rate']!.treated);
    const view = () => flowFigures(here.store.context, { id: flow });
    expect((await view()).countedAt).toBeNull();
    await keepFlowFigures(here.store.db, () => NOW);
    expect((await view()).countedAt).toBe(NOW);
    expect(await figures()).toEqual(live);
    expect(await figures(SECOND)).toEqual(version);
    await inStore((tx) => tx`delete from events where type = 'ticket-opened'`);
    await keepFlowFigures(here.store.db, () => NOW + MINUTE - 1);
    expect(await figures()).toEqual(live);
    await keepFlowFigures(here.store.db, () => NOW + MINUTE);
    expect((await figures())['ticket-rate']!.treated).toBe(0);
    // What cannot be read is counted for the answer.
    await inStore((tx) => tx`update flow_figures set rows = '{"none": 1}'`);
    expect((await view()).countedAt).toBeNull();
  });
});
