import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, MINUTE } from '@millrace/base';
import { emailChannel, smsChannel } from '@millrace/channels';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createConnection } from '../settings/connections.ts';
import { createFlow } from '../flows/create-flow.ts';
import { getLoggedMessage, listMessageLog } from './test-messages.ts';
import { listAudit } from '../settings/audit.ts';
import { listMessages } from './read-messages.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { testSend } from './test-send.ts';
import {
  cartTrigger,
  email,
  graphOf,
  node,
  shopOf,
  testStore,
  VirtualHost,
  type TestStore,
} from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  return () => store.close();
});
afterAll(() => database.drop());

const logged = async (more: object = {}) => (await listMessageLog(store.context, more)).items;

test('a test kept in the sandbox says so, is in the message log, and can be read there as it looked', async () => {
  const sent = await testSend(store.context, {
    channel: 'email',
    content: emailChannel.example,
    to: 'me@example.com',
  });
  expect(sent).toMatchObject({
    sent: false,
    sentence:
      'Kept in the message log, where you can read it: no provider for e-mail is connected, so it was not sent to me@example.com.',
  });
  expect(await logged()).toEqual([
    expect.objectContaining({
      id: sent.id,
      status: 'test',
      to: 'me@example.com',
      customerName: 'Test by Test',
      sentence: sent.sentence,
    }),
  ]);
  const message = await getLoggedMessage(store.context, { id: sent.id });
  expect(message.html).toContain('<html');
  expect(message.text).toContain('your cart');
  expect((await listAudit(store.context, { action: 'test-sent' })).items).toMatchObject([
    { summary: 'Sent a test by e-mail', subjectId: sent.id },
  ]);
});

test('a test that a provider refused is there too, with the provider’s words', async () => {
  await createConnection(store.context, {
    connector: 'smtp',
    config: { host: '127.0.0.1', port: 9, security: 'none', fromAddress: 'shop@shop.test' },
  });
  const sent = await testSend(store.context, {
    channel: 'email',
    content: emailChannel.example,
    to: 'me@example.com',
  });
  expect(sent.sent).toBe(false);
  expect(await logged()).toMatchObject([
    { id: sent.id, sentence: sent.sentence, connection: expect.any(String) as string },
  ]);
});

test('tests are listed among messages by time, page by page, and can be listed alone', async () => {
  const shop = shopOf(store);
  const graph = graphOf([cartTrigger(), email('mail'), node('end', 'end')]);
  const { id } = await createFlow(store.context, { name: 'Carts', graph });
  await publishFlow(store.context, { id });
  const host = new VirtualHost(store);
  for (let round = 0; round < 4; round += 1) {
    await shop.fillCart(`person-${round}`, `cart-${round}`);
    await host.pass(20 * MINUTE);
    await testSend(store.context, {
      channel: round % 2 ? 'sms' : 'email',
      content: round % 2 ? smsChannel.example : emailChannel.example,
      to: round % 2 ? '+14155550123' : 'me@example.com',
      flow: id,
    });
    await host.pass(MINUTE);
  }
  const kinds: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listMessageLog(store.context, { limit: 3, ...(cursor ? { cursor } : {}) });
    kinds.push(...page.items.map(({ status }) => status));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(kinds).toEqual(['test', 'sent', 'test', 'sent', 'test', 'sent', 'test', 'sent']);
  expect((await logged({ status: 'test' })).length).toBe(4);
  expect((await logged({ status: 'sent' })).length).toBe(4);
  expect((await logged({ channel: 'sms' })).map(({ status }) => status)).toEqual(['test', 'test']);
  // The API lists messages of flows only.
  expect((await listMessages(store.context, {})).items).toHaveLength(4);
});

test('tests belong to one workspace, and are deleted after a month', async () => {
  const { id } = await testSend(store.context, {
    channel: 'email',
    content: emailChannel.example,
    to: 'me@example.com',
  });
  const stranger = await store.other();
  await expect(getLoggedMessage(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
  expect((await listMessageLog(stranger, {})).items).toEqual([]);
  store.clock.pass(31 * DAY);
  await testSend(store.context, { channel: 'email', content: emailChannel.example, to: 'me@example.com' });
  await expect(getLoggedMessage(store.context, { id })).rejects.toMatchObject({ code: 'not-found' });
});
