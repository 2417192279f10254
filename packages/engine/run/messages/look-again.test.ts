import { readdirSync, readFileSync } from 'node:fs';
import { createFlow, pauseFlow, publishFlow, resumeFlow } from '@millrace/services/flows';
import { listMessages } from '@millrace/services/message-log';
import {
  createConnection,
  updateConnection,
  updateGuardrails,
  updateStore,
  useKillSwitch as stopSending,
} from '@millrace/services/settings';
import type { shopOf } from '@millrace/services/testing';
import {
  crashingStore,
  email,
  graphOf,
  node,
  sms,
  VirtualHost,
  type TestStore,
} from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import { HOUR, MINUTE } from '@millrace/base';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { moodyMailServer } from '../measure/recount/testing/moody-mail-server.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

let store: TestStore;
let host: VirtualHost;
let shop: ReturnType<typeof shopOf>;
// A Wednesday, noon UTC; in Seattle it is night.
storeForEach({ recounts: true }, (here) => {
  ({ store, host, shop } = here);
});

const start = node('trigger', 'event-trigger', {
  event: 'signed-up',
  key: 'customer',
  reentry: { rule: 'always' },
});
const guard = (settings: Record<string, Record<string, unknown>>) =>
  updateGuardrails(store.context, { settings });
async function live(name = 'Mail', ...nodes: ReturnType<typeof node>[]): Promise<string> {
  const graph = graphOf([start, ...(nodes.length > 0 ? nodes : [email('mail')]), node('end', 'end')]);
  return (await publishFlow(store.context, { id: (await createFlow(store.context, { name, graph })).id })).id;
}
const statuses = async () =>
  (await listMessages(store.context, { limit: 100 })).items
    .map((message) => `${message.status} ${message.reason ?? ''}`.trim())
    .sort();

