import { customerTimeline, eraseCustomer, exportCustomer, listCustomers } from '@millrace/services/customers';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { listMessages, testSend } from '@millrace/services/message-log';
import { rehearseFlow } from '@millrace/services/rehearsal';
import { createConnection, updateGuardrails } from '@millrace/services/settings';
import { saveStorefront } from '@millrace/services/storefront';
import { BROWSER, graphOf, node, shopOf, type TestStore, type VirtualHost } from '@millrace/services/testing';
import { NOTHING_HOLDS, storeForEach } from '@millrace/services/testing/store-for-each';
import { HOUR, MINUTE } from '@millrace/base';
import { PushService } from '@millrace/transport/testing/push';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browserKeys } from '../browsers/index.ts';
import { knownStorefront, forgetBrowser, subscribeBrowser, visitorToken } from '../storefront/index.ts';
import { markClosed, markShown, recordClick, unsubscribe } from '../visits/index.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

const PHONE =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';
const COMPUTER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
/** The names that two browsers made for themselves. */
const VISITOR = { phone: 'a'.repeat(32), computer: 'b'.repeat(32) } as const;

let store: TestStore;
let host: VirtualHost;
let service: PushService;
storeForEach({ guardrails: NOTHING_HOLDS }, (here) => {
  ({ store, host } = here);
});
beforeEach(async () => {
  service = await new PushService().open();
});
afterEach(() => service.close());

async function storefrontOf() {
  const { siteKey } = await saveStorefront(store.context, { origins: ['https://shop.test'] });
  return (await knownStorefront(store.db, siteKey))!;
}

/** A browser agrees, as the page of the shop sends it. */
async function agree(name: keyof typeof VISITOR, who: { token?: string } = {}) {
  const subscription = service.subscribe(name);
  const body = { visitor: VISITOR[name], ...who, subscription };
  await subscribeBrowser(store.context, await storefrontOf(), body, name === 'phone' ? PHONE : COMPUTER);
  return subscription;
}

const push = (content: object = {}) =>
  node('push', 'send-push', {
    content: {
      title: 'Hello {{ customer.firstName | default: "you" }}',
      text: 'Your cart waits.',
      link: 'https://shop.test/cart?a=1',
      ...content,
    },
  });
const trigger = node('trigger', 'event-trigger', {
  event: 'page-viewed',
  key: 'customer',
  reentry: { rule: 'always' },
});
const connect = () =>
  createConnection(store.context, { connector: 'web-push', config: { contact: 'shop@example.com' } });

async function publish(...nodes: ReturnType<typeof node>[]) {
  const graph = graphOf([trigger, ...nodes, node('end', 'end')]);
  const flow = await createFlow(store.context, { name: 'Notices', graph });
  await publishFlow(store.context, { id: flow.id });
  return flow;
}
/** The visitor of a browser looks at a page. */
const look = async (name: keyof typeof VISITOR = 'phone') => {
  await shopOf(store).send('page-viewed', { anonymousId: `browser:${VISITOR[name]}` });
  await host.pass(MINUTE);
};
const messages = async () => (await listMessages(store.context, {})).items;
const people = async () => (await listCustomers(store.context, {})).items;
const consentOf = async () => (await people()).map(({ consent }) => consent['push']?.state);

test('a visitor whom nobody knows agrees, and gets the notification of a flow on every browser of theirs', async () => {
  await connect();
  const flow = await publish(push());
  await agree('phone');
  await look();
  expect(service.refusals).toEqual([]);
  const [got] = service.received;
  expect(got?.json).toMatchObject({ title: 'Hello you', text: 'Your cart waits.' });
  expect(got?.headers).toMatchObject({ ttl: '86400', urgency: 'normal', topic: flow.id.replaceAll('-', '') });
  const { publicKey } = await store.db.inWorkspace(store.context.workspaceId, (tx) =>
    browserKeys(tx, store.context),
  );
  expect(got?.signer).toMatchObject({ key: publicKey, sub: 'mailto:shop@example.com' });
  expect(await messages()).toMatchObject([{ status: 'sent', to: 'Chrome on Android', subject: 'Hello you' }]);
});

