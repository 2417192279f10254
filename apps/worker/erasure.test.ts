import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { connect, newId } from '@millrace/db';
import { ingestEvents } from '@millrace/run/intake';
import { recount } from '@millrace/run/measure';
import { enrolmentWorkflowId } from '@millrace/runtime';
import { email, graphOf, node, sms } from '@millrace/services/testing';
import { eraseCustomer, listCustomers } from '@millrace/services/customers';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { createConnection } from '@millrace/services/settings';
import { formsOf, searchEverything, startTestPostgres } from '@millrace/tools/testing';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import { makeStore } from './testing/make-store.ts';
import { WorkerProcess } from './testing/worker-process.ts';

interface Server {
  readonly url: string;
  readonly address: string;
  stop(): Promise<void>;
}
/** The launcher is plain JavaScript without types. */
const launcher = async <Tools>(file: string) =>
  (await import(new URL(`../../tools/start/${file}`, import.meta.url).href)) as Tools;
const { startTemporalAnywhere } = await launcher<{
  startTemporalAnywhere(settings: object): Promise<Server>;
}>('temporal.mjs');
const { findTemporal } = await launcher<{ findTemporal(voice: unknown): Promise<string> }>(
  'temporal-binary.mjs',
);
const { silent } = await launcher<{ silent: unknown }>('say.mjs');

