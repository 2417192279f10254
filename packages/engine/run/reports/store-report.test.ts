import { DAY, HOUR, MINUTE } from '@millrace/base';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { createConnection } from '@millrace/services/settings';
import { graphOf, node } from '@millrace/services/testing';
import { storeForEach, type Here } from '@millrace/services/testing/store-for-each';
import { joinTeam } from '@millrace/services/testing/team';
import { expect, test, vi } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { mailedReport } from './store-report.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

let here: Here;
storeForEach({ recounts: true }, (given) => {
  here = given;
});
const NOON = Date.UTC(2026, 10, 27, 12);
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

async function trade() {
  const order = (id: string, at: number, price: string) => ({
    id,
    type: 'order-placed',
    occurredAt: at,
    customer: { email: `${id}@example.com` },
    properties: {
      orderId: id,
      placedAt: new Date(at).toISOString(),
      lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price }],
    },
  });
  const product = (id: string, title: string, stock: number) => ({
    id: `product-${id}`,
    type: 'product-updated',
    occurredAt: NOON - 3 * DAY,
    properties: { productId: id, title, price: '10.00', stock },
  });
  here.store.clock.set(NOON);
  const { refused } = await ingestEvents(here.store.context, API, [
    order('one', NOON - DAY, '80.00'),
    order('two', NOON - DAY - HOUR, '20.00'),
    order('before', NOON - 8 * DAY, '50.00'),
    order('today', NOON - HOUR, '999.00'),
    product('kettle', 'Kettle', 0),
    product('mug', 'Mug', 3),
    product('tea', 'Tea', 40),
  ]);
  expect(refused).toEqual([]);
  await here.host.settle();
}

const reported = (period: 'day' | 'month') => {
  const { db, context } = here.store;
  return db.inWorkspace(context.workspaceId, (tx) =>
    mailedReport(
      tx,
      context.workspaceId,
      period,
      NOON,
      (day) => `https://millrace.example/reports?day=${day}`,
    ),
  );
};

test('it says what stands out, compares with the same day of the week before, and names what runs out', async () => {
  await trade();
  expect(await reported('day')).toEqual([
    'Thursday 26 November',
    'Revenue was $100.00 from 2 orders, against $50.00 on the same day of the week before. A difference like this can be chance.',
    'No order followed a message of a flow.',
    '1 product is out of stock, among them Kettle, which sells most.',
    'All figures (in brackets: the same day of the week before)',
    'Orders: 2 (1). Revenue: $100.00 ($50.00). On average: $50.00 ($50.00). Discounts: $0.00 ($0.00).',
    expect.stringMatching(
      /^New customers: \d+ \(\d+\)\. Carts that were left: 0 \(0\)\. Returns: 0 \(0\)\. Unsubscribed: 0 \(0\)\.$/,
    ),
    'Messages sent: 0 (0).',
    'Out of stock: Kettle.',
    'Nearly out of stock: Mug (3).',
    'The whole report: https://millrace.example/reports?day=2026-11-26',
  ]);
});

test('a store without anything has a report too', async () => {
  const lines = await reported('month');
  expect(lines[0]).toBe('October 2026');
  expect(lines[1]).toBe('No orders came in.');
});

test('a flow about the store sends it in the morning, with its own words before it', async () => {
  await trade();
  const { db, context } = here.store;
  await joinTeam(here.database, here.store, 'Olga', 'owner');
  await createConnection(context, {
    connector: 'smtp',
    name: 'Mail',
    config: {
      host: '127.0.0.1',
      port: 2525,
      security: 'none',
      fromAddress: 'shop@example.com',
      fromName: 'Shop',
    },
  });
  const { id } = await createFlow(context, {
    name: 'Morning',
    graph: {
      ...graphOf(
        [
          node('trigger', 'schedule-trigger', { every: 'day', at: '13:00' }),
          node('report', 'store-report', { text: 'Good morning.', who: 'everyone', ifNotDone: 'ways' }),
          ...['next', 'refused', 'failed', 'unknown'].map((port) => node(`end-${port}`, 'end')),
        ],
        { holdout: 0 },
        [
          'trigger:next>report',
          ...['next', 'refused', 'failed', 'unknown'].map((port) => `report:${port}>end-${port}`),
        ],
      ),
      subject: 'store',
    },
  });
  await publishFlow(context, { id });
  await here.host.pass(2 * HOUR);
  await here.host.pass(MINUTE);
  const [call] = await db.inWorkspace(
    context.workspaceId,
    (tx) => tx<{ status: string; reason: string | null; result: { text?: string } | null }[]>`
      select status, reason, result from calls where capability = 'write-to-team'`,
  );
  expect(call?.status).toBe('done');
  expect(call?.result?.text).toMatch(/^Good morning\.\n\nThursday 26 November/);
  expect(call?.result?.text).toContain('Out of stock: Kettle.');
});