test('a tap leads through a counted link to the shop, and the browser says that it has shown it', async () => {
  await connect();
  await publish(push());
  await agree('phone');
  await look();
  const { link, receipt } = service.received[0]!.json as { link: string; receipt: string };
  await markShown(store.context, receipt);
  await markShown(store.context, receipt);
  await markShown(store.context, `${receipt}x`);
  const contextOf = store.contextOf.bind(store);
  await host.pass(MINUTE);
  const target = await recordClick(contextOf, link.split('/c/')[1]!, store.context.secret, BROWSER);
  expect(target).toMatch(
    /^https:\/\/shop\.test\/cart\?a=1&utm_source=millrace&utm_medium=push&.*mr_visitor=/,
  );
  await host.pass(MINUTE);
  expect(await messages()).toMatchObject([
    { deliveredAt: expect.any(Number), clickedAt: expect.any(Number), status: 'sent' },
  ]);
  const [{ id }] = (await people()) as unknown as [{ id: string }];
  const told = (await customerTimeline(store.context, { id })).items.map(({ title }) => title);
  expect(told.join('\n')).toMatch(/push/i);
});

test('somebody who closes it without opening it is told of once, and of nobody who opened it', async () => {
  await connect();
  await publish(push());
  await agree('phone');
  await look();
  const { receipt } = service.received[0]!.json as { receipt: string };
  const closed = async () =>
    (
      await store.db.inWorkspace(
        store.context.workspaceId,
        (tx) => tx`select 1 from traces where sentence = 'They closed it without opening it.'`,
      )
    ).length;
  await markClosed(await store.other(), receipt);
  await markClosed(store.context, `${receipt}x`);
  expect(await closed()).toBe(0);
  await markClosed(store.context, receipt);
  await markClosed(store.context, receipt);
  expect(await closed()).toBe(1);
});

describe('the browsers of a person', () => {
  test('are joined when it shows that they are one person', async () => {
    await connect();
    await publish(push());
    const shop = shopOf(store);
    await shop.send('signed-up', {
      email: 'ann@example.com',
      firstName: 'Ann',
      anonymousId: `browser:${VISITOR.phone}`,
    });
    await agree('phone');
    await agree('computer');
    expect(await people()).toHaveLength(2);
    await shop.send('signed-up', { email: 'ann@example.com', anonymousId: `browser:${VISITOR.computer}` });
    expect(await people()).toHaveLength(1);
    await look();
    expect(
      service.received.map(({ browser, json }) => `${browser}: ${String(json['title'])}`).toSorted(),
    ).toEqual(['computer: Hello Ann', 'phone: Hello Ann']);
    expect(await messages()).toMatchObject([{ to: 'Chrome on Android, Firefox on Windows' }]);
  });

  test('belong to whoever came by a link, and never to somebody by a forged one', async () => {
    await shopOf(store).send('signed-up', { email: 'ann@example.com' });
    const [{ id }] = (await people()) as unknown as [{ id: string }];
    const { workspaceId } = store.context;
    await agree('phone', {
      token: visitorToken(store.context, { workspaceId, customerId: id, at: store.clock.now() }),
    });
    expect(await consentOf()).toEqual(['subscribed']);
    await agree('computer', {
      token: `${visitorToken({ secret: Buffer.alloc(32) }, { workspaceId, customerId: id, at: store.clock.now() })}`,
    });
    expect(await people()).toHaveLength(2);
  });

  test('are forgotten when a push service says that they are gone, and with the last one the consent ends', async () => {
    await connect();
    await publish(push());
    await shopOf(store).send('signed-up', {
      email: 'ann@example.com',
      anonymousId: `browser:${VISITOR.phone}`,
    });
    await shopOf(store).send('signed-up', {
      email: 'ann@example.com',
      anonymousId: `browser:${VISITOR.computer}`,
    });
    await agree('phone');
    await agree('computer');
    service.script('computer', { status: 410 });
    await look();
    expect(await messages()).toMatchObject([{ status: 'sent' }]);
    const notes = await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) => tx<{ sentence: string }[]>`select sentence from traces where sentence like '%removed%'`,
    );
    expect(notes).toEqual([
      { sentence: '1 browser of theirs shows no notifications any more and was removed.' },
    ]);
    expect(await consentOf()).toEqual(['subscribed']);
    service.script('phone', { status: 404 });
    await look();
    expect((await messages())[0]).toMatchObject({
      status: 'failed',
      sentence: 'Not sent: their browser shows no notifications any more. It was removed.',
    });
    expect(await consentOf()).toEqual(['unsubscribed']);
    await look();
    expect((await messages())[0]).toMatchObject({ status: 'refused', reason: 'address-missing' });
    expect(service.received).toHaveLength(1);
  });

  test('leave one by one, and move to a new address when theirs changes', async () => {
    await connect();
    await publish(push());
    const old = await agree('phone');
    const next = service.subscribe('phone-2');
    await forgetBrowser(store.context, { leaves: old.endpoint, subscription: next });
    await look();
    expect(service.received.map(({ browser }) => browser)).toEqual(['phone-2']);
    await forgetBrowser(store.context, { leaves: next.endpoint });
    await forgetBrowser(store.context, { leaves: next.endpoint });
    expect(await consentOf()).toEqual(['unsubscribed']);
    // Who agrees again gets notifications again.
    await host.pass(MINUTE);
    await agree('phone');
    expect(await consentOf()).toEqual(['subscribed']);
  });

  test('of which one is used by somebody else now follow them, and the one before gets nothing more', async () => {
    const shared = await agree('phone');
    const body = { visitor: VISITOR.computer, subscription: shared };
    await subscribeBrowser(store.context, await storefrontOf(), body, PHONE);
    expect((await consentOf()).toSorted()).toEqual(['subscribed', 'unsubscribed']);
  });

  test('are exported with their person, and erased with them', async () => {
    await agree('phone');
    const [{ id }] = (await people()) as unknown as [{ id: string }];
    expect((await exportCustomer(store.context, { id })).browsers).toMatchObject([
      { name: 'Chrome on Android', endpoint: expect.stringContaining('/push/phone') },
    ]);
    await eraseCustomer(store.context, { id });
    const left = await store.db.inWorkspace(store.context.workspaceId, (tx) => tx`select 1 from browsers`);
    expect(left).toEqual([]);
  });

  test('whose address is no push service, or whose key is none, are refused', async () => {
    const storefront = await storefrontOf();
    const right = service.subscribe('phone');
    for (const subscription of [
      { ...right, endpoint: 'http://push.example/x' },
      { ...right, endpoint: 'javascript:alert(1)' },
      { ...right, endpoint: `https://push.example/${'x'.repeat(1_024)}` },
      { ...right, keys: { ...right.keys, p256dh: 'AAAA' } },
      { ...right, keys: { ...right.keys, auth: '' } },
      null,
    ])
      await expect(
        subscribeBrowser(store.context, storefront, { visitor: VISITOR.phone, subscription }, PHONE),
      ).rejects.toMatchObject({ code: 'input-invalid' });
    expect(await people()).toEqual([]);
  });
});

