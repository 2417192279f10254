import { DAY, HOUR, MINUTE } from '@millrace/base';
import { ingestEvents } from '@millrace/run/intake';
import { closeSmtpConnections } from '@millrace/transport';
import { scriptedMailServer, type ScriptedMailServer } from '@millrace/transport/testing';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createFlow, publishFlow } from '../flows/index.ts';
import { createConnection } from '../settings/index.ts';
import { graphOf, node } from '../testing/index.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { joinTeam, type TestMember } from '../testing/team.ts';
import { answerWork } from './answer-work.ts';
import { assignWork } from './hand-on-work.ts';
import { chooseWorkMail, readWorkMail } from './mail-choice.ts';
import { mailWork } from './mail-work.ts';
import { listWork } from './read-work.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

let here: Here;
let server: ScriptedMailServer;
let olga: TestMember;
let ann: TestMember;
let bea: TestMember;
storeForEach({}, (given) => {
  here = given;
});
beforeAll(async () => {
  server = await scriptedMailServer();
});
afterAll(async () => {
  closeSmtpConnections();
  await server.close();
});
beforeEach(async () => {
  server.mails.length = 0;
  olga = await joinTeam(here.database, here.store, 'Olga', 'owner');
  ann = await joinTeam(here.database, here.store, 'Ann', 'approver');
  bea = await joinTeam(here.database, here.store, 'Bea', 'approver');
});

const connect = () =>
  createConnection(here.store.context, {
    connector: 'smtp',
    name: 'Mail',
    config: {
      host: '127.0.0.1',
      port: server.server.port,
      security: 'none',
      fromAddress: 'shop@example.com',
      fromName: 'Shop',
    },
  });
const mail = () => mailWork(here.store.db, here.store.contextOf);
const sent = () =>
  server.mails
    .map((raw) => ({
      to: /^To: .*?([\w-]+)-[0-9a-f-]{36}@team\.test/m.exec(raw)?.[1],
      subject: /^Subject: (.*)$/m.exec(raw)?.[1]?.trim(),
      raw,
    }))
    .sort((one, other) => (one.to ?? '').localeCompare(other.to ?? ''));
const told = () => sent().map(({ to, subject }) => `${to}: ${subject}`);
const states = () =>
  here.store.db.inWorkspace(here.store.context.workspaceId, async (tx) =>
    (await tx<{ state: string }[]>`select state from work_mails order by id`).map(({ state }) => state),
  );

async function ask(more: Record<string, unknown> = {}): Promise<string> {
  const ports = ['approved', 'sent-back', 'nobody', 'failed'];
  const graph = graphOf(
    [
      node('trigger', 'event-trigger', { event: 'complained' }),
      node('ask', 'approval', {
        title: 'Refund {{ customer.firstName }}?',
        who: 'approver',
        within: { amount: 24, unit: 'hours' },
        escalate: 'owner',
        escalateWithin: { amount: 4, unit: 'hours' },
        ...more,
      }),
      ...ports.map((id) => node(id, 'end')),
    ],
    { holdout: 0 },
    ['trigger:next>ask', ...ports.map((id) => `ask:${id}>${id}`)],
  );
  const flow = await createFlow(here.store.context, { name: 'Complaints', graph });
  await publishFlow(here.store.context, { id: flow.id });
  await ingestEvents(here.store.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    {
      id: 'c',
      type: 'complained',
      customer: { email: 'maya@example.com', firstName: 'Maya' },
      properties: {},
    },
  ]);
  await here.host.pass(MINUTE);
  return (await listWork(here.store.context, {})).items[0]!.id;
}

test('each of those who are asked gets one, with a link that only leads to the page', async () => {
  await connect();
  const id = await ask();
  await Promise.all([mail(), mail()]);
  await mail();
  expect(told()).toEqual(['ann: Refund Maya?', 'bea: Refund Maya?']);
  const raw = sent()[0]?.raw ?? '';
  expect(raw.replaceAll('=\r\n', '')).toContain(`https://millrace.test/work/${id}`);
  expect(raw).not.toMatch(/approve|answer=/i);
});

test('who gets it by escalation or by hand is told, and not who took it for themselves', async () => {
  await connect();
  const id = await ask({ who: 'person', person: ann.id });
  await mail();
  await assignWork(ann.context, { id, for: { role: null, person: bea.id } });
  await mail();
  await assignWork(bea.context, { id, for: { role: null, person: bea.id } });
  await here.host.pass(DAY);
  await mail();
  expect(told()).toEqual([
    'ann: Refund Maya?',
    'bea: Now for you: Refund Maya?',
    'olga: The deadline passed: Refund Maya?',
  ]);
});

test('nothing is sent about what was answered meanwhile, or to who wants none', async () => {
  await chooseWorkMail(bea.context, { wants: 'off', minute: 480 });
  const id = await ask();
  // There is no mail connection yet, so they wait.
  await mail();
  expect(await states()).toEqual(['waiting', 'waiting']);
  await answerWork(ann.context, { id, answer: 'approved' });
  await connect();
  await here.host.pass(HOUR);
  await mail();
  expect(told()).toEqual([]);
  expect(await states()).toEqual(['left-out', 'left-out']);
});

test('an e-mail that was leaving when the process died is not sent again', async () => {
  await connect();
  await ask();
  await here.store.db.inWorkspace(
    here.store.context.workspaceId,
    (tx) => tx`update work_mails set state = 'sending' where person = ${ann.id}`,
  );
  await here.host.pass(HOUR);
  await mail();
  expect(told()).toEqual(['bea: Refund Maya?']);
  expect((await states()).sort()).toEqual(['sent', 'unknown']);
});

test('a summary comes once a day at the chosen time, also of work for anyone, and only when there is some', async () => {
  await connect();
  expect(await readWorkMail(olga.context, {})).toEqual({ wants: 'each', minute: 480 });
  // It is noon; the summary is due at one.
  await chooseWorkMail(olga.context, { wants: 'daily', minute: 13 * 60 });
  await mail();
  await ask({ who: 'anyone', within: { amount: 3, unit: 'days' } });
  await mail();
  expect(told()).toEqual([]);
  await here.host.pass(2 * HOUR);
  await mail();
  await mail();
  expect(told()).toEqual(['olga: 1 thing waits for your answer']);
  await here.host.pass(DAY);
  await mail();
  expect(told()).toHaveLength(2);
  await expect(readWorkMail(here.store.context, {})).rejects.toMatchObject({ code: 'not-allowed' });
});
