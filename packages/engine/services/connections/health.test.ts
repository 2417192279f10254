import { createTestDatabase, withSuperuser, type TestDatabase } from '@millrace/tools/testing';
import { HOUR, MINUTE, SECOND } from '@millrace/base';
import { closeSmtpConnections } from '@millrace/transport';
import { reply, scriptedMailServer, type ScriptedMailServer } from '@millrace/transport/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createConnection, listConnections, updateConnection } from '../settings/connections.ts';
import { createFlow } from '../flows/create-flow.ts';
import { listMessages } from '../message-log/read-messages.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { readHome } from '../home/read-home.ts';
import { testConnection } from '../settings/test-connection.ts';
import { updateGuardrails } from '../settings/guardrails.ts';
import { watchConnections } from './watch-connections.ts';
import { email, graphOf, node, shopOf, testStore, VirtualHost, type TestStore } from '../testing/index.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
let healthy: ScriptedMailServer;
/** The mail server of the failing connection, and its fault. */
let server: ScriptedMailServer;
let trouble: 'none' | 'password' | 'sender' | 'busy' = 'none';

beforeAll(async () => {
  database = await createTestDatabase();
  const allows = (user: string | undefined, done: (error: Error | null, answer?: { user: string }) => void) =>
    trouble === 'password'
      ? done(reply(535, '5.7.8 authentication failed'))
      : done(null, { user: user ?? '' });
  healthy = await scriptedMailServer();
  server = await scriptedMailServer({
    onSender: () =>
      trouble === 'sender'
        ? reply(553, '5.7.1 not your address')
        : trouble === 'busy'
          ? reply(451, '4.3.2 later')
          : null,
    options: {
      disabledCommands: ['STARTTLS'],
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username }, _session, done) => allows(username, done as never),
    },
  });
});
afterAll(async () => {
  closeSmtpConnections();
  await healthy.close();
  await server.close();
  await database.drop();
});
beforeEach(async () => {
  trouble = 'none';
  healthy.mails.length = 0;
  closeSmtpConnections();
  store = await testStore(database.url);
  host = new VirtualHost(store);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  const graph = graphOf([
    node('trigger', 'event-trigger', { event: 'signed-up', key: 'customer', reentry: { rule: 'always' } }),
    email('mail'),
    node('end', 'end'),
  ]);
  await publishFlow(store.context, { id: (await createFlow(store.context, { name: 'Mail', graph })).id });
});
afterEach(() => store.close());

const connect = async (name: string, port: number, more: object = {}) =>
  (
    await createConnection(store.context, {
      connector: 'smtp',
      name,
      config: {
        host: '127.0.0.1',
        port,
        security: 'none',
        fromAddress: 'shop@example.com',
        fromName: 'Shop',
        ...more,
      },
    })
  ).id;
async function ownerIs(address: string): Promise<void> {
  const { workspaceId } = store.context;
  await withSuperuser(database.ownerUrl, async (sql) => {
    await sql`insert into auth.organization (id, name, slug) values (${workspaceId}, 'Shop', ${workspaceId})
      on conflict do nothing`;
    for (const [id, mail, role] of [
      [`o-${workspaceId}`, address, 'owner'],
      [`m-${workspaceId}`, `marketer-${address}`, 'marketer'],
    ] as const) {
      await sql`insert into auth."user" (id, name, email) values (${id}, 'Ada', ${mail})`;
      await sql`insert into auth.member (id, "organizationId", "userId", role)
        values (${id}, ${workspaceId}, ${id}, ${role})`;
    }
  });
}
const watch = () => watchConnections(store.db, store.contextOf);
const stateOf = async (name: string) =>
  (await listConnections(store.context, {})).find((connection) => connection.name === name);
const needs = async () =>
  (await readHome(store.context, {})).needs
    .filter((need) => need.kind === 'connection-error')
    .map((need) => need.sentence);
/** Advances time, running the schedule that watches connections. */
async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 15 * SECOND) {
    await host.pass(Math.min(left, 15 * SECOND));
    await watch();
  }
  await host.settle();
}
const signUp = (name: string) => shopOf(store).send('signed-up', shopOf(store).person(name));
const credentials = { user: 'shop', password: 'a-password' };