describe('a push service', () => {
  test('that is busy is asked again when it says so, and the notification goes once', async () => {
    await connect();
    await publish(push());
    await agree('phone');
    service.script('phone', { status: 429, headers: { 'retry-after': '120' } });
    await look();
    expect(await messages()).toMatchObject([{ status: 'planned', reason: 'provider-unavailable' }]);
    service.script('phone', { status: 201 });
    await host.pass(30_000);
    expect(service.received).toHaveLength(0);
    await host.pass(2 * MINUTE);
    await host.pass(HOUR);
    expect(service.received).toHaveLength(1);
    expect(await messages()).toMatchObject([{ status: 'sent' }]);
  });

  test('whose answer is lost is not asked twice, and a person decides', async () => {
    await connect();
    await publish(push());
    await agree('phone');
    service.script('phone', 'lost');
    await look();
    service.script('phone', { status: 201 });
    await host.pass(HOUR);
    expect(service.received).toHaveLength(0);
    expect(await messages()).toMatchObject([{ status: 'unknown' }]);
  });

  test('that says no is heard: too large', async () => {
    await connect();
    await publish(push());
    await agree('phone');
    service.script('phone', { status: 413 });
    await look();
    expect(await messages()).toMatchObject([
      { status: 'failed', sentence: 'Not sent: the push service says that the notification is too large.' },
    ]);
    expect(await consentOf()).toEqual(['subscribed']);
  });
});

