import { loadFacts } from '@millrace/core/facts';
import { eraseCustomer, exportCustomer, getCustomer } from '@millrace/services/customers';
import { listModels } from '@millrace/services/models';
import { createSegment, listSegmentMembers } from '@millrace/services/segments';
import { countMatching } from '@millrace/services/values';
import { DAY } from '@millrace/base';
import { DECISION_MODELS, predictedFacts, type PastBuyer } from '@millrace/decisions';
import { evaluate, needsOfCondition, type Condition } from '@millrace/flow';
import { seededRandom } from '@millrace/measure';
import { storeForEach, type Here } from '@millrace/services/testing/store-for-each';
import { expect, test } from 'vitest';
import { trainModels } from './train-models.ts';

const NOW = Date.UTC(2026, 9, 14, 16, 30);
const model = Object.values(DECISION_MODELS).find(({ predicts }) => predicts !== undefined)!;
const [risk, orders, spend] = Object.keys(predictedFacts(DECISION_MODELS)) as [string, string, string];

let here: Here;
storeForEach({ at: NOW }, (given) => {
  here = given;
});

const inStore = <Result>(run: Parameters<typeof here.store.db.inWorkspace<Result>>[1]) =>
  here.store.db.inWorkspace(here.store.context.workspaceId, run);

/** Customers with orders of the past, a row each. */
async function fill(past: readonly PastBuyer[]): Promise<void> {
  const { workspaceId } = here.store.context;
  const rows = past.flatMap(({ customerId, orders: placed }) =>
    placed.map(({ at, revenue }, index) => ({ who: `${customerId}@example.com`, at, revenue, index })),
  );
  await inStore(async (tx) => {
    await tx`insert into customers (id, workspace_id, email, created_at)
      select gen_random_uuid(), ${workspaceId}, who, ${NOW} from unnest(${[
        ...new Set(rows.map(({ who }) => who)),
      ]}::text[]) who`;
    await tx`insert into orders (id, workspace_id, source, external_id, customer_id, currency, total, revenue, counted,
        lines, placed_at)
      select gen_random_uuid(), ${workspaceId}, 'api', r.who || r.index, c.id, 'USD', r.revenue, r.revenue, true, '[]',
        to_timestamp(r.at / 1000.0)
      from jsonb_to_recordset(${tx.json(rows as never)}::jsonb) as r(who text, at bigint, revenue int, index int)
        join customers c on c.email = r.who`;
  });
}

const past = model.examplePast(seededRandom(3)) as readonly PastBuyer[];
const train = () => trainModels(here.store.context, { models: [model.id] });
const idOf = async (email: string) =>
  (await inStore((tx) => tx<{ id: string }[]>`select id from customers where email = ${email}`))[0]!.id;

test('everybody who ordered has predictions after a training, which conditions, segments and their page use', async () => {
  await fill(past);
  expect(await train()).toEqual({ [model.id]: 'trained' });
  const [counted] = await inStore((tx) => tx<{ n: number }[]>`select count(*)::int as n from predictions`);
  expect(counted).toEqual({ n: past.length });

  const leaving: Condition = {
    all: [
      { fact: risk, operator: 'at-least', value: 0.6 },
      { fact: spend, operator: 'less-than', value: 20_000 },
    ],
  };
  const { people, exact, partial } = await countMatching(here.store.context, {
    condition: leaving,
    parts: [leaving],
  });
  expect([exact, partial]).toEqual([true, false]);
  expect(people).toBeGreaterThan(20);
  expect(people).toBeLessThan(past.length / 2);

  const { id } = await createSegment(here.store.context, { name: 'Leaving us', condition: leaving });
  await here.host.settle();
  const members = (await listSegmentMembers(here.store.context, { id, limit: 200 })).items;
  expect(members.length).toBe(Math.min(200, people!));

  const customer = await getCustomer(here.store.context, { id: members[0]!.id });
  expect(customer.predictions.facts.map(({ fact }) => fact)).toEqual([risk, orders, spend]);
  expect(customer.predictions.facts[0]!.value).toBeGreaterThanOrEqual(0.6);
  expect(customer.predictions.reasons).toHaveLength(3);

  // A running flow reads the same.
  const { facts } = await inStore((tx) =>
    loadFacts(tx, {
      workspaceId: here.store.context.workspaceId,
      customerId: customer.id,
      enrolment: { id: customer.id, key: customer.id, enteredAt: NOW },
      eventId: null,
      eventAt: null,
      cartId: null,
      orderId: null,
      needs: needsOfCondition(leaving),
      now: NOW,
    }),
  );
  expect(evaluate(leaving, facts)).toBe(true);
  const card = (await listModels(here.store.context, {})).find(({ id: one }) => one === model.id)!;
  expect(card).toMatchObject({ isUsed: true, samples: past.length });
}, 60_000);

test('a day later those who crossed the line enter or leave the segment, and nobody else is looked at', async () => {
  await fill(past);
  await train();
  const condition: Condition = { fact: risk, operator: 'at-least', value: 0.6 };
  const { id } = await createSegment(here.store.context, { name: 'Leaving us', condition });
  await here.host.settle();
  const inside = async () =>
    (
      await inStore(
        (tx) =>
          tx<
            { id: string }[]
          >`select customer_id as id from segment_members where segment_id = ${id} and inside`,
      )
    ).map((row) => row.id);
  const before = new Set(await inside());
  const [leaver] = before;
  here.store.clock.pass(DAY);
  // One of them comes back.
  await inStore(
    (
      tx,
    ) => tx`insert into orders (id, workspace_id, source, external_id, customer_id, currency, total, revenue, counted,
        lines, placed_at) values (gen_random_uuid(), ${here.store.context.workspaceId}, 'api', 'back', ${leaver!},
        'USD', 4000, 4000, true, '[]', ${here.store.clock.now()})`,
  );
  await train();
  const [{ checks } = { checks: 0 }] = await inStore(
    (tx) => tx<{ checks: number }[]>`select count(distinct customer_id)::int as checks from segment_checks`,
  );
  expect(checks).toBeGreaterThan(0);
  expect(checks).toBeLessThan(past.length * 0.9);
  await here.host.settle();
  const after = new Set(await inside());
  expect(after.has(leaver!)).toBe(false);
  const predicted = await inStore(
    (tx) => tx<{ id: string }[]>`select customer_id as id from predictions
      where (values->>${risk.split('.').at(-1)!}::text)::numeric >= 0.6`,
  );
  expect(after).toEqual(new Set(predicted.map((row) => row.id)));
}, 60_000);

test('what is predicted of somebody is exported with them, and gone with them', async () => {
  await fill(past);
  await train();
  const id = await idOf('buyer-0@example.com');
  expect((await exportCustomer(here.store.context, { id })).predictions).toMatchObject([{ model: model.id }]);
  await eraseCustomer(here.store.context, { id });
  await here.host.settle();
  expect(await inStore((tx) => tx`select 1 from predictions where customer_id = ${id}`)).toHaveLength(0);
  // The next training does not bring it back.
  await train();
  expect(await inStore((tx) => tx`select 1 from predictions where customer_id = ${id}`)).toHaveLength(0);
}, 60_000);

test('until a model has learned nothing is predicted, and a condition on it fits nobody', async () => {
  await fill(past.slice(0, 50));
  await train();
  const { predictions } = await getCustomer(here.store.context, { id: await idOf('buyer-0@example.com') });
  expect(predictions).toEqual({ facts: [], reasons: [] });
  const condition: Condition = { fact: risk, operator: 'at-most', value: 1 };
  expect((await countMatching(here.store.context, { condition, parts: [condition] })).people).toBe(0);
});
