import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Context } from '@millrace/core/verb';
import { ingestEvents } from '@millrace/run/intake';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { updateGuardrails } from '@millrace/services/settings';
import { Client, Connection } from '@temporalio/client';
import { enrolmentWorkflowId } from '@millrace/runtime';
import { report } from './measure.ts';
import { startServers, type BenchServers } from './servers.ts';
import { touchesGraph } from './three-touches.ts';

/**
 * People a second through a flow of three messages with a wait before each: from events at our endpoint to
 * the last message in the sandbox, on a worker as in production. The baseline is a workflow by hand with the
 * same timers, without a database, on the same Temporal; both take turns.
 */
const PEOPLE = Number(process.env['MILLRACE_BENCH_PEOPLE'] ?? 150);
const ROUNDS = Number(process.env['MILLRACE_BENCH_ROUNDS'] ?? 2);
const PAUSE = 2_000;
/** Sixty times real time: two minutes of these people take two seconds. */
const PACE = 60;

async function throughFlow(
  context: Context,
  servers: BenchServers,
  round: number,
  people = PEOPLE,
): Promise<{ seconds: number; enrolmentId: string }> {
  const from = Date.now();
  const events = Array.from({ length: people }, (_, index) => ({
    id: `round-${round}-${index}`,
    type: 'signed-up',
    customer: {
      email: `p${round}-${index}@example.com`,
      zone: 'UTC',
      consent: { email: { state: 'subscribed' } },
    },
  }));
  const source = { id: 'bench', clock: { pace: PACE, anchor: from - 1_000 } };
  for (let start = 0; start < events.length; start += 100)
    await ingestEvents(context, source, events.slice(start, start + 100));
  for (;;) {
    const [row] = await servers.db.inWorkspace(
      context.workspaceId,
      (tx) => tx<{ done: number; one: string }[]>`
      select count(*)::int as done, max(e.id::text) as one from enrolments e
        join customers c on c.id = e.customer_id
        where e.ended_at is not null and c.email like ${`p${round}-%`}`,
    );
    if ((row?.done ?? 0) >= people) {
      const seconds = (Date.now() - from) / 1_000;
      const [sent] = await servers.db.inWorkspace(
        context.workspaceId,
        (tx) =>
          tx<
            { count: number }[]
          >`select count(*)::int as count from messages m join customers c on c.id = m.customer_id
            where m.status = 'sent' and c.email like ${`p${round}-%`}`,
      );
      if (sent?.count !== people * 3)
        throw new Error(`${String(sent?.count)} messages were sent instead of ${people * 3}.`);
      return { seconds, enrolmentId: row?.one ?? '' };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function byHand(servers: BenchServers): Promise<number> {
  const script = fileURLToPath(new URL('./by-hand/run-touches.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    script,
    servers.temporalAddress,
    String(PEOPLE),
    String(PAUSE),
  ]);
  return Number(stdout.trim());
}

const servers = await startServers();
try {
  const context = await servers.workspace();
  await updateGuardrails(context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  const flow = await createFlow(context, { name: 'Three touches', graph: touchesGraph(PAUSE * PACE) });
  await publishFlow(context, { id: flow.id });
  const times = { value: [] as number[], baseline: [] as number[] };
  let enrolmentId = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each runs alone: the other's worker is stopped meanwhile.
    const worker = await servers.startWorker();
    if (round === 0) await throughFlow(context, servers, -1, 10);
    const result = await throughFlow(context, servers, round);
    enrolmentId = result.enrolmentId;
    times.value.push(result.seconds);
    await worker.stop();
    times.baseline.push(await byHand(servers));
  }
  const total = (list: readonly number[]) => list.reduce((sum, item) => sum + item, 0);
  report({
    bench: 'enrol',
    value: (PEOPLE * ROUNDS) / total(times.value),
    unit: 'people/s through three touches',
    baseline: (PEOPLE * ROUNDS) / total(times.baseline),
  });
  const connection = await Connection.connect({ address: servers.temporalAddress });
  const history = await new Client({ connection }).workflow
    .getHandle(enrolmentWorkflowId(enrolmentId))
    .fetchHistory();
  report({
    bench: 'enrol-history',
    value: (history.events?.length ?? 0) / 3,
    unit: 'history events a touch, beginning and end included',
    baseline: 12,
  });
  await connection.close();
} finally {
  await servers.stop();
}
