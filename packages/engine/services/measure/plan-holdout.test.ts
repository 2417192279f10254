import { DAY } from '@millrace/base';
import { peopleNeeded } from '@millrace/measure';
import { ingestEvents } from '@millrace/run/intake';
import { expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { saveFlow } from '../flows/save-flow.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { callerWithout } from '../testing/callers.ts';
import { email, graphOf, node } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { planHoldout } from './plan-holdout.ts';

const PEOPLE = 300;
/** The days over which they came, one after the other. */
const DAYS = 100;
let here: OneStore;
let number = 0;
const event = (type: string, name: string, ago: number, properties: object) => ({
  id: `planned-${(number += 1)}`,
  type,
  occurredAt: new Date(here.store.clock.now() - ago * DAY).toISOString(),
  customer: { email: `${name}@example.com` },
  properties,
});
const order = (id: string) => ({
  orderId: id,
  currency: 'USD',
  lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: '80.00', cost: '30.00' }],
});
const told = async (events: readonly object[]) => {
  for (let from = 0; from < events.length; from += 100) {
    const { refused } = await ingestEvents(
      here.store.context,
      { id: 'api', clock: { pace: 1, anchor: 0 } },
      events.slice(from, from + 100),
    );
    expect(refused).toEqual([]);
  }
};

oneStore(async (made) => {
  here = made;
  const ago = (person: number) => DAYS - (person * DAYS) / PEOPLE;
  await told(
    Array.from({ length: PEOPLE }, (_, person) =>
      event('product-viewed', `p${person}`, ago(person), { productId: 'kettle', title: 'Kettle' }),
    ),
  );
  await told(
    Array.from({ length: PEOPLE }, (_, person) => person)
      // One in six orders within the window; one in ten only later, or before.
      .flatMap((person) => [
        ...(person % 6 === 0
          ? [event('order-placed', `p${person}`, ago(person) - 5, order(`in-${person}`))]
          : []),
        ...(person % 10 === 1
          ? [event('order-placed', `p${person}`, ago(person) - 40, order(`late-${person}`))]
          : []),
        ...(person % 10 === 3
          ? [event('order-placed', `p${person}`, ago(person) + 3, order(`early-${person}`))]
          : []),
      ])
      .filter(({ occurredAt }) => Date.parse(occurredAt) < here.store.clock.now()),
  );
});

type Settings = Parameters<typeof graphOf>[1];
const graph = (event: string, settings: Settings = {}) =>
  graphOf([node('trigger', 'event-trigger', { event }), email('mail'), node('end', 'end')], settings);
const make = async (event: string, settings: Settings = {}) =>
  (await createFlow(here.store.context, { name: `Flow ${(number += 1)}`, graph: graph(event, settings) })).id;
const plan = (id: string, more: object = {}) => planHoldout(here.store.context, { id, ...more });

test('what people did after meeting the trigger before is the base of the plan', async () => {
  const found = await plan(await make('product-viewed'));
  expect(found.base).toMatchObject({ source: 'history' });
  // Those of the first 70 days: their windows of 30 days are over.
  expect(found.base.people).toBeGreaterThan(205);
  expect(found.base.people).toBeLessThan(215);
  expect(found.base.value!.rate).toBeCloseTo(1 / 6, 2);
  expect(found.base.value!.buyer).toEqual({ mean: 5_000, spread: 0 });
  expect(found.weekly).toMatchObject({ source: 'history', people: PEOPLE, days: DAYS, exact: true });
  expect(found.weekly.value).toBeCloseTo((7 * PEOPLE) / DAYS, 0);
  expect(found.rows.map(({ share }) => share)).toEqual([0.05, 0.1, 0.2, 0.3, 0.5]);
  for (const { share, people, heldOut, weeks, forgone } of found.rows) {
    expect(people).toBe(peopleNeeded(found.base.value!, 'conversion', found.base.value!.rate * 0.1, share));
    expect(heldOut).toBe(Math.round(people! * share));
    expect(weeks).toBe(Math.ceil(people! / found.weekly.value! + 30 / 7));
    expect(forgone).toBe(Math.round(heldOut! * found.base.value!.rate * 0.1));
  }
  expect(found.suggested).toBeNull();
  expect(found.sentence).toContain('more than a year');
});

test('a larger gain, more people or another share of buyers are planned with at once', async () => {
  const id = await make('product-viewed', { holdout: 0.15 });
  const found = await plan(id, { gain: 0.5, weekly: 2_000, rate: 0.1 });
  expect(found.weekly).toMatchObject({ value: 2_000, source: 'given' });
  expect(found.base).toMatchObject({ value: { rate: 0.1, buyer: { mean: 5_000 } }, source: 'given' });
  expect(found.rows.map(({ share }) => share)).toEqual([0.05, 0.1, 0.15, 0.2, 0.3, 0.5]);
  expect(found.suggested).not.toBeNull();
  expect(found.sentence).toContain('held out shows a gain of 50% in people who order with');
  const margin = await plan(id, { metric: 'margin', gain: 0.5, weekly: 2_000 });
  expect(margin.rows.every(({ people }) => people !== null)).toBe(true);
});

