import { DAY, HOUR } from '@millrace/base';
import { ingestEvents } from '@millrace/run/intake';
import { TEMPLATES } from '@millrace/templates';
import { expect, test } from 'vitest';
import { cloneTemplate } from '../flows/create-flow.ts';
import { callerWithout } from '../testing/callers.ts';
import { connectShop } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { countEntries } from './count-entries.ts';
import { askCount, readForYourStore } from './for-your-store.ts';

const PEOPLE = 120;
/** Days over which they subscribed, one after the other. */
const DAYS = 60;
let here: OneStore;
let number = 0;
oneStore(async (made) => {
  here = made;
});

const read = () => readForYourStore(here.store.context, {});
const count = () =>
  countEntries(
    here.store.db,
    (workspaceId) => ({ ...here.store.context, workspaceId }),
    here.store.clock.now(),
  );
const countAll = async () => {
  while (await count());
};
const of = async (template: string) => (await read()).templates.find((one) => one.template === template)!;
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
const event = (type: string, name: string, ago: number, properties: object = {}) => ({
  id: `fits-${(number += 1)}`,
  type,
  occurredAt: new Date(here.store.clock.now() - ago * DAY).toISOString(),
  customer: {
    email: `${name}@example.com`,
    ...(type === 'customer-subscribed' ? { consent: { email: { state: 'subscribed' } } } : {}),
  },
  properties,
});

test('before anything is counted all templates are there, and nothing is claimed', async () => {
  const found = await read();
  expect(found).toMatchObject({ size: 'unknown', orders: null, countedAt: null, waiting: true });
  expect(found.templates.map(({ template }) => template).sort()).toEqual(
    TEMPLATES.map(({ id }) => id).sort(),
  );
  for (const { earns, sentence } of found.templates) {
    expect(earns).toBeNull();
    expect(sentence).toMatch(/^(Not known yet: |Nobody can put )/);
  }
});

test('the past of the store says who would have entered, and what they ordered then', async () => {
  const ago = (person: number) => DAYS - (person * DAYS) / PEOPLE;
  await told(
    Array.from({ length: PEOPLE }, (_, person) =>
      event('customer-subscribed', `p${person}`, ago(person), { channel: 'email' }),
    ),
  );
  await told(
    Array.from({ length: PEOPLE }, (_, person) => person)
      .filter((person) => person % 4 === 0 && ago(person) > 5)
      .map((person) =>
        event('order-placed', `p${person}`, ago(person) - 5, {
          orderId: `in-${person}`,
          currency: 'USD',
          lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: '80.00', cost: '30.00' }],
        }),
      ),
  );
  await countAll();
  const found = await read();
  expect(found.waiting).toBe(false);
  expect(found.countedAt).toBe(here.store.clock.now());
  // 28 orders in the 55 days since the first.
  expect(found.orders).toBeGreaterThan(13);
  expect(found.orders).toBeLessThan(17);
  expect(found.size).toBe('small');

  const welcome = await of('welcome-series');
  expect(welcome.inputs.people).toBeGreaterThan(57);
  expect(welcome.inputs.people).toBeLessThan(63);
  expect(welcome.inputs.reach).toBe(1);
  // Of those whose 30 days are over.
  expect(welcome.inputs.rate).toBeCloseTo(0.25, 1);
  expect(welcome.inputs.margin).toBe(5_000);
  expect(welcome.inputs.orderValue).toBe(8_000);
  expect(welcome.from.rate).toMatch(/ of 6[01] people ordered within 30 days without it\.$/);
  expect(welcome.missing).toEqual([]);
  expect(welcome.earns!.high).toBeGreaterThan(welcome.earns!.low);
  expect(welcome.sentence).toContain('a month');

  const brief = await of('daily-brief');
  expect(brief.inputs.entries).toBe(30);
  expect(brief.earns).toEqual({ low: 15_000, high: 30_000 });
  const byHand = await of('flash-sale');
  expect(byHand.missing).toContain('people');
  expect(byHand.from.people).toBe('You put people in yourself, so only you know how many.');
});

test('level 4 and 5 wait for more orders, and the first are few', async () => {
  expect((await of('welcome-series')).place).toBe('missing');
  await connectShop(here.store.context, 'http://127.0.0.1:99');
  await told([event('review-posted', 'p1', 1, { stars: 5 })]);
  expect((await of('welcome-series')).place).toBe('first');
  const { templates, sentence } = await read();
  for (const { template, place } of templates)
    if (TEMPLATES.find(({ id }) => id === template)!.level === 5) expect(place).toBe('later');
  const first = templates.filter(({ place }) => place === 'first');
  expect(first.length).toBeGreaterThan(0);
  expect(first.length).toBeLessThanOrEqual(2);
  expect(sentence).toContain('orders a month: an A/B test or a learned offer');
});

test('it is counted again when its time has come, or when somebody asks', async () => {
  const before = (await read()).countedAt;
  here.store.clock.set(here.store.clock.now() + HOUR);
  const asked = await askCount(here.store.context, {});
  expect(asked.waiting).toBe(true);
  await countAll();
  expect((await read()).countedAt).toBe(here.store.clock.now());
  expect((await read()).countedAt).not.toBe(before);
  expect(await count()).toBe(false);
  here.store.clock.set(here.store.clock.now() + 25 * HOUR);
  expect((await read()).waiting).toBe(true);
  expect(await count()).toBe(true);
  await expect(readForYourStore(callerWithout(here.store.context, 'flows:read'), {})).rejects.toMatchObject({
    code: 'not-allowed',
  });
});

test('what a flow has measured replaces what was assumed, and says so', async () => {
  const { id } = await cloneTemplate(here.store.context, { template: 'welcome-series', name: 'Hello' });
  const { workspaceId } = here.store.context;
  const now = here.store.clock.now();
  await here.inStore(async (tx) => {
    await tx`insert into flow_versions (id, workspace_id, flow_id, number, graph, plan_hash)
      select ${id}, ${workspaceId}, id, 1, draft, 'none' from flows where id = ${id}`;
    await tx`update flows set state = 'live', live_version_id = ${id} where id = ${id}`;
    for (const [heldOut, people, converted, margin] of [
      [false, 4_000, 800, 4_000_000],
      [true, 1_000, 150, 750_000],
    ] as const)
      await tx`insert into arm_sums (workspace_id, flow_id, version_id, cohort_ends_at, held_out, share, shard, people,
          converted, orders, revenue, margin, margin_squared)
        values (${workspaceId}, ${id}, ${id}, ${now - DAY}, ${heldOut}, 0.2, 0, ${people}, ${converted}, ${converted}, 0,
          ${margin}, ${margin * 5_500})`;
  });
  const welcome = await of('welcome-series');
  expect(welcome).toMatchObject({ place: 'running', reason: '“Hello” runs already.', flowId: id });
  expect(welcome.inputs.measured!.low).toBeLessThan(250);
  expect(welcome.inputs.measured!.high).toBeGreaterThan(250);
  expect(welcome.from.effect).toBe('Measured: “Hello” with 4,000 people, against its holdout.');
});
