import { DAY, HOUR, MINUTE } from '@millrace/base';
import { ingestEvents } from '@millrace/run/intake';
import { closeSmtpConnections } from '@millrace/transport';
import { scriptedMailServer, type ScriptedMailServer } from '@millrace/transport/testing';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { eraseCustomer, listCustomers } from '../customers/index.ts';
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

/** A flow whose only step e-mails the team when somebody complains. */
async function tell(more: Record<string, unknown> = {}): Promise<void> {
  const flow = await createFlow(here.store.context, {
    name: 'Tell the team',
    graph: graphOf(
      [
        node('trigger', 'event-trigger', { event: 'complained' }),
        node('tell', 'mail-team', {
          who: 'approver',
          addresses: 'warehouse@example.com',
          subject: '{{ customer.firstName }} complained',
          text: 'Please look.\n\nSoon.',
          facts: [{ label: 'Address', value: '{{ customer.email }}' }],
          ifNotDone: 'way',
          ...more,
        }),
        node('end', 'end'),
        node('not', 'end'),
      ],
      { holdout: 0 },
      ['trigger:next>tell', 'tell:next>end', 'tell:not-done>not'],
    ),
  });
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
}
const ends = () =>
  here.store.db.inWorkspace(
    here.store.context.workspaceId,
    async (tx) =>
      (
        await tx<{ status: string; sentence: string | null; node: string }[]>`
        select c.status, c.sentence, e.cursor->>'node' as node from calls c join enrolments e on e.id = c.enrolment_id`
      )[0],
  );
const recipients = () =>
  server.mails
    .map((raw) => /^To: .*?<?([\w.-]+)@/m.exec(raw)?.[1]?.replace(/-[0-9a-f-]{36}$/, ''))
    .toSorted();

test('a step e-mails everybody who is meant once, with its texts filled in, however many workers send', async () => {
  await connect();
  await tell();
  await Promise.all([mail(), mail(), mail()]);
  await mail();
  expect(recipients()).toEqual(['ann', 'bea', 'warehouse']);
  const raw = server.mails[0]!.replaceAll('=\r\n', '');
  for (const part of ['Maya complained', 'Please look.', 'Soon.', 'Address: maya@example.com', '/customers/'])
    expect(raw).toContain(part);
  expect(await ends()).toMatchObject({
    status: 'done',
    sentence: 'E-mailed 3 people: “Maya complained”.',
  });
  expect(await states()).toEqual(['sent', 'sent', 'sent']);
});

test('a step that can reach nobody is not done, and the flow goes on as it says', async () => {
  await tell();
  expect(await ends()).toMatchObject({
    status: 'refused',
    sentence: expect.stringContaining('can send e-mails') as string,
  });
  await connect();
  expect(await states()).toEqual([]);
});

test('a step for a role that nobody has is not done', async () => {
  await connect();
  await tell({ who: 'marketer', addresses: '' });
  expect(await ends()).toMatchObject({
    status: 'refused',
    sentence: expect.stringContaining('nobody in the team') as string,
  });
});

test('what an erased person caused is not sent any more, and a lost e-mail is told at its step', async () => {
  await connect();
  await tell({ addresses: '' });
  await here.store.db.inWorkspace(
    here.store.context.workspaceId,
    (tx) => tx`update work_mails set state = 'sending' where person = ${ann.id}`,
  );
  await here.host.pass(HOUR);
  const { items } = await listCustomers(here.store.context, { email: 'maya@example.com' });
  await mail();
  expect((await ends())?.sentence).toContain('One may not have arrived');
  expect(recipients()).toEqual(['bea']);
  await here.store.db.inWorkspace(
    here.store.context.workspaceId,
    (tx) => tx`update work_mails set state = 'waiting', due_at = planned_at where person = ${bea.id}`,
  );
  await eraseCustomer(here.store.context, { id: items[0]!.id });
  await mail();
  expect(recipients()).toEqual(['bea']);
  expect((await states()).toSorted()).toEqual(['left-out', 'unknown']);
});