test('nobody knows anything about a trigger that nobody has met', async () => {
  const found = await plan(await make('review-posted'));
  expect(found.weekly).toMatchObject({ value: null, source: 'unknown', people: 0 });
  expect(found.base).toMatchObject({ value: null, source: 'unknown', people: 0 });
  expect(found.rows.every(({ people, weeks }) => people === null && weeks === null)).toBe(true);
  expect(found.sentence).toContain('not known yet');
});

test('too few buyers are told as too few, with how many there are', async () => {
  const found = await plan(await make('product-viewed', { outcomeDays: 1 }));
  expect(found.base).toMatchObject({ value: null, source: 'unknown', buyers: 0 });
  expect(found.weekly.source).toBe('history');
});

test('a draft without a finished trigger can be planned with given numbers', async () => {
  const id = await make('product-viewed');
  const drawn = graph('product-viewed');
  await saveFlow(here.store.context, {
    id,
    graph: {
      ...drawn,
      nodes: drawn.nodes.map((one) => (one.id === 'trigger' ? { ...one, config: {} as never } : one)),
    },
  });
  const found = await plan(id, { gain: 0.3, weekly: 900, rate: 0.08 });
  expect(found.base.source).toBe('given');
  expect(found.rows.every(({ weeks }) => weeks !== null)).toBe(true);
});

test('a flow that has run is planned with its own people and its own holdout', async () => {
  const id = await make('review-posted');
  await publishFlow(here.store.context, { id });
  const { workspaceId } = here.store.context;
  const now = here.store.clock.now();
  await here.inStore(async (tx) => {
    const [version] = await tx<{ id: string }[]>`select id from flow_versions where flow_id = ${id}`;
    await tx`insert into flow_people (workspace_id, flow_id, version_id, customer_id, held_out, share, first_entered_at,
        last_entered_at, window_ends_at, cohort_ends_at)
      select ${workspaceId}, ${id}, ${version!.id}, id, false, 0.1, at, at, at + interval '30 days', at + interval '30 days'
      from (select id, ${now}::timestamptz - interval '1 day' * (row_number() over (order by id)) * 0.2 as at
        from customers order by id limit 280) c`;
    await tx`insert into arm_sums (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard, people,
        converted, orders, revenue, margin, margin_squared)
      values (${workspaceId}, ${id}, ${version!.id}, ${now - DAY}, true, 0.1, 0, 400, 40, 40, 0, 160000, 1000000000)`;
  });
  const found = await plan(id);
  expect(found.weekly).toMatchObject({ source: 'flow', people: 280, days: 56 });
  expect(found.weekly.value).toBeCloseTo(35, 0);
  expect(found.base).toMatchObject({
    source: 'flow',
    people: 400,
    buyers: 40,
    value: { rate: 0.1, buyer: { mean: 4_000, spread: 3_000 } },
  });
});

test('of a large store the latest are searched, and the week is right', async () => {
  const { workspaceId } = here.store.context;
  // A hundred people a day for 26 days, of whom the latest 2,000 came within 20 days.
  await here.inStore(
    (tx) => tx`with people as (
        insert into customers (id, workspace_id, email, created_at)
          select gen_random_uuid(), ${workspaceId}, gen_random_uuid() || '@example.com', now()
          from generate_series(1, 2600) n returning id),
      numbered as (select id, row_number() over () as n from people)
      insert into events (id, workspace_id, customer_id, type, occurred_at, source)
      select gen_random_uuid(), ${workspaceId}, id, 'made-a-wish',
        ${here.store.clock.now()}::timestamptz - interval '1 day' * (n - 1) * 0.01, 'api' from numbered`,
  );
  const found = await plan(await make('made-a-wish', { outcomeDays: 22 }));
  expect(found.weekly).toMatchObject({ source: 'history', people: 2_000, days: 20 });
  expect(found.weekly.value).toBeCloseTo(700, -1);
  // None of the latest has a window that is over: those before them are looked at.
  expect(found.base.people).toBeGreaterThan(390);
  expect(found.base.people).toBeLessThan(401);
});

test('is read with the permission to see flows, in this store only', async () => {
  const id = await make('product-viewed');
  await expect(planHoldout(callerWithout(here.store.context, 'flows:read'), { id })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  await expect(planHoldout(await here.store.other(), { id })).rejects.toMatchObject({ code: 'not-found' });
});
