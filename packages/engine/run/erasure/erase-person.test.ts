import {
  customerTimeline,
  eraseCustomer,
  exportCustomer,
  getCustomer,
  listCustomers,
  setConsent,
  updateCustomer,
} from '@millrace/services/customers';
import { enrolByHand } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { listMessages } from '@millrace/services/message-log';
import { createConnection, updateGuardrails } from '@millrace/services/settings';
import { email, graphOf, node, testStore, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, searchEverything, tablesOf, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { afterAll, beforeAll, beforeEach, afterEach, expect, test, vi } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { recount } from '../measure/recount/recount.ts';
import { moodyMailServer } from '../measure/recount/testing/moody-mail-server.ts';
import { SOMEBODY, THEIRS, TRACES } from './testing/somebody.ts';
import { wholeLife, type Life } from './testing/whole-life.ts';
import { TABLES } from './traces-left.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

let database: TestDatabase;
let store: TestStore;
let mail: Awaited<ReturnType<typeof moodyMailServer>>;
let life: Life;
beforeAll(async () => {
  mail = await moodyMailServer();
});
afterAll(() => mail.close());
beforeEach(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url, { fromEmail: 'shop@example.com' });
  store.clock.set(Date.now() - 3 * DAY);
  const config = {
    host: '127.0.0.1',
    port: mail.port,
    security: 'none',
    fromAddress: 'shop@example.com',
    fromName: 'Shop',
  };
  const { id } = await createConnection(store.context, { connector: 'smtp', config });
  life = await wholeLife(store, id, mail);
});
afterEach(async () => {
  await life.close();
  await store.close();
  await database.drop();
});

const rows = <Row extends object>(
  run: (tx: Parameters<Parameters<TestStore['db']['inWorkspace']>[1]>[0]) => PromiseLike<readonly Row[]>,
) => store.db.inWorkspace(store.context.workspaceId, async (tx) => [...(await run(tx))]);

test('every table has a decision about erasure', async () => {
  expect(Object.keys(TABLES).sort()).toEqual(await tablesOf(database.ownerUrl));
});

test('a person who has used every part of the product leaves no trace once erased', async () => {
  // Check first that every trace was there; otherwise the test proves nothing.
  const before = await searchEverything(database.ownerUrl, TRACES);
  expect(TRACES.filter((trace) => !before.some((found) => found.endsWith(`: ${trace}`)))).toEqual([]);
  const filled = await Promise.all(
    [
      'short_links',
      'decisions',
      'calls',
      'discount_codes',
      'entry_refusals',
      'traces',
      'touches',
      'audit_log',
      'suppressions',
      'consent_history',
      'order_changes',
    ].map(async (table) => (await rows((tx) => tx`select 1 from ${tx(table)} limit 1`)).length),
  );
  expect(filled).not.toContain(0);
  const statuses = (
    await rows<{ status: string }>((tx) => tx`select distinct status from messages order by status`)
  ).map((row) => row.status);
  expect(statuses).toEqual(expect.arrayContaining(['failed', 'held', 'sent', 'unknown']));

  await eraseCustomer(store.context, { id: life.customerId });
  expect(await searchEverything(database.ownerUrl, TRACES)).toEqual([]);
  await life.host.pass(3 * DAY);
  expect(await searchEverything(database.ownerUrl, TRACES)).toEqual([]);
  expect(await rows((tx) => tx`select 1 from enrolments where ended_at is null`)).toEqual([]);
  expect(
    await rows((tx) => tx`select 1 from messages where status in ('planned', 'held', 'claimed', 'sending')`),
  ).toEqual([]);
  expect((await store.context.db.inWorkspace(store.context.workspaceId, recount)).differences).toEqual([]);
  // Rows that name nobody stay: a response about another person, the amount of an order.
  expect(await rows((tx) => tx`select response from idempotency_keys where key = 'a4'`)).toEqual([
    { response: { somebody: 'else' } },
  ]);
  expect(
    await rows(
      (tx) =>
        tx`select status, response->>'code' as code from idempotency_keys where key in ('a1', 'a2', 'a3')`,
    ),
  ).toEqual(Array.from({ length: 3 }, () => ({ status: 410, code: 'answer-erased' })));
  expect(await rows((tx) => tx`select total, refunded, number from orders`)).toEqual([
    { total: 8_000, refunded: 1_000, number: null },
  ]);
});

test('an erased person cannot be found or changed by any verb', async () => {
  const { context } = store;
  const id = life.customerId;
  await eraseCustomer(context, { id });
  const gone = { code: 'not-found' };
  await expect(eraseCustomer(context, { id })).rejects.toMatchObject(gone);
  await expect(setConsent(context, { id, channel: 'email', state: 'subscribed' })).rejects.toMatchObject(
    gone,
  );
  await expect(updateCustomer(context, { id, traits: { email: SOMEBODY.email } })).rejects.toMatchObject(
    gone,
  );
  const [flow] = await rows<{ id: string }>((tx) => tx`select id from flows where state = 'live' limit 1`);
  await expect(enrolByHand(context, { flow: flow?.id ?? '', customer: id })).rejects.toMatchObject(gone);
  expect((await listCustomers(context, { email: SOMEBODY.email })).items).toEqual([]);
  expect(await getCustomer(context, { id })).toMatchObject({
    email: null,
    firstName: null,
    country: null,
    identities: [],
    properties: {},
    tags: [],
  });
  const told = JSON.stringify([
    await customerTimeline(context, { id, limit: 100 }),
    await exportCustomer(context, { id }),
    await listMessages(context, { customer: id }),
  ]);
  for (const trace of TRACES) expect(told.toLowerCase()).not.toContain(trace.toLowerCase());
});

