import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '@millrace/core/verb';
import { connect, newId, type Database } from '@millrace/db';
import { buildChanged } from '../start/build.mjs';
import { loginUrls } from '../start/logins.mjs';
import { root } from '../start/options.mjs';
import { freePort } from '../start/ports.mjs';
import { startPostgres } from '../start/postgres.mjs';
import { migrate } from '../start/prepare.mjs';
import { silent } from '../start/say.mjs';
import { findTemporal } from '../start/temporal-binary.mjs';
import { startTemporalAnywhere } from '../start/temporal.mjs';

export interface BenchServers {
  readonly databaseUrl: string;
  /** As superuser. */
  readonly ownerUrl: string;
  /** Empty when the benchmark needs no Temporal. */
  readonly temporalAddress: string;
  readonly db: Database;
  readonly secret: Buffer;
  /** A new workspace, with an actor who has all permissions. */
  workspace(): Promise<Context>;
  /** A worker as in production; stops with the servers. */
  startWorker(): Promise<WorkerProcess>;
  stop(): Promise<void>;
}

export interface WorkerProcess {
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/**
 * Postgres and Temporal as `npm start` runs them (on files, durable), in a temporary folder that is deleted
 * afterwards.
 */
export async function startServers({
  engine = true,
  isEngineInMemory = false,
}: { readonly engine?: boolean; readonly isEngineInMemory?: boolean } = {}): Promise<BenchServers> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
  chmodSync(folder, 0o755);
  const stops: (() => Promise<unknown>)[] = [];
  const postgres = await startPostgres({
    folder: join(folder, 'postgres'),
    port: await freePort(),
    password: 'bench',
    logFile: join(folder, 'postgres.log'),
  });
  stops.push(postgres.stop);
  const logins = loginUrls(postgres.url, { app: 'bench', auth: 'bench' });
  await migrate({ DATABASE_URL: postgres.url, ...logins }, folder);
  let temporalAddress = '';
  if (engine) {
    const temporal = await startTemporalAnywhere({
      binary: await findTemporal(silent),
      file: isEngineInMemory ? null : join(folder, 'temporal.db'),
      logFile: join(folder, 'temporal.log'),
    });
    stops.push(temporal.stop);
    temporalAddress = temporal.address;
  }
  const db = connect(logins.DATABASE_APP_URL, { max: 10 });
  const secret = randomBytes(32);
  return {
    databaseUrl: logins.DATABASE_APP_URL,
    ownerUrl: postgres.url,
    temporalAddress,
    db,
    secret,
    workspace: async () => {
      const workspaceId = newId();
      await db.inWorkspace(
        workspaceId,
        (tx) =>
          tx`insert into workspaces (workspace_id, name, url)
            values (${workspaceId}, 'Bench', 'https://shop.test')`,
      );
      return {
        workspaceId,
        actor: { type: 'api-key', id: null, name: 'Bench', permissions: 'all' },
        db,
        now: Date.now,
        secret,
        publicUrl: 'https://millrace.test',
      };
    },
    startWorker: async () => {
      const worker = await startWorker({
        DATABASE_APP_URL: logins.DATABASE_APP_URL,
        TEMPORAL_ADDRESS: temporalAddress,
        MILLRACE_SECRET: secret.toString('base64'),
      });
      stops.unshift(worker.stop);
      return worker;
    },
    stop: async () => {
      for (const stop of [...stops.slice(0, -2), () => db.close(), ...stops.slice(-2)])
        await stop().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startWorker(environment: Record<string, string>): Promise<WorkerProcess> {
  await buildChanged(silent, join(root, '.cache', 'logs'), ['worker']);
  const child = spawn(process.execPath, ['apps/worker/dist/main.js'], {
    cwd: root,
    env: { ...process.env, ...environment, WORKER_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('the worker is ready')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`The worker ended with ${String(code)}.`)));
  });
  return {
    child,
    stop: async () => {
      child.kill('SIGTERM');
      await ended(child);
    },
  };
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) =>
    child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve()),
  );
