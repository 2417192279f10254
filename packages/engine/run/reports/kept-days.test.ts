import { DAY, HOUR, MINUTE, type Instant } from '@millrace/base';
import { newId, type Tx } from '@millrace/db';
import { updateStore } from '@millrace/services/settings';
import { storeForEach, type Here } from '@millrace/services/testing/store-for-each';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { keepReportDays } from './kept-days.ts';
import { lastWindow, runningWindow, windowFrom, type ReportWindow } from './report-window.ts';
import { readStoreReport } from './store-report.ts';

let here: Here;
storeForEach({}, (given) => {
  here = given;
});

const NOON = Date.UTC(2026, 10, 27, 12);
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
/** Every store is large here. */
const ANY = 1;

const inStore = <Result>(work: (tx: Tx) => Promise<Result>) =>
  here.store.db.inWorkspace(here.store.context.workspaceId, work);

const WINDOWS: Readonly<Record<string, (zone: string) => ReportWindow>> = {
  yesterday: (zone) => lastWindow('day', NOON, zone),
  today: (zone) => runningWindow('day', NOON, zone),
  'this week': (zone) => runningWindow('week', NOON, zone),
  'this month': (zone) => runningWindow('month', NOON, zone),
  'last month': (zone) => lastWindow('month', NOON, zone),
  'in August': (zone) => windowFrom('month', { year: 2026, month: 8, day: 1 }, NOON, zone),
};

const read = (windowOf: (zone: string) => ReportWindow) =>
  inStore((tx) => readStoreReport(tx, here.store.context.workspaceId, windowOf, NOON));

async function readAll() {
  const reports: Record<string, unknown> = {};
  for (const [name, windowOf] of Object.entries(WINDOWS)) {
    const { knownAt: _knownAt, ...report } = await read(windowOf);
    reports[name] = report;
  }
  return reports;
}

/** As the worker does, so often that the older days had their turn, too. */
async function keep(times = 1, now: Instant = NOON, large = ANY) {
  for (let time = 0; time < times; time += 1)
    await keepReportDays(
      here.store.db,
      () => now + time * 2 * MINUTE,
      (error) => {
        throw error;
      },
      large,
    );
}

const kept = () =>
  inStore((tx) => tx<{ day: string }[]>`select day from report_days order by day`).then((rows) =>
    rows.map(({ day }) => day),
  );

const order = (id: string, at: Instant, price: number, type = 'order-placed', more: object = {}) => ({
  id: `${type}-${id}`,
  type,
  occurredAt: at,
  customer: { email: `${id}@example.com` },
  properties: {
    orderId: id,
    placedAt: new Date(at).toISOString(),
    lines: [{ productId: `p${price % 7}`, title: 'Tea', quantity: 1 + (price % 3), price: String(price) }],
    ...more,
  },
});

/** Orders, people, messages and what followed them, on random moments of four months, also right at midnight in Berlin. */
async function fill(seed: number) {
  here.store.clock.set(NOON);
  const moments = fc.sample(
    fc.oneof(
      fc.integer({ min: 0, max: 120 * DAY }).map((ago) => NOON - ago),
      fc.integer({ min: 1, max: 119 }).map((days) => Date.UTC(2026, 10, 26, 23) - days * DAY),
    ),
    { numRuns: 150, seed },
  );
  const events = moments.slice(0, 90).map((at, index) => order(`o${index}`, at, 10 + index));
  for (const [id, title] of Array.from({ length: 7 }, (_, index) => [`p${index}`, `Tea ${index}`]))
    events.push({
      id: `product-${id}`,
      type: 'product-updated',
      occurredAt: NOON - DAY,
      properties: { productId: id, title, price: '10.00', stock: 40 },
    } as never);
  const { refused } = await ingestEvents(here.store.context, API, events as never);
  expect(refused).toEqual([]);
  await here.host.settle();
  const { workspaceId } = here.store.context;
  await inStore(async (tx) => {
    const [flow, other] = [newId(NOON), newId(NOON)];
    for (const [place, id] of [flow, other].entries())
      await tx`insert into flows (id, workspace_id, name, draft, salt)
        values (${id}, ${workspaceId}, ${`Flow ${place}`}, '{}', 's')`;
    for (const [index, at] of moments.entries()) {
      const id = index % 3 === 0 ? other : flow;
      await tx`update customers set created_at = ${at} where email = ${`o${index}@example.com`}`;
      await tx`insert into messages (id, workspace_id, enrolled_at, enrolment_id, flow_id, version_id, node, visit,
          customer_id, channel, purpose, status, planned_at, sent_at, delivered_at, opened_at)
        values (${newId(at)}, ${workspaceId}, ${NOON}, ${newId(at)}, ${id}, ${newId(at)}, 'mail', 1, ${newId(at)},
          ${index % 4 === 0 ? 'sms' : 'email'}, 'marketing', 'sent', ${at}, ${at}, ${at + HOUR},
          ${index % 2 === 0 ? at + HOUR : null})`;
      await tx`insert into attributions (workspace_id, order_id, flow_id, version_id, node, message_id, customer_id,
          revenue, margin, discount, how, at)
        values (${workspaceId}, ${newId(at)}, ${id}, ${newId(at)}, 'mail', ${newId(at)}, ${newId(at)},
          ${100 * index}, 0, 0, 'clicked', ${at})`;
    }
  });
}