test('a repeated event of an erased person is recognised, and a new event creates a new person', async () => {
  const { context } = store;
  const id = life.customerId;
  await eraseCustomer(context, { id });
  const people = async () =>
    (await rows((tx) => tx`select id from customers where merged_into is null and erased_at is null`)).length;
  expect(await people()).toBe(0);
  // The shop sends a webhook again.
  const again = await ingestEvents(context, { id: 'shop-1', clock: { pace: 1, anchor: 0 } }, [
    { id: THEIRS.event, type: 'customer-updated', customer: { email: SOMEBODY.email } },
  ]);
  expect(again.accepted).toMatchObject([{ duplicate: true }]);
  // News of the order: a parcel, another refund, the first refund again.
  const order = { orderId: THEIRS.order, number: THEIRS.orderNumber, email: SOMEBODY.email };
  await life.tell('shop-1', {
    id: 'parcel',
    type: 'order-fulfilled',
    customer: { externalId: SOMEBODY.externalId, email: SOMEBODY.email },
    properties: order,
  });
  await life.tell('shop-1', {
    id: 'refund-2',
    type: 'order-refunded',
    properties: { ...order, refundId: `${THEIRS.refund}-b`, amount: '5.00' },
  });
  await life.tell('shop-1', {
    id: 'refund-1-again',
    type: 'order-refunded',
    properties: { ...order, refundId: THEIRS.refund, amount: '10.00' },
  });
  expect(await people()).toBe(0);
  expect(await rows((tx) => tx`select total, refunded, fulfilment_status from orders`)).toEqual([
    { total: 8_000, refunded: 1_500, fulfilment_status: 'fulfilled' },
  ]);
  expect(await searchEverything(database.ownerUrl, TRACES)).toEqual([]);
  expect((await store.context.db.inWorkspace(context.workspaceId, recount)).differences).toEqual([]);

  // They come back as a new person. They get no messages, although the shop says that they consent.
  await life.tell('shop-1', {
    id: 'back',
    type: 'wrote',
    customer: {
      externalId: SOMEBODY.externalId,
      email: SOMEBODY.email,
      consent: { email: { state: 'subscribed' } },
    },
  });
  await life.host.pass(2 * DAY);
  const [back] = (await listCustomers(context, { email: SOMEBODY.email })).items;
  expect(back?.id).not.toBe(id);
  expect(
    (await listMessages(context, { customer: back?.id ?? '' })).items.filter(
      (message) => message.channel === 'email',
    ),
  ).toMatchObject([{ status: 'refused', reason: 'suppressed' }]);
  expect(await getCustomer(context, { id })).toMatchObject({ email: null, identities: [] });
}, 90_000);

test('an erased person gets messages again only after a later confirmed opt-in', async () => {
  const { context } = store;
  const graph = graphOf([
    node('trigger', 'event-trigger', { event: 'came-back', key: 'customer', reentry: { rule: 'always' } }),
    email('hello'),
    node('end', 'end'),
  ]);
  await publishFlow(context, { id: (await createFlow(context, { name: 'Back', graph })).id });
  await updateGuardrails(context, { settings: { 'quiet-hours': { on: false } } });
  await rows((tx) => tx`delete from suppressions`);
  await eraseCustomer(context, { id: life.customerId });
  const lastOf = async (consent: Record<string, unknown>) => {
    await life.tell('shop-1', {
      type: 'came-back',
      customer: { email: SOMEBODY.email, consent: { email: { state: 'subscribed', ...consent } } },
    });
    await life.host.pass(MINUTE);
    const [back] = (await listCustomers(context, { email: SOMEBODY.email })).items;
    const [message] = (await listMessages(context, { customer: back?.id ?? '' })).items;
    return `${message?.status} ${message?.reason} ${message?.sentence}`;
  };
  const refused =
    'refused suppressed Not sent: the address is on the suppression list, because somebody with this address asked to be erased.';
  expect(await lastOf({ optIn: 'double', at: store.clock.now() - HOUR })).toBe(refused);
  expect(await lastOf({ optIn: 'single', at: store.clock.now() })).toBe(refused);
  expect(await lastOf({ optIn: 'double', at: store.clock.now() })).toBe('sent null null');
});

test("a provider's response that arrives after the erasure is not stored", async () => {
  const { context } = store;
  await updateGuardrails(context, { settings: { 'quiet-hours': { on: false } } });
  const graph = graphOf([
    node('trigger', 'event-trigger', { event: 'came-back', key: 'customer', reentry: { rule: 'always' } }),
    email('hello'),
    node('end', 'end'),
  ]);
  await publishFlow(context, { id: (await createFlow(context, { name: 'Back', graph })).id });
  await life.tell('shop-1', {
    type: 'customer-updated',
    customer: { email: 'zq.third@heronwort.example', consent: { email: { state: 'subscribed' } } },
  });
  const [third] = (await listCustomers(context, { email: 'zq.third@heronwort.example' })).items;
  mail.mood = 'rejects';
  mail.beforeAnswer = () => eraseCustomer(context, { id: third?.id ?? '' });
  await life.tell('shop-1', { type: 'came-back', customer: { email: 'zq.third@heronwort.example' } });
  await life.host.pass(MINUTE);
  mail.beforeAnswer = null;
  expect((await listMessages(context, { customer: third?.id ?? '' })).items).toMatchObject([
    { status: 'failed', reason: 'provider-refused', sentence: null, to: null },
  ]);
  expect(await searchEverything(database.ownerUrl, ['zq.third'])).toEqual([]);
  expect((await context.db.inWorkspace(context.workspaceId, recount)).differences).toEqual([]);
});
