import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@millrace/db';
import { email, graphOf, node } from '@millrace/services/testing';
import { ingestEvents } from '@millrace/run/intake';
import { recount } from '@millrace/run/measure';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { startTestPostgres } from '@millrace/tools/testing';
import { expect, test } from 'vitest';
import { makeStore } from './testing/make-store.ts';
import { WorkerProcess } from './testing/worker-process.ts';

interface Server {
  readonly address: string;
  readonly ports: { readonly port: number; readonly httpPort: number };
  stop(): Promise<void>;
}
/** The launcher is plain JavaScript without types. */
const launcher = async <Tools>(file: string) =>
  (await import(new URL(`../../tools/start/${file}`, import.meta.url).href)) as Tools;
const { startTemporal, startTemporalAnywhere } = await launcher<{
  startTemporal(settings: object): Promise<Server>;
  startTemporalAnywhere(settings: object): Promise<Server>;
}>('temporal.mjs');
const { findTemporal } = await launcher<{ findTemporal(voice: unknown): Promise<string> }>(
  'temporal-binary.mjs',
);
const { silent } = await launcher<{ silent: unknown }>('say.mjs');

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('the database and Temporal go away and return while events come in: nothing is lost and nothing comes twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-outage-'));
  chmodSync(folder, 0o755);
  const engine = {
    binary: await findTemporal(silent),
    file: join(folder, 'temporal.db'),
    logFile: join(folder, 'temporal.log'),
  };
  const postgres = await startTestPostgres(folder);
  let temporal = await startTemporalAnywhere(engine);
  await postgres.prepare();
  const db = connect(postgres.url, { max: 4 });
  const secret = Buffer.alloc(32, 5);
  const context = await makeStore(db, secret);
  const { workspaceId } = context;
  const wait = (id: string) => node(id, 'wait', { duration: { amount: 0.05, unit: 'minutes' } });
  const flow = await createFlow(context, {
    name: 'Outage',
    graph: graphOf([
      node('trigger', 'event-trigger', { event: 'signed-up', key: 'customer' }),
      wait('first'),
      email('one'),
      wait('second'),
      email('two'),
      node('end', 'end'),
    ]),
  });
  await publishFlow(context, { id: flow.id });
  const worker = new WorkerProcess({
    databaseUrl: postgres.url,
    temporalAddress: temporal.address,
    namespace: 'default',
    secret,
  });
  await worker.start();

  let sent = 0;
  /** A sender that retries: an event without a response is sent again with the same id. */
  const send = async (count: number) => {
    const events = Array.from({ length: count }, (_, index) => ({
      id: `event-${sent + index}`,
      type: 'signed-up',
      customer: { email: `p${sent + index}@example.com`, consent: { email: { state: 'subscribed' } } },
    }));
    sent += count;
    for (;;) {
      const answered = await ingestEvents(context, { id: 'api', clock: { pace: 1, anchor: 0 } }, events).then(
        () => true,
        () => false,
      );
      if (answered) return;
      await pause(300);
    }
  };

  await send(5);
  await pause(1_000);
  await postgres.stop();
  const during = send(5);
  await pause(3_000);
  await postgres.start();
  await during;
  await temporal.stop();
  await send(5);
  await pause(3_000);
  temporal = await startTemporal({ ...engine, ...temporal.ports });
  await send(5);

  const read = () =>
    db.inWorkspace(
      workspaceId,
      (tx) =>
        tx<
          { email: string; node: string; status: string }[]
        >`select c.email, m.node, m.status from messages m join customers c on c.id = m.customer_id
          order by c.email, m.node`,
    );
  const deadline = Date.now() + 120_000;
  while (
    (await read()).filter((message) => message.status === 'sent').length < sent * 2 &&
    Date.now() < deadline
  )
    await pause(500);
  const wanted = Array.from({ length: sent }, (_, index) => `p${index}@example.com`)
    .toSorted()
    .flatMap((address) => ['one', 'two'].map((step) => ({ email: address, node: step, status: 'sent' })));
  expect((await read()).map((row) => ({ ...row }))).toEqual(wanted);
  const [enrolments] = await db.inWorkspace(
    workspaceId,
    (tx) =>
      tx<
        { done: number; all: number }[]
      >`select count(*) filter (where state = 'done')::int as done, count(*)::int as all from enrolments`,
  );
  expect(enrolments).toEqual({ done: sent, all: sent });
  expect((await db.inWorkspace(workspaceId, recount)).differences).toEqual([]);

  await worker.stop();
  await db.close();
  await temporal.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}, 240_000);
