import { DAY, HOUR } from '@millrace/base';
import { ingestEvents } from '@millrace/run/intake';
import { expect, test } from 'vitest';
import { newId } from '@millrace/db';
import { createFlow } from '../flows/create-flow.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { cartTrigger, email, graphOf, node } from '../testing/index.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { updateStore } from '../settings/workspace.ts';
import { readCohorts } from './read-cohorts.ts';
import { readReport } from './read-report.ts';

let here: Here;
storeForEach({ recounts: true }, (given) => {
  here = given;
});
/** A Friday. */
const NOON = Date.UTC(2026, 10, 27, 12);
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

const order = (id: string, who: string, at: number, price: string, type = 'order-placed') => ({
  id: `${type}-${id}`,
  type,
  occurredAt: at,
  customer: { email: `${who}@example.com` },
  properties: {
    orderId: id,
    placedAt: new Date(at).toISOString(),
    lines: [{ productId: 'kettle', title: 'Kettle', quantity: 2, price }],
  },
});

async function tell(...events: readonly object[]) {
  here.store.clock.set(NOON);
  const { refused } = await ingestEvents(here.store.context, API, events as never);
  expect(refused).toEqual([]);
  await here.host.settle();
}

const figure = (report: Awaited<ReturnType<typeof readReport>>, id: string) =>
  report.figures.find((one) => one.id === id);

test('a week is from Monday to Sunday, compared with the week before, with every day', async () => {
  await tell(
    order('sunday', 'ann', Date.UTC(2026, 10, 22, 23, 59), '10.00'),
    order('monday', 'bea', Date.UTC(2026, 10, 16), '30.00'),
    order('before', 'cid', Date.UTC(2026, 10, 15, 23), '50.00'),
    order('after', 'dan', Date.UTC(2026, 10, 23), '999.00'),
    {
      id: 'kettle',
      type: 'product-updated',
      occurredAt: NOON - 20 * DAY,
      properties: { productId: 'kettle', title: 'Kettle', price: '10.00', stock: 0 },
    },
  );
  const report = await readReport(here.store.context, { period: 'week' });
  expect(report).toMatchObject({
    day: '2026-11-16',
    earlier: '2026-11-09',
    later: '2026-11-23',
    isOver: true,
    comparedWith: 'the week before',
    products: [{ title: 'Kettle', units: 4, stock: 0 }],
    stock: [{ title: 'Kettle', stock: 0 }],
    stockTotal: 1,
  });
  expect(figure(report, 'revenue')).toMatchObject({ value: 8_000, before: 10_000, notable: false });
  expect(figure(report, 'orders')).toMatchObject({ value: 2, before: 1 });
  expect(figure(report, 'average-order')).toMatchObject({ value: 4_000, before: 10_000 });
  expect(report.days.map(({ day, revenue }) => [day, revenue])).toEqual([
    ['2026-11-16', 6_000],
    ...['17', '18', '19', '20', '21'].map((day) => [`2026-11-${day}`, 0]),
    ['2026-11-22', 2_000],
  ]);
});

test('refunds and cancellations change a report afterwards', async () => {
  await tell(order('one', 'ann', NOON - DAY, '10.00'), order('two', 'bea', NOON - DAY, '30.00'), {
    ...order('two', 'bea', NOON - HOUR, '30.00', 'order-cancelled'),
  });
  const report = await readReport(here.store.context, { period: 'day' });
  expect(figure(report, 'revenue')).toMatchObject({ value: 2_000 });
  expect(figure(report, 'orders')).toMatchObject({ value: 1 });
});

test('today is compared with as much of the same day of the week before', async () => {
  await tell(
    order('now', 'ann', NOON - HOUR, '10.00'),
    order('then', 'bea', NOON - 7 * DAY - HOUR, '20.00'),
    order('later', 'cid', NOON - 7 * DAY + HOUR, '500.00'),
  );
  const report = await readReport(here.store.context, { period: 'day', day: '2026-11-27' });
  expect(report).toMatchObject({ isOver: false, later: null, to: NOON });
  expect(figure(report, 'revenue')).toMatchObject({ value: 2_000, before: 4_000 });
  expect(report.days).toHaveLength(28);
  expect(report.days.at(-1)).toMatchObject({ day: '2026-11-27', orders: 1 });
  expect(report.days[0]).toMatchObject({ day: '2026-10-31' });
});

