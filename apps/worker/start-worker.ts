import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import { CHANNELS } from '@millrace/channels';
import { CONNECTORS } from '@millrace/connectors';
import { closeRenderPool, openRenderPool } from '@millrace/content/pool';
import { WORKER, type Context } from '@millrace/core/verb';
import { connect, explainDatabase, placeOf, refusePowerfulRole, type Database } from '@millrace/db';
import { callQueue, deliveryQueue, MAIN_QUEUE } from '@millrace/runtime';
import { enrolmentActivities } from './activities/enrolment-activities.ts';
import type { Configuration } from './configuration.ts';
import { checkEngine } from './check-engine.ts';
import { ENGINE_LOG } from './engine-log.ts';
import { reportError } from './report-errors.ts';
import { startRouter } from './router/start-router.ts';
import { startHealthServer } from './health-server.ts';
import { startSchedules } from './schedules/start-schedules.ts';

export interface RunningWorker {
  readonly port: number;
  stop(): Promise<void>;
}

/** The bundle beside the compiled worker. Sources never use it, because it may be of older sources. */
const BUILT_BUNDLE = fileURLToPath(new URL('./workflows.js', import.meta.url));
const WORKFLOWS = fileURLToPath(new URL('./workflows/index.ts', import.meta.url));

/** The built bundle if there is one, otherwise a new one. */
export async function workflowBundle(): Promise<WorkflowBundleOption> {
  if (existsSync(BUILT_BUNDLE)) return { codePath: BUILT_BUNDLE };
  return bundleWorkflowCode({ workflowsPath: WORKFLOWS, logger: new DefaultLogger('ERROR') });
}

/** Runs workflows, steps, deliveries, the router and the schedules in one process. */
export async function startWorker(configuration: Configuration): Promise<RunningWorker> {
  Runtime.install({ ...ENGINE_LOG, shutdownSignals: [] });
  const db = connect(configuration.databaseUrl, { max: 24 });
  await Promise.all([
    tryDatabase(db, configuration.databaseUrl),
    checkEngine(configuration.temporalAddress, configuration.temporalNamespace),
  ]);
  // Nobody waits here as at a screen, so a slow machine gets more time for a rendering.
  await openRenderPool({ timeLimit: 4_000, niceness: 0, waitingEach: 200, waitingAll: 2_000 });
  const contextOf = (workspaceId: string): Context => ({
    workspaceId,
    actor: WORKER,
    db,
    now: Date.now,
    secret: configuration.secret,
    publicUrl: configuration.publicUrl,
  });
  const connection = await NativeConnection.connect({ address: configuration.temporalAddress });
  const client = new Client({ connection, namespace: configuration.temporalNamespace });
  const shared = {
    connection,
    namespace: configuration.temporalNamespace,
    activities: { ...enrolmentActivities(contextOf, (error) => reportError(error, 'step')) },
    shutdownGraceTime: '5 seconds',
  } as const;
  const main = await Worker.create({
    ...shared,
    taskQueue: MAIN_QUEUE,
    workflowBundle: await workflowBundle(),
    // The cache bounds memory: ten thousand waiting people need no more than these.
    maxCachedWorkflows: 300,
    maxConcurrentWorkflowTaskExecutions: 60,
    maxConcurrentWorkflowTaskPolls: 10,
    maxConcurrentLocalActivityExecutions: 60,
    maxConcurrentActivityTaskExecutions: 40,
    maxConcurrentActivityTaskPolls: 5,
  });
  const deliveries = await Promise.all(
    CHANNELS.map(({ id, atOnce }) =>
      // A delivery mostly waits for its provider. One provider gets five of them at most: see `Turns`.
      Worker.create({ ...shared, taskQueue: deliveryQueue(id), maxConcurrentActivityTaskExecutions: atOnce }),
    ),
  );
  const calls = await Promise.all(
    CONNECTORS.filter(({ builtIn, acts }) => !builtIn && acts !== undefined).map(({ id }) =>
      Worker.create({ ...shared, taskQueue: callQueue(id), maxConcurrentActivityTaskExecutions: 20 }),
    ),
  );
  const workers = [main, ...deliveries, ...calls];
  const running = workers.map((worker) => worker.run());
  const router = await startRouter({ db, client, contextOf, report: reportError, now: Date.now });
  const schedules = startSchedules({ db, contextOf, report: reportError });
  const { port, host, metricsToken } = configuration;
  const health = await startHealthServer({ db, connection, workers, port, host, metricsToken });
  return {
    port: health.port,
    stop: async () => {
      await schedules.stop();
      await router.stop();
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await Promise.allSettled(running);
      await health.stop();
      await connection.close();
      await closeRenderPool();
      await db.close();
    },
  };
}

/** @throws StartProblem when the database cannot be used, or this role is not for a worker */
async function tryDatabase(db: Database, url: string): Promise<void> {
  const setting = 'DATABASE_APP_URL';
  const place = placeOf(url, setting);
  await refusePowerfulRole(db.sql).catch((error: unknown) => {
    throw explainDatabase(error, place, setting);
  });
}
