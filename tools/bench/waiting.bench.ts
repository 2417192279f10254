import { readFileSync } from 'node:fs';
import { report } from './measure.ts';
import { ingestEvents } from '@millrace/run/intake';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { startServers } from './servers.ts';

/**
 * Memory of the worker while this many people wait in a flow, compared with the same worker before they
 * entered.
 */
const PEOPLE = Number(process.env['MILLRACE_BENCH_PEOPLE'] ?? 10_000);

/** Resident set in MB, as the operating system reports it. */
const memoryOf = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const servers = await startServers({ isEngineInMemory: true });
try {
  const context = await servers.workspace();
  const graph = {
    schemaVersion: 2,
    subject: 'customer',
    settings: { holdout: 0 },
    nodes: [
      {
        id: 'trigger',
        kind: 'event-trigger',
        version: 0,
        config: { event: 'signed-up', key: 'customer', reentry: { rule: 'always' } },
      },
      { id: 'long', kind: 'wait', version: 0, config: { duration: { amount: 30, unit: 'days' } } },
      { id: 'end', kind: 'end', version: 0, config: {} },
    ],
    edges: [
      { id: 'one', from: 'trigger', port: 'next', to: 'long' },
      { id: 'two', from: 'long', port: 'next', to: 'end' },
    ],
  };
  const flow = await createFlow(context, { name: 'Waiting', graph });
  await publishFlow(context, { id: flow.id });
  const worker = await servers.startWorker();
  const { pid } = worker.child;
  const waiting = async () => {
    const [row] = await servers.db.inWorkspace(
      context.workspaceId,
      // People whose start Temporal has not accepted yet do not count.
      (tx) => tx<{ count: number }[]>`
        select count(*)::int as count from enrolments e
          where instruction->>'type' = 'wait' and not exists (select from outbox d
          where d.enrolment_id = e.id)`,
    );
    return row?.count ?? 0;
  };
  let sent = 0;
  const enrol = async (until: number) => {
    for (; sent < until; sent += 100) {
      await ingestEvents(
        context,
        { id: 'bench', clock: { pace: 1, anchor: 0 } },
        Array.from({ length: Math.min(100, until - sent) }, (_, index) => ({
          id: `w-${sent + index}`,
          type: 'signed-up',
          customer: { email: `w${sent + index}@example.com` },
        })),
      );
    }
    while ((await waiting()) < until) await pause(250);
  };
  // Idle but warm: all code has been loaded.
  await enrol(20);
  sent = 20;
  await pause(5_000);
  const idle = memoryOf(pid ?? 0);
  await enrol(PEOPLE);
  await pause(10_000);
  report({
    bench: 'waiting',
    value: memoryOf(pid ?? 0),
    unit: `MB of the worker with ${PEOPLE} people waiting; baseline: idle`,
    baseline: idle,
  });
} finally {
  await servers.stop();
}
