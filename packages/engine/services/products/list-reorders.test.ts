import { DAY, HOUR } from '@millrace/base';
import { ingestEvents } from '@millrace/run/intake';
import { trainModels } from '@millrace/run/models';
import { tellProductNews } from '@millrace/run/triggers';
import { expect, test } from 'vitest';
import { createFlow, publishFlow } from '../flows/index.ts';
import { listEnrolments } from '../enrolments/index.ts';
import { updateStore } from '../settings/index.ts';
import { graphOf, node } from '../testing/index.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { answerWork, listWork } from '../work/index.ts';
import { listReorders } from './list-reorders.ts';

let here: Here;
storeForEach({}, (given) => {
  here = given;
});
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
const WEEKS = 10;

/** Two shirts a day for ten weeks, one mug a week, and a scarf that nobody bought. */
async function sell(stock = 60) {
  const { context, clock } = here.store;
  const now = clock.now();
  const product = (productId: string, title: string, more: object) => ({
    id: `${productId}-made`,
    type: 'product-updated',
    occurredAt: now - WEEKS * 7 * DAY - HOUR,
    properties: { productId, title, vendor: 'North Mill', status: 'active', price: '20.00', ...more },
  });
  const order = (orderId: string, at: number, productId: string, quantity: number, more: object = {}) => ({
    id: orderId,
    type: 'order-placed',
    occurredAt: at,
    customer: { email: `${orderId}@example.com` },
    properties: {
      orderId,
      currency: 'USD',
      lines: [{ productId, title: productId, quantity, price: '20.00' }],
      ...more,
    },
  });
  const days = Array.from({ length: WEEKS * 7 }, (_unused, ago) => now - (ago + 1) * DAY);
  const events = [
    product('shirt', 'Linen shirt', { stock, cost: '5.00' }),
    product('mug', 'Clay mug', { stock: 40, vendor: 'Kiln & Co' }),
    product('scarf', 'Wool scarf', { stock: 3 }),
    ...days.map((at, ago) => order(`s${ago}`, at, 'shirt', 2)),
    ...days.filter((_at, ago) => ago % 7 === 0).map((at, ago) => order(`m${ago}`, at, 'mug', 1)),
    // Counts for nothing.
    order('cancelled', days[3]!, 'scarf', 50),
    {
      id: 'cancels',
      type: 'order-cancelled',
      occurredAt: days[2]!,
      properties: { orderId: 'cancelled' },
    },
  ];
  for (let from = 0; from < events.length; from += 50) {
    const { refused } = await ingestEvents(context, API, events.slice(from, from + 50));
    expect(refused).toEqual([]);
  }
  // Products that were first seen now were sold before.
  await here.store.db.inWorkspace(
    context.workspaceId,
    (tx) => tx`update products set created_at = ${now - WEEKS * 7 * DAY}`,
  );
}
const list = async (input: object = {}) => listReorders(here.store.context, input);
const of = async (title: string) => (await list()).items.find((one) => one.title === title)!;
const train = () => trainModels(here.store.context, {});
const tellNews = async () => {
  const { db, context, clock } = here.store;
  while (await tellProductNews(db, (workspaceId) => ({ ...context, workspaceId }), clock.now()));
};
const restock = async (productId: string, stock: number) => {
  const at = here.store.clock.now();
  const { refused } = await ingestEvents(here.store.context, API, [
    {
      id: `${productId}-${at}-${stock}`,
      type: 'product-updated',
      occurredAt: at,
      properties: { productId, stock },
    },
  ]);
  expect(refused).toEqual([]);
};

test('from orders to the suggested order, with all that goes into it', async () => {
  await sell();
  await train();
  const shirt = await of('Linen shirt');
  expect(shirt).toMatchObject({
    dailyDemand: 2,
    by: 'rule',
    daysLeft: 30,
    point: null,
    units: null,
    isDue: null,
  });
  expect(shirt.because.join(' ')).toContain('The lead time of North Mill is not set');
  expect((await of('Clay mug')).dailyDemand).toBeCloseTo(0.14, 2);
  // A cancelled order is no demand.
  expect(await of('Wool scarf')).toMatchObject({ dailyDemand: 0, daysLeft: null });
  expect((await list()).withoutLeadTime).toBe(3);

  await updateStore(here.store.context, {
    settings: {
      leadDays: 20,
      leadSpreadDays: 0,
      suppliers: [{ vendor: 'north mill', leadDays: 29, leadSpreadDays: 4, minimum: 1, pack: 12 }],
      coverDays: 30,
    },
  });
  const due = await of('Linen shirt');
  expect(due).toMatchObject({
    leadDays: 29,
    protectedDays: 30,
    expected: 60,
    pack: 12,
    isDue: true,
    cost: 500,
  });
  // 60 of demand and a reserve; 60 more for the cover, less 60 in stock, in packs of 12.
  expect(due.point).toBeGreaterThan(75);
  expect(due.units! % 12).toBe(0);
  expect(due.units).toBeGreaterThanOrEqual(60 + due.point! - 60);
  expect(due.units).toBeLessThan(72 + due.point! - 60);
  expect(await of('Clay mug')).toMatchObject({ leadDays: 20, pack: 1, isDue: false });
  expect((await list({ show: 'due' })).items.map((one) => one.title)).toEqual(['Linen shirt']);
  expect(await list()).toMatchObject({ due: 1, withoutLeadTime: 0 });

  await updateStore(here.store.context, { settings: { orderLimit: 20_000 } });
  expect(await of('Linen shirt')).toMatchObject({ units: 36 });
});