test('a number that was not as usual is in it, of flows what they caused', async () => {
  await tell(order('one', 'ann', NOON - DAY, '10.00'));
  const { db, context } = here.store;
  const flow = await createFlow(context, {
    name: 'Carts',
    graph: graphOf([cartTrigger(), email('mail'), node('end', 'end')]),
  });
  await publishFlow(context, { id: flow.id });
  const id = newId();
  await db.inWorkspace(
    context.workspaceId,
    (
      tx,
    ) => tx`insert into anomalies (id, workspace_id, metric, thing, name, day, last_day, direction, is_worse, value,
        expected, lower, upper, deviations, compared, points, causes, found_at)
      values (${id}, ${context.workspaceId}, 'orders', '', '', '2026-11-26', '2026-11-26', 'low', true, 1, 50, 38, 61,
        -5.5, 90, '[]', '[]', ${NOON})`,
  );
  const report = await readReport(context, { period: 'day' });
  expect(report.unusual).toEqual([
    { id, sentence: 'Orders: 1 on 26 Nov 2026. Usual is between 38 and 61.', isWorse: true },
  ]);
  expect(report.summary).toContain('Orders: 1 on 26 Nov 2026. Usual is between 38 and 61.');
  expect(report.caused).toMatchObject([{ flowId: flow.id, lift: 'no-holdout' }]);
  const earlier = await readReport(context, { period: 'day', day: '2026-11-25' });
  expect(earlier.unusual).toEqual([]);
});

test.each(['2026-02-30', '2026-11-28', '9999-12-31', '0000-00-00'])(
  'there is no report of %s',
  async (day) => {
    here.store.clock.set(NOON);
    await expect(readReport(here.store.context, { period: 'day', day })).rejects.toMatchObject({
      code: 'not-found',
    });
  },
);

test('a day long ago has a report without anything', async () => {
  here.store.clock.set(NOON);
  const report = await readReport(here.store.context, { period: 'month', day: '1970-03-05' });
  expect(report).toMatchObject({ day: '1970-03-01', summary: ['No orders came in.'] });
});

test('cohorts are by the month of the first order, and only of days that are over', async () => {
  await tell(
    order('a1', 'ann', Date.UTC(2026, 6, 3), '10.00'),
    order('a2', 'ann', Date.UTC(2026, 6, 20), '20.00'),
    order('a3', 'ann', Date.UTC(2026, 8, 20), '40.00'),
    order('b1', 'bea', Date.UTC(2026, 6, 30), '30.00'),
    order('c1', 'cid', Date.UTC(2026, 10, 1), '50.00'),
    // Before the twelve months: neither the customer nor the later order is in them.
    order('d1', 'dan', Date.UTC(2025, 3, 1), '70.00'),
    order('d2', 'dan', Date.UTC(2026, 6, 1), '70.00'),
  );
  const { cohorts, channels } = await readCohorts(here.store.context, {});
  expect(cohorts).toEqual([
    { month: '2026-11', customers: 1, again: null, first: 10_000, days30: null, days90: null, days365: null },
    {
      month: '2026-07',
      customers: 2,
      again: 0.5,
      first: 4_000,
      days30: 6_000,
      days90: 10_000,
      days365: null,
    },
  ]);
  expect(channels).toEqual([
    {
      channel: null,
      title: 'No message before it',
      customers: 3,
      again: 0.5,
      first: 6_000,
      days30: 6_000,
      days90: 10_000,
      days365: null,
    },
  ]);
});

test('the four weeks until a day are 28 days, also when the clocks change in them', async () => {
  here.store.clock.set(NOON);
  await updateStore(here.store.context, { zone: 'America/New_York' });
  // The clocks went back on 1 November 2026 in New York, and forward on 8 March.
  for (const day of ['2026-11-05', '2026-03-20']) {
    const { days } = await readReport(here.store.context, { period: 'day', day });
    expect(days).toHaveLength(28);
    expect(days.at(-1)!.day).toBe(day);
  }
});