describe('the end of whatever holds a message is noticed at once', () => {
  const noticed: Record<string, () => Promise<void>> = {
    'frequency-cap': async () => {
      await guard({ 'quiet-hours': { on: false }, 'frequency-cap': { perChannel: 1, total: 1 } });
      await live('One');
      await live('Two');
      await shop.send('signed-up', shop.person('ann'));
      await host.pass(MINUTE);
      expect(await statuses()).toEqual(['held frequency-cap', 'sent']);
      await guard({ 'frequency-cap': { perChannel: 5, total: 5 } });
    },
    'quiet-hours': async () => {
      await guard({ 'frequency-cap': { on: false } });
      await live();
      await shop.send('signed-up', shop.person('ann', { zone: 'America/Los_Angeles' }));
      await host.pass(MINUTE);
      expect(await statuses()).toEqual(['held quiet-hours']);
      await guard({ 'quiet-hours': { from: '23:00', until: '04:00' } });
    },
    'kill-switch': async () => {
      await guard({ 'frequency-cap': { on: false } });
      await live();
      await stopSending(store.context, { scope: 'channel', target: 'email', on: true });
      await shop.send('signed-up', shop.person('ann'));
      await host.pass(HOUR);
      expect(await statuses()).toEqual(['held kill-switch']);
      await stopSending(store.context, { scope: 'channel', target: 'email', on: false });
    },
    'flow-state': async () => {
      await guard({ 'frequency-cap': { on: false } });
      const flow = await live();
      await shop.send('signed-up', shop.person('ann', { zone: 'America/Los_Angeles' }));
      await host.pass(MINUTE);
      await pauseFlow(store.context, { id: flow });
      // The guardrail is lifted during the pause, so the message goes when the pause ends, and not at nine.
      await guard({ 'quiet-hours': { on: false } });
      await host.pass(MINUTE);
      expect(await statuses()).toEqual(['held quiet-hours']);
      await resumeFlow(store.context, { id: flow });
    },
  };

  test.each(Object.entries(noticed))('%s', async (_check, untilItEnds) => {
    await untilItEnds();
    await host.settle();
    expect(new Set(await statuses())).toEqual(new Set(['sent']));
  });

  test('every guardrail that can hold a message is covered here', () => {
    const folder = new URL('../../../catalogue/guardrails/', import.meta.url);
    const holding = readdirSync(folder, { withFileTypes: true })
      .filter(
        (entry) =>
          entry.isDirectory() &&
          !/^[._]/.test(entry.name) &&
          entry.name !== 'node_modules' &&
          entry.name !== 'testing',
      )
      .filter((entry) => /\bhold\(/.test(readFileSync(new URL(`${entry.name}/check.ts`, folder), 'utf8')))
      .map((entry) => entry.name);
    expect(holding.sort()).toEqual(Object.keys(noticed).sort());
  });
});

test('a changed time zone, of a person or of the store, changes the quiet hours', async () => {
  await guard({ 'frequency-cap': { on: false } });
  await live();
  await shop.send('signed-up', shop.person('ann', { zone: 'America/Los_Angeles' }));
  await updateStore(store.context, { zone: 'America/Los_Angeles' });
  await shop.send('signed-up', shop.person('bea', { zone: undefined }));
  await host.pass(MINUTE);
  expect(await statuses()).toEqual(['held quiet-hours', 'held quiet-hours']);
  await shop.send('customer-updated', { email: 'ann@example.com', zone: 'Europe/Berlin' });
  await host.settle();
  expect(await statuses()).toEqual(['held quiet-hours', 'sent']);
  await updateStore(store.context, { zone: 'Europe/Berlin' });
  await host.settle();
  expect(await statuses()).toEqual(['sent', 'sent']);
});

describe('with a mail server', () => {
  let mail: Awaited<ReturnType<typeof moodyMailServer>>;
  let connectionId: string;
  beforeEach(async () => {
    mail = await moodyMailServer();
    connectionId = (
      await createConnection(store.context, {
        connector: 'smtp',
        config: {
          host: '127.0.0.1',
          port: mail.port,
          security: 'none',
          fromAddress: 'shop@example.com',
          fromName: 'Shop',
        },
      })
    ).id;
    await guard({ 'quiet-hours': { on: false } });
  });
  afterEach(() => mail.close());

  test('a message that did not go out after all makes room for one held by the frequency cap', async () => {
    await guard({ 'frequency-cap': { perChannel: 2, total: 1 } });
    await live('Mail');
    await shop.send('signed-up', shop.person('ann', { phone: '+14155550101' }));
    mail.mood = 'rejects';
    // The guardrails check the text while the mail is being sent, and find no room.
    mail.beforeAnswer = async () => {
      mail.beforeAnswer = null;
      await live('Text', sms('text', { content: { text: 'Hello from the shop' } }));
      await shop.send('signed-up', { email: 'ann@example.com' });
      await new VirtualHost(store).settle();
    };
    await host.pass(MINUTE);
    await host.settle();
    const texts = (await listMessages(store.context, { channel: 'sms' })).items;
    expect(texts.map((message) => message.status)).toContain('sent');
  });

  test('messages that wait for a provider are tried at once when its connection is repaired', async () => {
    await guard({ 'frequency-cap': { on: false } });
    await live();
    mail.mood = 'busy';
    await shop.send('signed-up', shop.person('ann'));
    await host.pass(2 * HOUR);
    expect(await statuses()).toEqual(['planned provider-unavailable']);
    mail.mood = 'takes';
    await updateConnection(store.context, { id: connectionId, name: 'Mail, once more' });
    await host.settle();
    expect(await statuses()).toEqual(['sent']);
    expect(mail.mails).toHaveLength(1);
  });
});

test('hundreds of held messages are retried page by page, and a crash on the way loses none', async () => {
  const crashing = crashingStore(store);
  host = new VirtualHost(crashing);
  await guard({ 'frequency-cap': { on: false } });
  await live();
  await stopSending(store.context, { scope: 'all', on: true });
  const PEOPLE = 450;
  await ingestEvents(
    store.context,
    { id: 'api', clock: { pace: 1, anchor: 0 } },
    Array.from({ length: PEOPLE }, (_, index) => ({
      id: `many-${index}`,
      type: 'signed-up',
      occurredAt: store.clock.now(),
      customer: shop.person(`many${index}`),
    })),
  );
  await host.pass(MINUTE);
  const count = async (status: string) =>
    (
      await store.db.inWorkspace(
        store.context.workspaceId,
        (tx) => tx<{ n: number }[]>`select count(*)::int as n from messages where status = ${status}`,
      )
    )[0]?.n;
  expect(await count('held')).toBe(PEOPLE);
  await stopSending(store.context, { scope: 'all', on: false });
  crashing.crashAfter(1, false);
  await host.settle();
  await host.pass(2 * MINUTE);
  expect(await count('sent')).toBe(PEOPLE);
  const [job] = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) =>
      tx<
        { done: number; total: number }[]
      >`select done, total from bulk_jobs where kind = 'held' and total = ${PEOPLE}`,
  );
  expect(job).toMatchObject({ done: PEOPLE, total: PEOPLE });
}, 120_000);
