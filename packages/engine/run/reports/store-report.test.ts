import { DAY, HOUR, MINUTE } from '@millrace/base';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { createConnection } from '@millrace/services/settings';
import { graphOf, node } from '@millrace/services/testing';
import { storeForEach, type Here } from '@millrace/services/testing/store-for-each';
import { joinTeam } from '@millrace/services/testing/team';
import { describe, expect, test, vi } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { reportWindow, storeReport } from './store-report.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

describe('the time of a report', () => {
  const ZONE = 'Europe/Berlin';
  const words = (period: 'day' | 'week' | 'month', now: string) =>
    Object.values(reportWindow(period, Date.parse(now), ZONE)).map((at) => new Date(at).toISOString());
  test('is whole days of the store, also when the clocks change and over the end of a year', () => {
    // The clocks went back on 25 October 2026 in Berlin.
    expect(words('day', '2026-10-26T06:00:00Z')).toEqual([
      '2026-10-25T23:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-23T22:00:00.000Z',
    ]);
    expect(words('week', '2027-01-04T06:00:00Z')).toEqual([
      '2027-01-03T23:00:00.000Z',
      '2026-12-27T23:00:00.000Z',
      '2026-12-20T23:00:00.000Z',
    ]);
    expect(words('month', '2027-01-31T06:00:00Z')).toEqual([
      '2026-12-31T23:00:00.000Z',
      '2026-11-30T23:00:00.000Z',
      '2026-10-31T23:00:00.000Z',
    ]);
  });
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
    order('before', NOON - 2 * DAY, '50.00'),
    order('today', NOON - HOUR, '999.00'),
    product('kettle', 'Kettle', 0),
    product('mug', 'Mug', 3),
    product('tea', 'Tea', 40),
  ]);
  expect(refused).toEqual([]);
  await here.host.settle();
}

test('it compares yesterday with the day before, and names what runs out', async () => {
  await trade();
  const { db, context } = here.store;
  const lines = await db.inWorkspace(context.workspaceId, (tx) =>
    storeReport(tx, context.workspaceId, 'day', NOON),
  );
  expect(lines).toEqual([
    'Thursday 26 November (in brackets: the day before)',
    expect.stringMatching(
      /^Orders: 2 \(1\)\. Revenue: \D*100\.00 \(\D*50\.00\)\. On average: \D*50\.00 \(\D*50\.00\)\.$/,
    ),
    expect.stringMatching(/^New customers: \d+ \(\d+\)\. Carts that were left: 0 \(0\)\.$/),
    'Messages sent: 0 (0).',
    'No order followed a message of a flow.',
    'Out of stock: Kettle.',
    'Nearly out of stock: Mug (3).',
  ]);
});

test('a store without anything has a report too', async () => {
  const { db, context } = here.store;
  const lines = await db.inWorkspace(context.workspaceId, (tx) =>
    storeReport(tx, context.workspaceId, 'month', NOON),
  );
  expect(lines[0]).toBe('1 Oct 2026 to 31 Oct 2026 (in brackets: the month before)');
  expect(lines[1]).toMatch(/^Orders: 0 \(0\)/);
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
