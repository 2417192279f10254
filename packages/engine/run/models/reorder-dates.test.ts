import { loadFacts } from '@millrace/core/facts';
import { eraseCustomer, exportCustomer, getCustomer } from '@millrace/services/customers';
import { createSegment, listSegmentMembers } from '@millrace/services/segments';
import { countMatching } from '@millrace/services/values';
import { DAY } from '@millrace/base';
import { DECISION_MODELS, type PastShopper } from '@millrace/decisions';
import { evaluate, needsOfCondition, type Condition } from '@millrace/flow';
import { seededRandom } from '@millrace/measure';
import { storeForEach, type Here } from '@millrace/services/testing/store-for-each';
import { expect, test } from 'vitest';
import { pastShoppers } from './past-shoppers.ts';
import { trainModels } from './train-models.ts';

const NOW = Date.UTC(2026, 9, 14, 16, 30);
const model = Object.values(DECISION_MODELS).find(({ history }) => history === 'shoppers')!;

let here: Here;
storeForEach({ at: NOW }, (given) => {
  here = given;
});

const inStore = <Result>(run: Parameters<typeof here.store.db.inWorkspace<Result>>[1]) =>
  here.store.db.inWorkspace(here.store.context.workspaceId, run);

/** Customers with orders of the past, one for each purchase. */
async function fill(past: readonly PastShopper[]): Promise<void> {
  const { workspaceId } = here.store.context;
  const rows = past.flatMap(({ customerId, purchases }) =>
    purchases.map((one, index) => ({ who: `${customerId}@example.com`, index, ...one })),
  );
  await inStore(async (tx) => {
    await tx`insert into customers (id, workspace_id, email, zone, created_at)
      select gen_random_uuid(), ${workspaceId}, who, 'Europe/Berlin', ${NOW} from unnest(${[
        ...new Set(rows.map(({ who }) => who)),
      ]}::text[]) who`;
    await tx`insert into orders (id, workspace_id, source, external_id, customer_id, currency, total, revenue, counted,
        lines, placed_at)
      select gen_random_uuid(), ${workspaceId}, 'api', r.who || r.index, c.id, 'USD', 2000, 2000, true,
        jsonb_build_array(jsonb_build_object('productId', r."productId", 'title', r.title, 'quantity', r.quantity)),
        to_timestamp(r.at / 1000.0)
      from jsonb_to_recordset(${tx.json(rows as never)}::jsonb)
          as r(who text, at bigint, "productId" text, title text, quantity int, index int)
        join customers c on c.email = r.who`;
  });
}

const past = model.examplePast(seededRandom(3)) as readonly PastShopper[];
const train = () => trainModels(here.store.context, { models: [model.id] });
/** Who is due first. */
const some = async () =>
  (
    await inStore(
      (tx) => tx<
        { id: string; product: string; title: string; due: string; bought: string; chance: number }[]
      >`
        select d.customer_id as id, d.product_id as product, d.title, d.due_on as due, d.bought_on as bought, d.chance
          from reorder_dates d join predictions p on p.customer_id = d.customer_id
            and p.values->>'reorderProductId' = d.product_id join customers c on c.id = d.customer_id
          order by d.due_on, c.email`,
    )
  )[0]!;

test('what a model learned from is what the orders of the store say', async () => {
  await fill(past.slice(0, 40));
  const read = await inStore((tx) => pastShoppers(tx, 'UTC', NOW));
  const plain = (shoppers: readonly PastShopper[]) =>
    shoppers
      .map(({ purchases, zone }) =>
        // Two products of one moment are in no order.
        JSON.stringify([
          zone,
          purchases.toSorted(
            (left, right) => left.at - right.at || left.productId.localeCompare(right.productId),
          ),
        ]),
      )
      .sort();
  expect(plain(read)).toEqual(plain(past.slice(0, 40)));
});

