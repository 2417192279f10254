import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, MINUTE, SECOND } from '@millrace/base';
import { PublishedContract } from '@millrace/connectors/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { tellConsent } from './tell-consent.ts';
import { tellEvents } from './tell-events.ts';
import { createConnection } from '@millrace/services/settings';
import { outside, shopOf, testStore, type Outside, type TestStore } from '@millrace/services/testing';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

const contract = new PublishedContract(
  new URL('../../../catalogue/connectors/klaviyo/contract/klaviyo.openapi.json', import.meta.url),
);
const KEY = 'pk_0000000000000000000000000000000000';
let database: TestDatabase;
let store: TestStore;
let klaviyo: Outside;
let status: number;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await testStore(database.url);
  // Event ids contain the machine's time.
  store.clock.set(Date.now() + MINUTE);
  status = 202;
  klaviyo = await outside(({ method, path, headers, body }) => {
    const problem = contract.problem({
      method: method as 'POST',
      url: `${klaviyo.url}${path}`,
      headers: headers as Record<string, string>,
      body,
    });
    return { status: problem === null ? status : 400, body: problem ?? {} };
  });
});
afterEach(async () => {
  await klaviyo.close();
  await store.close();
});

const connect = (tellEvents = 'messages-and-orders') =>
  createConnection(store.context, {
    connector: 'klaviyo',
    config: { apiKey: KEY, apiAddress: klaviyo.url, tellEvents },
  });
const tell = async () => {
  store.clock.pass(20 * SECOND);
  await Promise.all([
    tellEvents(store.db, store.contextOf),
    tellEvents(store.db, store.contextOf),
    tellConsent(store.db, store.contextOf),
  ]);
};
interface Told {
  readonly data: {
    readonly attributes: {
      readonly unique_id: string;
      readonly metric: { data: { attributes: { name: string } } };
      readonly profile: { data: { attributes: { email: string } } };
    };
  };
}
const told = () =>
  klaviyo.asked
    .filter(({ path }) => path === '/api/events')
    .map(({ body }) => (JSON.parse(body) as Told).data.attributes)
    .map(({ metric, profile, unique_id: key }) => ({
      name: metric.data.attributes.name,
      email: profile.data.attributes.email,
      key,
    }));
const order = (email: string, orderId: string, placedAt = store.clock.now()) =>
  shopOf(store).send(
    'order-placed',
    { email },
    { orderId, total: '10.00', currency: 'USD', lines: [], placedAt },
  );

test('events after Klaviyo was connected are sent to it once, in order, each with its own key', async () => {
  await order('before@example.com', '1');
  await connect();
  await tell();
  await order('ann@example.com', '2');
  await order('bob@example.com', '3');
  await tell();
  await tell();
  expect(told().map(({ email, name }) => `${name}, ${email}`)).toEqual([
    'Millrace: Placed an order, ann@example.com',
    'Millrace: Placed an order, bob@example.com',
  ]);
  expect(new Set(told().map(({ key }) => key)).size).toBe(2);
});

test('Klaviyo’s own events, history, and events the owner switched off are not sent', async () => {
  const { id } = await connect();
  await tell();
  const own = { id, clock: { pace: 1, anchor: 0 } };
  const properties = { total: '10.00', currency: 'USD', lines: [] };
  await ingestEvents(store.context, own, [
    {
      id: 'k',
      type: 'order-placed',
      customer: { email: 'cy@example.com' },
      properties: { orderId: 'k', ...properties },
    },
  ]);
  const api = { id: 'api', clock: { pace: 1, anchor: 0 } };
  const old = {
    id: 'o',
    type: 'order-placed',
    occurredAt: store.clock.now() - 9 * DAY,
    customer: { email: 'dee@example.com' },
  };
  await ingestEvents(store.context, api, [{ ...old, properties: { orderId: 'o', ...properties } }]);
  await ingestEvents(store.context, api, [
    { id: 'v', type: 'product-viewed', customer: { email: 'eve@example.com' }, properties: {} },
  ]);
  await tell();
  await tell();
  expect(told()).toEqual([]);
});

test('while Klaviyo does not respond nothing is lost, and events are sent later under the same keys', async () => {
  await connect();
  await tell();
  await order('ann@example.com', '2');
  status = 503;
  await tell();
  const first = told();
  expect(first.length).toBeGreaterThan(0);
  status = 202;
  store.clock.pass(5 * MINUTE);
  await tell();
  expect(told().at(-1)).toEqual(first[0]);
  const count = told().length;
  await tell();
  expect(told()).toHaveLength(count);
});
