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

type State = 'ok' | 'unreachable' | 'silent' | 'stopping';

/** In milliseconds. A part that does not respond within this time is reported as silent. */
const PATIENCE = 2_000;

/**
 * `GET /health/live`: 200 while the process responds. `GET /health/ready`, and `/health`: 200 while it can
 * work, 503 when it cannot, with the state of each part. `GET /metrics`: for Prometheus and others with
 * access.
 */
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
    const json = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    void (async () => {
      if (
        request.url === '/metrics' &&
        mayReadMetrics(request.headers.authorization, { token: metricsToken, host })
      ) {
        await countQueues(db, waiting);
        response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
      } else if (request.url === '/health/live') json(200, { status: 'ok' });
      else if (request.url === '/health' || request.url === '/health/ready') {
        const parts = await health(db, connection, workers);
        const ready = Object.values(parts).every((state) => state === 'ok');
        json(ready ? 200 : 503, { status: ready ? 'ok' : 'degraded', live: true, ready, parts });
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

async function health(
  db: Database,
  connection: NativeConnection,
  workers: readonly Worker[],
): Promise<{ readonly database: State; readonly engine: State; readonly worker: State }> {
  const [database, engine] = await Promise.all([
    stateOf(db.sql`select 1`),
    stateOf(
      connection.withDeadline(Date.now() + PATIENCE, () => connection.workflowService.getSystemInfo({})),
    ),
  ]);
  return {
    database,
    engine,
    worker: workers.every((worker) => worker.getState() === 'RUNNING') ? 'ok' : 'stopping',
  };
}

/** A gRPC deadline arrives as an error, so the elapsed time distinguishes it from other errors. */
function stateOf(question: PromiseLike<unknown>): Promise<State> {
  const began = performance.now();
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('silent'), PATIENCE);
    const settle = (state: State) => {
      clearTimeout(timer);
      resolve(state);
    };
    question.then(
      () => settle('ok'),
      () => settle(performance.now() - began >= PATIENCE * 0.9 ? 'silent' : 'unreachable'),
    );
  });
}

async function countQueues(db: Database, gauge: Gauge<'queue'>): Promise<void> {
  await db.asRouter(async (tx) => {
    const [row] = await tx<
      { events: number; outbox: number }[]
    >`select (select count(*)::int from event_queue) as events, (select count(*)::int from outbox) as outbox`;
    gauge.set({ queue: 'events' }, row?.events ?? 0);
    gauge.set({ queue: 'outbox' }, row?.outbox ?? 0);
  });
}