test('lists what is due first, then by the days left, in pages, and finds by title and vendor', async () => {
  await sell();
  await train();
  await updateStore(here.store.context, { settings: { leadDays: 40 } });
  const all = (await list()).items.map((one) => one.title);
  expect(all).toEqual(['Linen shirt', 'Clay mug', 'Wool scarf']);
  const first = await list({ limit: 2 });
  const second = await list({ limit: 2, cursor: first.next! });
  expect([...first.items, ...second.items].map((one) => one.title)).toEqual(all);
  expect((await list({ search: 'kiln' })).items.map((one) => one.title)).toEqual(['Clay mug']);
  expect((await list({ search: 'none of it' })).items).toEqual([]);
});

test('days without stock are known from then on, and are no days without demand', async () => {
  await sell();
  const { clock, context, db } = here.store;
  await restock('shirt', 0);
  clock.set(clock.now() + 21 * DAY);
  await restock('shirt', 60);
  const turns = await db.inWorkspace(
    context.workspaceId,
    (tx) => tx`select stock_before, stock_after from stock_turns order by id`,
  );
  expect(turns).toMatchObject([
    { stock_before: 60, stock_after: 0 },
    { stock_before: 0, stock_after: 60 },
  ]);
  // The rows were written by the clock of the database.
  await db.inWorkspace(context.workspaceId, async (tx) => {
    await tx`update stock_turns set at = ${clock.now() - 21 * DAY} where stock_after = 0`;
    await tx`update stock_turns set at = ${clock.now()} where stock_after > 0`;
  });
  await train();
  expect((await of('Linen shirt')).dailyDemand).toBe(2);
  await db.inWorkspace(context.workspaceId, (tx) => tx`delete from stock_turns`);
  await train();
  expect((await of('Linen shirt')).dailyDemand).toBeLessThan(1.5);
});

/** A flow that orders what comes to its reorder point. */
async function ordering() {
  const flow = await createFlow(here.store.context, {
    name: 'Order again',
    graph: {
      ...graphOf(
        [
          node('trigger', 'event-trigger', {
            events: ['product-to-reorder'],
            key: 'product',
            reentry: { rule: 'always' },
          }),
          node('order', 'purchase-order', {
            supplier: '{{ product.vendor }}',
            lines: '{{ product.reorderUnits | default: "50" }} x {{ product.title }}',
            why: '{{ product.reorderReason }}',
            who: 'owner',
          }),
          node('end', 'end'),
        ],
        { holdout: 0 },
        ['trigger:next>order', 'order:done>end'],
      ),
      subject: 'product',
    },
  });
  await publishFlow(here.store.context, { id: flow.id });
  return flow;
}

test('a flow begins once at the reorder point, and its approval asks for the suggested quantity and says why', async () => {
  const { context, clock } = here.store;
  await sell(90);
  await train();
  await updateStore(context, { settings: { leadDays: 29, leadSpreadDays: 0 } });
  const flow = await ordering();
  const { point } = await of('Linen shirt');
  expect(point).toBeLessThan(90);
  await restock('shirt', point! + 1);
  await tellNews();
  await here.host.pass(HOUR);
  expect((await listEnrolments(context, { flow: flow.id })).items).toEqual([]);
  await restock('shirt', point!);
  await tellNews();
  await restock('shirt', point! - 1);
  await tellNews();
  await here.host.pass(HOUR);
  expect((await listEnrolments(context, { flow: flow.id })).items).toHaveLength(1);
  const suggested = (await of('Linen shirt')).units!;
  const [work] = (await listWork(context, {})).items;
  const lines = work!.drafts.find(({ name }) => name === 'lines')!.value;
  expect(lines).toMatch(/^\d+ x Linen shirt$/);
  expect(Math.abs(Number.parseInt(lines, 10) - suggested)).toBeLessThanOrEqual(1);
  expect(work!.facts.find(({ label }) => label === 'Why')?.value).toContain('2 a day are expected');

  // What was approved is on order until it arrives, and how long that took is known then.
  await answerWork(context, { id: work!.id, answer: 'approved', drafts: { lines: '80 x Linen shirt' } });
  expect(await of('Linen shirt')).toMatchObject({ onOrder: 80, isDue: false });
  clock.set(clock.now() + 12 * DAY);
  const { db } = here.store;
  await restock('shirt', point! + 2);
  await db.inWorkspace(context.workspaceId, (tx) => tx`update stock_turns set at = ${clock.now()}`);
  // A few units that come back are no delivery.
  expect(await of('Linen shirt')).toMatchObject({ onOrder: 80, seen: null });
  await restock('shirt', point! + 82);
  await db.inWorkspace(
    context.workspaceId,
    (tx) => tx`update stock_turns set at = ${clock.now()} where at > ${clock.now() - DAY}`,
  );
  expect(await of('Linen shirt')).toMatchObject({ onOrder: 0, seen: { orders: 1, days: 12, spread: null } });
});