process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
const SOMEBODY = {
  externalId: '99887766550011',
  email: 'ottoline.fernwhistle@marrow.example',
  phone: '+14155550166',
  firstName: 'Ottoline',
  lastName: 'Fernwhistle-Oke',
  city: 'Puddlemere-on-Sands',
  pet: 'Cromwell the ferret',
  tags: ['tag-quilted-heron'],
};
const TRACES = [
  ...Object.values(SOMEBODY).flat(),
  '4155550166',
  'order-55443322',
  '#OF-1099',
  'evt-of-ottoline',
];
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Accepts the first e-mail, and refuses the next with the recipient's address in its words. */
async function mailServer() {
  let taken = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      stream.on('data', () => undefined);
      stream.on('end', () => {
        taken += 1;
        done(
          taken === 1
            ? null
            : Object.assign(new Error(`5.7.1 <${SOMEBODY.email}> wants nothing`), { responseCode: 554 }),
        );
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** Everything Temporal stores of every run: histories with decoded payloads, memos, search attributes. */
async function engineStore(client: Client): Promise<string> {
  const kept: string[] = [];
  for await (const run of client.workflow.list()) {
    const history = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
    const opened = JSON.stringify([run.raw, history], (_key, value: unknown) =>
      value instanceof Uint8Array ||
      (typeof value === 'object' &&
        value !== null &&
        'type' in value &&
        value.type === 'Buffer' &&
        'data' in value)
        ? Buffer.from(value instanceof Uint8Array ? value : (value.data as number[])).toString('utf8')
        : typeof value === 'bigint'
          ? String(value)
          : value,
    );
    kept.push(opened);
  }
  return kept.join('\n');
}

test('an erasure ends a person’s workflows, and leaves no trace in tables, logs or Temporal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-erasure-'));
  chmodSync(folder, 0o755);
  const postgres = await startTestPostgres(folder);
  const temporal = await startTemporalAnywhere({
    binary: await findTemporal(silent),
    file: join(folder, 'temporal.db'),
    logFile: join(folder, 'temporal.log'),
  });
  const mail = await mailServer();
  await postgres.prepare();
  const db = connect(postgres.url, { max: 4 });
  const secret = Buffer.alloc(32, 6);
  const context = await makeStore(db, secret);
  const { workspaceId } = context;
  await createConnection(context, {
    connector: 'smtp',
    config: {
      host: '127.0.0.1',
      port: mail.port,
      security: 'none',
      fromAddress: 'shop@example.com',
      fromName: 'Shop',
    },
  });
  const wait = (id: string, amount: number, unit: string) => node(id, 'wait', { duration: { amount, unit } });
  const publish = async (
    event: string,
    nodes: readonly ReturnType<typeof node>[],
    edges?: readonly string[],
  ) => {
    const trigger = node('trigger', 'event-trigger', { event, key: 'customer', reentry: { rule: 'always' } });
    await publishFlow(context, {
      id: (
        await createFlow(context, {
          name: event,
          graph: graphOf([trigger, ...nodes, node('end', 'end')], { holdout: 0 }, edges),
        })
      ).id,
    });
  };
  await publish('signed-up', [
    email('one'),
    email('refused'),
    sms('text', { content: { text: 'Hello' } }),
    wait('days', 3, 'days'),
    email('two'),
  ]);
  await publish('came-far', [wait('month', 30, 'days'), email('never')]);
  await publish(
    'waited',
    [
      node('listen', 'wait-for-event', { event: 'nothing-like-it', timeout: { amount: 2, unit: 'days' } }),
      email('late'),
    ],
    ['trigger:next>listen', 'listen:happened>end', 'listen:timeout>late', 'late:next>end'],
  );
  const worker = new WorkerProcess({
    databaseUrl: postgres.url,
    temporalAddress: temporal.address,
    namespace: 'default',
    secret,
  });
  await worker.start();
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  try {
    const { pet, ...traits } = SOMEBODY;
    const tell = (id: string, type: string, properties: object = {}) =>
      ingestEvents(context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
        {
          id,
          type,
          customer: {
            ...traits,
            pet,
            consent: { email: { state: 'subscribed' }, sms: { state: 'subscribed', optIn: 'double' } },
          },
          properties,
        },
      ]);
    await tell('evt-of-ottoline', 'signed-up', { words: pet });
    await tell('far', 'came-far');
    await tell('waits', 'waited');
    await tell('bought', 'order-placed', {
      orderId: 'order-55443322',
      number: '#OF-1099',
      currency: 'USD',
      total: '10.00',
      lines: [],
    });
    const walks = () =>
      db.inWorkspace(
        workspaceId,
        (tx) =>
          tx<
            { id: string; state: string; node: string | null }[]
          >`select id, state, cursor->>'node' as node from enrolments order by id`,
      );
    await expect
      .poll(async () => (await walks()).map((walk) => walk.node).sort(), { timeout: 30_000 })
      .toEqual(['days', 'listen', 'month']);
    const runs = (await walks()).map((walk) => client.workflow.getHandle(enrolmentWorkflowId(walk.id)));
    await expect
      .poll(
        async () => (await Promise.all(runs.map((run) => run.describe()))).map((run) => run.status.name),
        { timeout: 30_000 },
      )
      .toEqual(['RUNNING', 'RUNNING', 'RUNNING']);
    // A database error quotes the refused value, or the key that exists twice.
    await db.sql`select ${SOMEBODY.email}::text::uuid`.catch(() => undefined);
    const twice = (tx: Parameters<Parameters<typeof db.inWorkspace>[1]>[0]) =>
      tx`insert into customer_identities (workspace_id, kind, value, customer_id)
        values (${workspaceId}, 'email', ${SOMEBODY.email}, ${newId()})`;
    await db.inWorkspace(workspaceId, twice).catch(() => undefined);
    const [somebody] = (await listCustomers(context, { email: SOMEBODY.email })).items;
    await eraseCustomer(context, { id: somebody?.id ?? '' });

    // Each workflow learns of it and ends, instead of waiting on.
    await expect
      .poll(
        async () => (await Promise.all(runs.map((run) => run.describe()))).map((run) => run.status.name),
        { timeout: 30_000 },
      )
      .toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
    for (const run of runs) expect((await run.describe()).historyLength).toBeLessThan(60);
    expect((await walks()).map((walk) => walk.state)).toEqual(['exited', 'exited', 'exited']);
    expect((await db.inWorkspace(workspaceId, recount)).differences).toEqual([]);
    await pause(1_500);
    expect(await searchEverything(postgres.ownerUrl, TRACES)).toEqual([]);
    const inEngine = (await engineStore(client)).toLowerCase();
    expect(inEngine).toContain('enrolment-');
    const files = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
    expect(files).toEqual(expect.arrayContaining(['postgres.log', 'temporal.db']));
    const logs = [...files.map((file) => readFileSync(join(folder, file), 'latin1')), worker.output.join('')]
      .join('\n')
      .toLowerCase();
    for (const form of TRACES.flatMap(formsOf)) {
      expect(inEngine.includes(form.toLowerCase()), `${form} in the engine`).toBe(false);
      expect(logs.includes(form.toLowerCase()), `${form} in a file`).toBe(false);
    }
  } finally {
    await worker.stop();
    await connection.close();
    await db.close();
    await mail.close();
    await temporal.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}, 180_000);