test('days that were added up give the same reports, from the days to the products, in any window', async () => {
  await updateStore(here.store.context, { zone: 'Europe/Berlin' });
  await fill(1);
  const added = await readAll();
  expect(await kept()).toEqual([]);
  await keep(6);
  expect(await readAll()).toEqual(added);
  const days = await kept();
  // Every day since the first that anything is known of, without today.
  expect(days.at(-1)).toBe('2026-11-26');
  expect(days.length).toBeGreaterThan(110);
  expect((await read(WINDOWS['last month']!)).knownAt).toBe(NOON + 10 * MINUTE);
  expect((await read(WINDOWS['today']!)).figures.orders.now).toEqual(
    (added['today'] as { figures: { orders: { now: unknown } } }).figures.orders.now,
  );
});

test('a report reads what was added up, and shows a later refund after the next time', async () => {
  await fill(2);
  await keep();
  const yesterday = async () => (await read(WINDOWS['yesterday']!)).figures.orders.now;
  await inStore(
    (tx) => tx`update report_days set sums = jsonb_set(sums, '{orders}', '4711') where day = '2026-11-26'`,
  );
  expect((await yesterday()).orders).toBe(4711);
  const at = NOON - DAY;
  await ingestEvents(here.store.context, API, [order('late', at, 500)] as never);
  await here.host.settle();
  await keep(1, NOON + 2 * MINUTE);
  const placed = await yesterday();
  expect(placed.orders).toBeLessThan(4711);
  await ingestEvents(here.store.context, API, [
    order('late', at, 500, 'order-cancelled', { cancelledAt: new Date(NOON).toISOString() }),
  ] as never);
  await here.host.settle();
  expect(await yesterday()).toEqual(placed);
  await keep(1, NOON + 4 * MINUTE);
  expect((await yesterday()).orders).toBe(placed.orders - 1);
});

test('it pauses between the times, and takes over from a worker that stopped', async () => {
  await fill(3);
  await keep();
  await inStore((tx) => tx`delete from report_days`);
  await keep(1, NOON + 30_000);
  expect(await kept()).toEqual([]);
  await keep(1, NOON + 2 * MINUTE);
  expect((await kept()).length).toBeGreaterThan(60);
});

test('another calendar or currency begins anew, and until then everything is added up for the report', async () => {
  await fill(4);
  await keep(6);
  await updateStore(here.store.context, { zone: 'Pacific/Auckland' });
  const report = await read(WINDOWS['last month']!);
  expect(report.knownAt).toBeNull();
  await keep(6, NOON + HOUR);
  const again = await read(WINDOWS['last month']!);
  expect(again.knownAt).not.toBeNull();
  expect({ ...again, knownAt: null }).toEqual(report);
});

test('a small store keeps nothing, and one that became small forgets', async () => {
  await fill(5);
  await keep(1, NOON, 20_000);
  expect(await kept()).toEqual([]);
  await keep(1, NOON + HOUR);
  expect(await kept()).not.toEqual([]);
  await keep(1, NOON + 2 * HOUR, 20_000);
  expect(await kept()).toEqual([]);
});