describe('guardrails hold for notifications as for every message', () => {
  test('people who never agreed get none, and those who said no on the preference page', async () => {
    await connect();
    await publish(push());
    await look();
    expect(await messages()).toMatchObject([
      {
        status: 'refused',
        sentence: expect.stringMatching(/^Not sent: no browser of theirs shows notifications/),
      },
    ]);
    await agree('phone');
    await look();
    expect(service.received).toHaveLength(1);
    const { link } = service.received[0]!.json as { link: string };
    expect(link).toMatch(/^https:\/\/millrace\.test\/c\//);
    const [sent] = await messages();
    const token = await store.db.inWorkspace(store.context.workspaceId, async (tx) => {
      const { messageLinks } = await import('./message-links.ts');
      const [row] = await tx<
        { enrolled_at: number }[]
      >`select enrolled_at from messages where id = ${sent!.id}`;
      const { workspaceId } = store.context;
      return messageLinks(store.context, { workspaceId, messageId: sent!.id, enrolledAt: row!.enrolled_at })
        .unsubscribe;
    });
    await unsubscribe(store.contextOf.bind(store), token.split('/u/')[1]!, store.context.secret);
    await look();
    expect((await messages())[0]).toMatchObject({ status: 'refused', reason: 'unsubscribed' });
    // Nobody else's notifications stop by it.
    const closed = await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) => tx`select 1 from suppressions`,
    );
    expect(closed).toEqual([]);
  });

  test('a cap holds the second of a day', async () => {
    await connect();
    await publish(push());
    await agree('phone');
    await updateGuardrails(store.context, {
      settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: true } },
    });
    await look();
    await look();
    expect((await messages()).map(({ status }) => status)).toEqual(['held', 'sent']);
    expect(service.received).toHaveLength(1);
  });

  test('quiet hours hold it until the morning', async () => {
    await connect();
    await publish(push());
    store.clock.set(Date.UTC(2026, 5, 10, 23, 30));
    await agree('phone');
    await updateGuardrails(store.context, { settings: { 'quiet-hours': { on: true } } });
    await look();
    expect(await messages()).toMatchObject([{ status: 'held', reason: expect.stringMatching(/quiet/) }]);
    expect(service.received).toEqual([]);
    await host.pass(12 * HOUR);
    expect(await messages()).toMatchObject([{ status: 'sent' }]);
    expect(service.received).toHaveLength(1);
  });
});

test('a rehearsal notifies those who agreed, and says why it would not notify the others', async () => {
  await agree('phone');
  await look('phone');
  await look('computer');
  await host.pass(3 * HOUR);
  const graph = graphOf([trigger, push(), node('end', 'end')], { holdout: 0 });
  const { id } = await createFlow(store.context, { name: 'Tried', graph });
  const { on, entered, nodes, reasons } = await rehearseFlow(store.context, { id });
  expect({ on, entered }).toEqual({ on: 'past', entered: 2 });
  expect(nodes['push']).toMatchObject({ sent: 1 });
  expect(reasons).toEqual({ 'address-missing': 1 });
});

test('without a connection the sandbox keeps it, and nothing leaves', async () => {
  await publish(push());
  await agree('phone');
  await look();
  expect(await messages()).toMatchObject([{ status: 'sent', subject: 'Hello you' }]);
  expect(service.received).toEqual([]);
});

test('a test goes to the browsers of the customer who is named', async () => {
  await connect();
  const content = { title: 'Hi {{ customer.firstName }}', text: 'A test' };
  const toAnn = { channel: 'push', content, to: 'Ann@example.com' } as const;
  await expect(testSend(store.context, toAnn)).rejects.toMatchObject({ code: 'input-invalid' });
  await shopOf(store).send('signed-up', {
    email: 'ann@example.com',
    anonymousId: `browser:${VISITOR.phone}`,
  });
  await agree('phone');
  expect(await testSend(store.context, toAnn)).toMatchObject({
    sent: true,
    sentence: 'Sent to Ann@example.com.',
  });
  expect(service.received[0]?.json).toMatchObject({
    title: expect.stringMatching(/^\[Test\] Hi /),
    text: 'A test',
  });
  expect(service.received[0]?.headers['topic']).toBeUndefined();
});

test('the key of a store is made once, whoever asks at the same time, and is stored encrypted', async () => {
  const { workspaceId } = store.context;
  const ask = () => store.db.inWorkspace(workspaceId, (tx) => browserKeys(tx, store.context));
  const [one, two] = await Promise.all([ask(), ask()]);
  expect(one).toEqual(two);
  expect(await ask()).toEqual(one);
  const [row] = await store.db.inWorkspace(
    workspaceId,
    (tx) => tx<{ private_key: Buffer }[]>`select private_key from browser_keys`,
  );
  expect(Buffer.from(row!.private_key).includes(Buffer.from(one.privateKey))).toBe(false);
  const other = await store.other();
  expect(await store.db.inWorkspace(other.workspaceId, (tx) => browserKeys(tx, other))).not.toEqual(one);
});
