import { HOUR, MINUTE } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { closeSmtpConnections } from '@millrace/transport';
import { scriptedMailServer, type ScriptedMailServer } from '@millrace/transport/testing';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { listAudit } from '../settings/audit.ts';
import { createConnection } from '../settings/connections.ts';
import { updateGuardrails } from '../settings/guardrails.ts';
import { callerWithout, NO_ID } from '../testing/callers.ts';
import { email, everyPage, graphOf, node, sms } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { NOTHING_HOLDS } from '../testing/store-for-each.ts';
import { getMessage, listMessages, resolveUnknown } from './read-messages.ts';
import { getLoggedMessage, listMessageLog } from './test-messages.ts';
import { testSend } from './test-send.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

let here: OneStore;
let context: Context;
let server: ScriptedMailServer;
let flow: string;

oneStore(async (made) => {
  here = made;
  ({ context } = made.store);
  await updateGuardrails(context, { settings: NOTHING_HOLDS as never });
  let breaks = false;
  server = await scriptedMailServer({
    options: {
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on('end', () => (breaks ? server.drop() : done()));
      },
    },
  });
  await createConnection(context, {
    connector: 'smtp',
    name: 'Mail',
    config: {
      host: '127.0.0.1',
      port: server.server.port,
      security: 'none',
      fromAddress: 'shop@example.com',
    },
  });
  const graph = graphOf([
    node('trigger', 'event-trigger', { event: 'signed-up' }),
    email('mail', {
      content: {
        subject: '100 % wool, {{ customer.firstName }}',
        blocks: [{ type: 'text', text: '[Shop](https://shop.test/a)' }],
      },
    }),
    sms('text', { content: { text: 'Hello' } }),
    node('end', 'end'),
  ]);
  flow = (await createFlow(context, { name: 'Wool', graph })).id;
  await publishFlow(context, { id: flow });
  const comes = async (name: string, more: object = {}) => {
    await made.shop.send('signed-up', made.shop.person(name, { lastName: 'Field', ...more }));
    await made.host.pass(MINUTE);
  };
  await comes('ann', { phone: '+14155550101' });
  await comes('a_b', { consent: {} });
  await comes('axb');
  breaks = true;
  await comes('dora');
  await comes('dave');
  await made.host.pass(HOUR);
});
afterAll(async () => {
  closeSmtpConnections();
  await server.close();
});

const messages = async (more: object = {}) => (await listMessages(context, { limit: 200, ...more })).items;
const mailTo = async (name: string) =>
  (await messages({ channel: 'email' })).find(({ customerName }) => customerName === `${name} Field`)!;

