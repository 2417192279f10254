import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneTemplate } from '../flows/create-flow.ts';
import { createConnection } from './connections.ts';
import { listAudit } from './audit.ts';
import { listCustomers } from '../customers/read-customers.ts';
import { setConsent } from '../customers/update-customer.ts';
import { updateGuardrails, useKillSwitch } from './guardrails.ts';
import { shopOf, testStore, type TestStore } from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const latest = async () => (await listAudit(store.context, { limit: 1 })).items[0]?.summary;
const pass = () => store.clock.set(store.clock.now() + 1_000);

test('the audit log names everything by its title, not by its id', async () => {
  await updateGuardrails(store.context, { settings: { 'quiet-hours': { on: false }, 'sms-cart-rule': {} } });
  expect(await latest()).toMatch(/^Changed the guardrails: Quiet hours, [A-Z][^-]+$/);
  pass();
  const flow = await cloneTemplate(store.context, { template: 'abandoned-cart-ai', name: 'Autumn carts' });
  expect(await latest()).toBe('Created the flow Autumn carts from the template Abandoned cart, AI');
  pass();
  await useKillSwitch(store.context, { scope: 'all', on: true });
  expect(await latest()).toBe('Stopped all sending');
  pass();
  await useKillSwitch(store.context, { scope: 'channel', target: 'sms', on: true });
  expect(await latest()).toBe('Stopped sending by text message');
  pass();
  await useKillSwitch(store.context, { scope: 'flow', target: flow.id, on: false });
  expect(await latest()).toBe('Allowed sending from “Autumn carts” again');
  pass();
  await createConnection(store.context, {
    connector: 'shopify',
    config: { shopDomain: 'fern.myshopify.com', webhookSecret: 'not-a-real-secret' },
  });
  expect(await latest()).toBe('Connected Shopify');
  pass();
  await shopOf(store).send('signed-up', { email: 'ann@example.com' });
  const [ann] = (await listCustomers(store.context, {})).items;
  await setConsent(store.context, {
    id: ann?.id ?? '',
    channel: 'email',
    state: 'subscribed',
    source: 'Called the shop',
  });
  expect(await latest()).toBe('Consent to marketing by e-mail: agreed');
});