test('orders that were cancelled or refunded in full, and what somebody has a subscription of, do not count', async () => {
  const bought = past.filter(({ purchases }) => purchases.length >= 4).slice(0, 3);
  await fill(bought);
  const before = await inStore((tx) => pastShoppers(tx, 'UTC', NOW));
  const [one, two, three] = before;
  await inStore(async (tx) => {
    await tx`update orders set counted = false where customer_id = ${one!.customerId}
      and placed_at = ${one!.purchases[0]!.at}`;
    await tx`update orders set refunded = total where customer_id = ${two!.customerId}
      and placed_at = ${two!.purchases[0]!.at}`;
    await tx`insert into events (id, workspace_id, type, source, customer_id, occurred_at, properties)
      values (gen_random_uuid(), ${here.store.context.workspaceId}, 'subscription-renewed', 'api', ${three!.customerId}, ${NOW},
        ${tx.json({ subscriptionId: 's', productId: three!.purchases[0]!.productId })})`;
  });
  const after = new Map(
    (await inStore((tx) => pastShoppers(tx, 'UTC', NOW))).map(({ customerId, purchases }) => [
      customerId,
      purchases,
    ]),
  );
  expect(after.get(one!.customerId)).toEqual(one!.purchases.slice(1));
  expect(after.get(two!.customerId)).toEqual(two!.purchases.slice(1));
  expect(after.get(three!.customerId) ?? []).toEqual(
    three!.purchases.filter(({ productId }) => productId !== three!.purchases[0]!.productId),
  );
});

test('after a training people have dates, which conditions, segments and their page use', async () => {
  await fill(past);
  expect(await train()).toEqual({ [model.id]: 'trained' });
  const soon: Condition = {
    all: [
      { fact: 'customer.predicted.reorderAt', operator: 'within-next-days', value: 7 },
      { fact: 'customer.predicted.reorderChance', operator: 'at-least', value: 0.5 },
    ],
  };
  const likely: Condition = { fact: 'customer.predicted.reorderChance', operator: 'at-least', value: 0.5 };
  const { people, exact } = await countMatching(here.store.context, { condition: likely, parts: [likely] });
  expect(exact).toBe(true);
  expect(people).toBeGreaterThan(100);
  expect(people).toBeLessThan(past.length / 2);
  const { id } = await createSegment(here.store.context, { name: 'Due within a week', condition: soon });
  await here.host.settle();
  const members = (await listSegmentMembers(here.store.context, { id, limit: 200 })).items;
  expect(members.length).toBeGreaterThan(20);
  expect(members.length).toBeLessThan(people!);

  const customer = await getCustomer(here.store.context, { id: members[0]!.id });
  expect(customer.predictions.facts.map(({ label }) => label)).toEqual([
    'next product due again',
    'product due again',
    'chance to buy it again within a year',
  ]);
  expect(customer.predictions.reasons[0]).toMatch(/^They bought “.*” (once|on \d+ days), last on /);
  const { facts } = await inStore((tx) =>
    loadFacts(tx, {
      workspaceId: here.store.context.workspaceId,
      customerId: customer.id,
      enrolment: { id: customer.id, key: customer.id, enteredAt: NOW },
      eventId: null,
      eventAt: null,
      cartId: null,
      orderId: null,
      needs: needsOfCondition(soon),
      now: NOW,
    }),
  );
  expect(evaluate(soon, facts)).toBe(true);
}, 120_000);

test('the next training moves the date of whoever bought, and drops what is no longer said', async () => {
  await fill(past);
  await train();
  const one = await some();
  here.store.clock.pass(DAY);
  await inStore(
    (
      tx,
    ) => tx`insert into orders (id, workspace_id, source, external_id, customer_id, currency, total, revenue, counted,
        lines, placed_at) values (gen_random_uuid(), ${here.store.context.workspaceId}, 'api', 'again', ${one.id}, 'USD',
        2000, 2000, true, ${tx.json([{ productId: one.product, title: one.title, quantity: 1 }])},
        ${here.store.clock.now()})`,
  );
  await train();
  const [moved] = await inStore(
    (tx) => tx<{ bought: string; due: string }[]>`select bought_on as bought, due_on as due from reorder_dates
      where customer_id = ${one.id} and product_id = ${one.product}`,
  );
  expect(moved!.bought).toBe('2026-10-15');
  expect(moved!.due > one.due).toBe(true);

  await inStore((tx) => tx`update orders set counted = false where customer_id = ${one.id}`);
  await train();
  expect(await inStore((tx) => tx`select 1 from reorder_dates where customer_id = ${one.id}`)).toHaveLength(
    0,
  );
}, 120_000);

test('it is exported with them, and gone with them', async () => {
  await fill(past);
  await train();
  const { id, product } = await some();
  expect((await exportCustomer(here.store.context, { id })).reorders).toContainEqual(
    expect.objectContaining({ product_id: product, model: model.id }),
  );
  await eraseCustomer(here.store.context, { id });
  await here.host.settle();
  expect(await inStore((tx) => tx`select 1 from reorder_dates where customer_id = ${id}`)).toHaveLength(0);
}, 120_000);
