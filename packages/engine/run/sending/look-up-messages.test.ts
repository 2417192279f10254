import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { customerTimeline, eraseCustomer } from '@millrace/services/customers';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { readHome } from '@millrace/services/home';
import { flowCounts } from '@millrace/services/measure';
import { listMessages } from '@millrace/services/message-log';
import { createConnection, deleteConnection } from '@millrace/services/settings';
import type { VirtualHost } from '@millrace/services/testing';
import { graphOf, node, shopOf, type TestStore } from '@millrace/services/testing';
import { NOTHING_HOLDS, storeForEach } from '@millrace/services/testing/store-for-each';
import { HOUR, MINUTE } from '@millrace/base';
import { afterEach, expect, test, vi } from 'vitest';
import { lookUpMessages } from './look-up-messages.ts';
import { recount } from '../measure/recount/recount.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

const SID = `AC${'0123456789abcdef'.repeat(2)}`;
let store: TestStore;
let host: VirtualHost;
const stops: (() => Promise<unknown>)[] = [];

storeForEach({ guardrails: NOTHING_HOLDS }, (here) => {
  ({ store, host } = here);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface Listed {
  readonly status: string;
  readonly error_message?: string;
}

/**
 * A Twilio whose response to every text is lost. It lists the text as `listed` says; null: its list fails.
 */
async function twilioThatLosesItsAnswers(listed: () => Listed | 'nothing' | null) {
  let body = '';
  let asked = 0;
  const server = createServer((request: IncomingMessage, response) => {
    if (request.method === 'POST') {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => request.socket.destroy());
      return;
    }
    asked += 1;
    const said = listed();
    const text = new URLSearchParams(body);
    const row = {
      sid: `SM${'3'.repeat(32)}`,
      direction: 'outbound-api',
      body: text.get('Body'),
      to: text.get('To'),
    };
    const messages =
      said === null || said === 'nothing'
        ? []
        : [{ ...row, date_created: new Date(Date.UTC(2026, 5, 10, 12, 1)).toUTCString(), ...said }];
    response
      .writeHead(said === null ? 500 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ messages, next_page_uri: null }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  const apiAddress = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection = await createConnection(store.context, {
    connector: 'twilio',
    config: { accountSid: SID, authToken: 'a-token-of-some-length', from: '+14155550123', apiAddress },
  });
  return { connection, asked: () => asked };
}

async function oneTextInDoubt() {
  const trigger = node('trigger', 'event-trigger', {
    event: 'signed-up',
    key: 'customer',
    reentry: { rule: 'always' },
  });
  const text = node('text', 'send-sms', { content: { text: 'Hello from the shop' } });
  const flow = await createFlow(store.context, {
    name: 'Texts',
    graph: graphOf([trigger, text, node('end', 'end')]),
  });
  await publishFlow(store.context, { id: flow.id });
  await shopOf(store).send('signed-up', {
    email: 'ann@example.com',
    phone: '+14155550100',
    zone: 'UTC',
    consent: { sms: { state: 'subscribed', optIn: 'double' } },
  });
  await host.pass(MINUTE);
  expect(await message()).toMatchObject({ status: 'unknown' });
  return flow.id;
}
const message = async () => (await listMessages(store.context, {})).items[0];
const look = () => lookUpMessages(store.db, store.contextOf);
const unknownOnHome = async () =>
  (await readHome(store.context, {})).needs.some(({ kind }) => kind === 'unknown-messages');
const differences = async () => (await store.db.inWorkspace(store.context.workspaceId, recount)).differences;

test.each([
  [
    'has it',
    { status: 'delivered' },
    { status: 'sent', reason: null },
    'Sent: the provider confirms that it has it.',
  ],
  [
    'took it and failed',
    { status: 'failed', error_message: 'no carrier' },
    { status: 'failed', reason: 'provider-refused' },
    'Not sent',
  ],
  [
    'never had it',
    'nothing',
    { status: 'failed', reason: 'did-not-arrive' },
    'Twilio says that it never got it',
  ],
] as const)(
  'a text whose response was lost is settled when Twilio is asked and %s',
  async (_what, listed, settled, words) => {
    const twilio = await twilioThatLosesItsAnswers(() => listed);
    const flow = await oneTextInDoubt();
    expect(await unknownOnHome()).toBe(false);
    // Twilio may list a text late, so it is asked only when it can know.
    await host.pass(8 * MINUTE);
    await look();
    expect(twilio.asked()).toBe(0);
    await host.pass(3 * MINUTE);
    await Promise.all([look(), look(), look()]);
    expect(twilio.asked()).toBe(1);
    expect(await message()).toMatchObject(settled);
    await host.pass(HOUR);
    await look();
    expect(twilio.asked()).toBe(1);
    const customer = (await message())?.customerId ?? '';
    expect(JSON.stringify(await customerTimeline(store.context, { id: customer }))).toContain(words);
    const counts = await flowCounts(store.context, { id: flow });
    expect(counts['text']).toMatchObject({ [settled.status]: 1 });
    expect(counts['text']).not.toHaveProperty('unknown');
    expect(await differences()).toEqual([]);
  },
);

test('a provider that cannot say is asked at growing intervals for a day, and then a person decides', async () => {
  const twilio = await twilioThatLosesItsAnswers(() => null);
  await oneTextInDoubt();
  for (let minutes = 0; minutes < 26 * 60; minutes += 10) {
    store.clock.pass(10 * MINUTE);
    await look();
  }
  expect(await message()).toMatchObject({ status: 'unknown' });
  expect(twilio.asked()).toBeGreaterThan(5);
  expect(twilio.asked()).toBeLessThan(14);
  expect(await unknownOnHome()).toBe(true);
});

test('no look-up is made about an erased person or through a deleted connection', async () => {
  const twilio = await twilioThatLosesItsAnswers(() => ({ status: 'delivered' }));
  await oneTextInDoubt();
  await eraseCustomer(store.context, { id: (await message())?.customerId ?? '' });
  await host.pass(HOUR);
  await look();
  expect(twilio.asked()).toBe(0);
  await deleteConnection(store.context, { id: twilio.connection.id });
  expect(await store.db.inWorkspace(store.context.workspaceId, (tx) => tx`select 1 from look_ups`)).toEqual(
    [],
  );
});
