import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NativeConnection, Worker } from '@temporalio/worker';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Database } from '@millrace/db';
import { mayReadMetrics } from './metrics-access.ts';

interface HealthOptions {
  readonly db: Database;
  readonly connection: NativeConnection;
  readonly workers: readonly Worker[];
  readonly port: number;
  readonly host: string;
  readonly metricsToken: string | null;
}

/** `GET /health` (each part's state) and `GET /metrics` (Prometheus, for whoever may read them). */
export async function startHealthServer({
  db,
  connection,
  workers,
  port,
  host,
  metricsToken,
}: HealthOptions): Promise<{ port: number; stop(): Promise<void> }> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'millrace_worker_' });
  const waiting = new Gauge({
    name: 'millrace_queue_rows',
    help: 'Rows waiting in the queues of the router',
    labelNames: ['queue'],
    registers: [registry],
  });
  const server = createServer((request, response) => {
    void (async () => {
      if (request.url === '/metrics' && mayReadMetrics(request.headers.authorization, { token: metricsToken, host })) {
        await countQueues(db, waiting);
        response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
      } else if (request.url === '/health') {
        const parts = await health(db, connection, workers);
        response
          .writeHead(Object.values(parts).every((state) => state === 'ok') ? 200 : 503, { 'content-type': 'application/json' })
          .end(JSON.stringify(parts));
      } else response.writeHead(404).end();
    })().catch(() => response.writeHead(503).end());
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function health(db: Database, connection: NativeConnection, workers: readonly Worker[]): Promise<Record<string, string>> {
  const [database, engine] = await Promise.all([
    db.sql`select 1`.then(
      () => 'ok',
      () => 'unreachable',
    ),
    connection.workflowService.getSystemInfo({}).then(
      () => 'ok',
      () => 'unreachable',
    ),
  ]);
  return { database, engine, worker: workers.every((worker) => worker.getState() === 'RUNNING') ? 'ok' : 'stopping' };
}

async function countQueues(db: Database, gauge: Gauge<'queue'>): Promise<void> {
  await db.asRouter(async (tx) => {
    const [row] = await tx<
      { events: number; dispatches: number }[]
    >`select (select count(*)::int from event_queue) as events, (select count(*)::int from dispatches) as dispatches`;
    gauge.set({ queue: 'events' }, row?.events ?? 0);
    gauge.set({ queue: 'dispatches' }, row?.dispatches ?? 0);
  });
}