describe('messages', () => {
  test('tell what became of each, for whom, and who carried it', async () => {
    expect(await mailTo('ann')).toMatchObject({
      status: 'sent',
      to: 'ann@example.com',
      subject: '100 % wool, ann',
      flowName: 'Wool',
      connection: 'Mail',
      node: 'mail',
      visit: 1,
    });
    expect(await mailTo('a_b')).toMatchObject({ status: 'refused', reason: 'consent-missing', sentAt: null });
    expect(await mailTo('dora')).toMatchObject({ status: 'unknown' });
  });

  test('are told one by one with all that is in them, and what is unsent has no links', async () => {
    for (const message of await messages()) {
      const whole = await getMessage(context, { id: message.id });
      expect(whole).toMatchObject({ ...message });
      expect(await getLoggedMessage(context, { id: message.id })).toEqual(whole);
      if (message.sentAt === null) expect(whole.links).toEqual({ click: [], open: null, unsubscribe: null });
    }
    const { links, html, text } = await getMessage(context, { id: (await mailTo('ann')).id });
    const link = links.click.find(({ label }) => label === 'Shop')!;
    expect(new URL(link.target)).toMatchObject({ origin: 'https://shop.test', pathname: '/a' });
    expect(link.url).toMatch(/^https:\/\/millrace\.test\//);
    expect(html).toContain(link.url);
    expect(text).toContain(link.url);
    expect(links.open).not.toBeNull();
    await expect(getMessage(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('come newest first, each once, whatever the size of a page', async () => {
    const whole = await messages();
    const order = whole.map(({ plannedAt }) => plannedAt);
    expect(order).toEqual(order.toSorted((left, right) => right - left));
    for (const limit of [1, 2, 5])
      expect(await everyPage((page) => listMessages(context, { ...page, limit }))).toEqual(whole);
  });

  test('are followed oldest first by whoever goes on where they stopped, each once', async () => {
    const followed: string[] = [];
    let after: string | null = '';
    for (;;) {
      const page: Awaited<ReturnType<typeof listMessages>> = await listMessages(context, {
        after: after ?? '',
        limit: 2,
      });
      followed.push(...page.items.map(({ id }) => id));
      if (page.items.length === 0) {
        // Where nothing is new the place is the same.
        expect(page.next).toBe(after);
        break;
      }
      after = page.next;
    }
    expect([...followed].sort()).toEqual((await messages()).map(({ id }) => id).sort());
  });

  test.each([
    ['ann@', ['ann']],
    ['ANN@EXAMPLE', ['ann']],
    ['wool, ann', ['ann']],
    ['100 %', ['ann', 'axb', 'dave', 'dora']],
    ['%ann', []],
    ['a_n@', []],
    ['n\\n', []],
    ['  ann@  ', ['ann']],
    ['nobody', []],
  ])('are found by what is written in address and subject: %j', async (search, names) => {
    const found = (await messages({ search, channel: 'email' })).map(
      ({ customerName }) => customerName?.split(' ')[0],
    );
    expect(found.sort()).toEqual(names);
    const logged = (await listMessageLog(context, { search, channel: 'email', limit: 200 })).items;
    expect(logged.map(({ customerName }) => customerName?.split(' ')[0]).sort()).toEqual(names);
  });

  test('are found by person, flow, channel and status', async () => {
    const whole = await messages();
    const { customerId } = await mailTo('ann');
    const keep = (wanted: (message: (typeof whole)[number]) => boolean) => whole.filter(wanted);
    expect(await messages({ customer: customerId })).toEqual(keep((one) => one.customerId === customerId));
    expect(await messages({ flow })).toEqual(whole);
    expect(await messages({ channel: 'sms' })).toEqual(keep((one) => one.channel === 'sms'));
    expect(await messages({ status: 'sent' })).toEqual(keep((one) => one.status === 'sent'));
    expect(await messages({ status: 'nonsense' })).toEqual([]);
    expect(await messages({ flow: NO_ID })).toEqual([]);
  });

  test('of one workspace are nothing to another, nor to whoever may not read them', async () => {
    const { id } = await mailTo('dora');
    const stranger = await here.store.other();
    expect((await listMessages(stranger, {})).items).toEqual([]);
    await expect(getMessage(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(resolveUnknown(stranger, { id, arrived: true })).rejects.toMatchObject({
      code: 'not-found',
    });
    const blind = callerWithout(context, 'messages:read');
    for (const ask of [
      () => listMessages(blind, {}),
      () => getMessage(blind, { id }),
      () => listMessageLog(blind, {}),
    ])
      await expect(ask()).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('a message in doubt', () => {
  test.each([
    ['dora', true, { status: 'sent', reason: null, sentence: 'Arrived, as a person confirmed' }],
    [
      'dave',
      false,
      { status: 'failed', reason: 'did-not-arrive', sentence: 'Did not arrive, as a person confirmed' },
    ],
  ] as const)('to %s ends once with what a person says', async (name, arrived, end) => {
    const { id, plannedAt } = await mailTo(name);
    await expect(
      resolveUnknown(callerWithout(context, 'flows:publish'), { id, arrived }),
    ).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await resolveUnknown(context, { id, arrived })).toEqual({ id, arrived });
    const message = await getMessage(context, { id });
    expect(message).toMatchObject(end);
    // It counts from when it went, not from when somebody said so.
    if (arrived) expect(message.sentAt).toBe(plannedAt);
    else expect(message.sentAt).toBeNull();
    for (const again of [true, false])
      await expect(resolveUnknown(context, { id, arrived: again })).rejects.toMatchObject({
        code: 'not-found',
      });
    expect((await listAudit(context, { subject: id })).items).toHaveLength(1);
  });

  test('is one that nobody could tell about, and no other', async () => {
    for (const name of ['ann', 'a_b']) {
      const { id, status } = await mailTo(name);
      await expect(resolveUnknown(context, { id, arrived: true })).rejects.toMatchObject({
        code: 'not-found',
      });
      expect((await getMessage(context, { id })).status).toBe(status);
    }
  });
});

test('tests are found by what is written in them too', async () => {
  const content = { subject: '50 % off_season', blocks: [{ type: 'text', text: 'Hi' }] };
  await testSend(context, { channel: 'email', content, to: 'me_too@example.com' });
  const found = async (search: string) =>
    (await listMessageLog(context, { search, status: 'test' })).items.map(({ to }) => to);
  for (const search of ['me_too', '50 %', 'off_season'])
    expect(await found(search), search).toEqual(['me_too@example.com']);
  for (const search of ['me.too', '5_ %', '%50', 'off-season'])
    expect(await found(search), search).toEqual([]);
});