test('a wrong password shows at once on Home and in Settings, and the owner gets one e-mail about it and one about its end', async () => {
  await ownerIs('ada@owner.example');
  await connect('Reserve', healthy.server.port);
  await connect('Newsletter server', server.server.port, credentials);
  await signUp('ann');
  await host.settle();
  expect(await stateOf('Newsletter server')).toMatchObject({
    lastOkAt: store.clock.now(),
    failingSince: null,
    failure: null,
  });

  trouble = 'password';
  closeSmtpConnections();
  store.clock.pass(HOUR);
  const begun = store.clock.now();
  for (const name of ['bea', 'cleo', 'dora']) await signUp(name);
  await host.settle();
  expect(await stateOf('Newsletter server')).toMatchObject({
    failingSince: begun,
    lastErrorAt: begun,
    failure: { kind: 'sign-in', words: 'refuses the sign-in' },
  });
  expect(await stateOf('Reserve')).toMatchObject({ failingSince: null });
  expect(await needs()).toEqual([
    'Newsletter server refuses the sign-in. 3 messages wait. The user name, the password or the key is wrong or was changed. Enter them again.',
  ]);
  expect(healthy.mails).toHaveLength(0);
  await pass(HOUR / 2);
  // Hundreds of attempts, one e-mail, to the owner only.
  expect(healthy.mails).toHaveLength(1);
  expect(healthy.mails[0]).toContain('ada@owner.example');
  expect(healthy.mails[0]).not.toContain('marketer');
  expect(healthy.mails[0]).toMatch(/Subject: Newsletter server refuses the sign-in/);
  expect(healthy.mails[0]).toContain('3 messages wait');
  expect(healthy.mails[0]).toContain('https://millrace.test/settings/connections');
  // Whole words, because three letters may occur in any hexadecimal number.
  for (const name of ['bea', 'cleo', 'dora'])
    expect(healthy.mails[0]).not.toMatch(new RegExp(String.raw`\b${name}\b`, 'i'));

  trouble = 'none';
  await pass(MINUTE);
  expect(await stateOf('Newsletter server')).toMatchObject({ failingSince: null, failure: null });
  expect(await needs()).toEqual([]);
  expect(healthy.mails).toHaveLength(1);
  // Sent through the newest working connection, which is the repaired one.
  expect(server.mails.filter((mail) => mail.includes('Newsletter server works again'))).toHaveLength(1);
  const waited = (await listMessages(store.context, {})).items.map((message) => message.status);
  expect(waited).toEqual(['sent', 'sent', 'sent', 'sent']);
});

test('a mail server that is down is noticed without another message, and so is its return', async () => {
  await ownerIs('bob@owner.example');
  await connect('Reserve', healthy.server.port);
  const gone = await scriptedMailServer();
  await gone.close();
  const id = await connect('Gone', gone.server.port);
  await signUp('ann');
  await host.settle();
  expect(await needs()).toEqual([expect.stringMatching(/^Gone cannot be reached\. 1 message waits\./)]);
  await pass(3 * MINUTE);
  expect(healthy.mails.map((mail) => /Subject: (.*)/.exec(mail)?.[1]?.trim())).toEqual([
    'Gone cannot be reached',
  ]);
  await updateConnection(store.context, { id, config: { port: healthy.server.port } });
  await pass(MINUTE);
  expect(await needs()).toEqual([]);
  expect((await listMessages(store.context, {})).items.map((message) => message.status)).toEqual(['sent']);
});

test('a provider that fails on and off causes no storm of e-mails, however many workers watch it', async () => {
  await ownerIs('cy@owner.example');
  await connect('Reserve', healthy.server.port);
  const id = await connect('Flaky', server.server.port, credentials);
  for (let round = 0; round < 12; round += 1) {
    trouble = round % 2 === 0 ? 'password' : 'none';
    closeSmtpConnections();
    await testConnection(store.context, { id });
    for (let quarter = 0; quarter < 8; quarter += 1) {
      store.clock.pass(15 * SECOND);
      await Promise.all([watch(), watch(), watch()]);
    }
  }
  const told = [...healthy.mails, ...server.mails].filter((mail) => mail.includes('cy@owner.example'));
  expect(told.filter((mail) => mail.includes('refuses the sign-in'))).toHaveLength(1);
  expect(told.filter((mail) => mail.includes('works again')).length).toBeLessThanOrEqual(1);
});

test('without another connection the owner sees it on Home, and nothing is retried in a loop', async () => {
  await ownerIs('dee@owner.example');
  await connect('Only one', server.server.port, credentials);
  trouble = 'sender';
  await signUp('ann');
  await pass(10 * MINUTE);
  expect(await needs()).toEqual([expect.stringMatching(/^Only one refuses the sender\./)]);
  expect(server.mails.filter((mail) => mail.includes('dee@owner.example'))).toEqual([]);
});

test('a provider that is busy for a moment notifies nobody, and one that stays busy does', async () => {
  await connect('Busy', server.server.port, credentials);
  trouble = 'busy';
  await signUp('ann');
  await pass(2 * MINUTE);
  expect(await stateOf('Busy')).toMatchObject({ failure: { kind: 'busy' } });
  expect(await needs()).toEqual([]);
  await pass(4 * MINUTE);
  expect(await needs()).toEqual([expect.stringMatching(/^Busy accepts nothing for now\./)]);
});

test('an unknown mailbox is not a fault of the mail server, and secrets that cannot be decrypted are a fault of the settings', async () => {
  const picky = await scriptedMailServer({ onRecipient: () => reply(550, '5.1.1 no such user') });
  const id = await connect('Picky', picky.server.port);
  await signUp('ann');
  await host.settle();
  expect(await stateOf('Picky')).toMatchObject({ failingSince: null });
  await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx`update connections set secrets = '\\x0102' where id = ${id}`,
  );
  await signUp('bea');
  await host.settle();
  expect(await stateOf('Picky')).toMatchObject({ failure: { kind: 'settings' } });
  const { items } = await listMessages(store.context, {});
  expect(items.map(({ status, reason }) => `${status} ${reason}`).toSorted()).toEqual([
    'failed provider-refused',
    'planned provider-unavailable',
  ]);
  await picky.close();
});

test('no workspace notifies owners of another', async () => {
  await ownerIs('eve@owner.example');
  const other = await store.other();
  const seen = (workspaceId: string) =>
    store.db.inWorkspace(workspaceId, (tx) => tx`select email from workspace_owners()`);
  expect(await seen(store.context.workspaceId)).toEqual([{ email: 'eve@owner.example' }]);
  expect(await seen(other.workspaceId)).toEqual([]);
});
