import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../start/options.mjs';
import { freePort } from '../start/ports.mjs';
import { startPostgres } from '../start/postgres.mjs';
import { silent } from '../start/say.mjs';
import { findTemporal } from '../start/temporal-binary.mjs';
import { startTemporal } from '../start/temporal.mjs';
import { report, timed } from './measure.ts';

/** Seconds from `npm start` to the ready line on an existing data folder; then stops it. */
async function startAndStop(folder: string, port: number): Promise<number> {
  const child = spawn(process.execPath, ['tools/start/start.mjs'], {
    cwd: root,
    env: { ...process.env, MILLRACE_DATA: folder, PORT: String(port), MILLRACE_STOP_WITH_PARENT: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const took = await timed(
    () =>
      new Promise<void>((resolve, reject) => {
        child.stdout.on('data', (chunk: Buffer) => {
          process.stderr.write(chunk);
          if (chunk.toString().includes('Millrace is ready at')) resolve();
        });
        void ended.then(() => reject(new Error('It ended before it was ready.')));
      }),
  );
  child.kill('SIGINT');
  await ended;
  return took;
}

/** The two servers alone, on existing files. */
async function bareServers(folder: string): Promise<number> {
  const binary = await findTemporal(silent);
  const [port, temporalPort, httpPort] = [await freePort(), await freePort(), await freePort()];
  const once = async () => {
    const [database, engine] = await Promise.all([
      startPostgres({
        folder: join(folder, 'bare'),
        port,
        password: 'bench',
        logFile: join(folder, 'bare.log'),
      }),
      startTemporal({
        binary,
        file: join(folder, 'bare.db'),
        port: temporalPort,
        httpPort,
        logFile: join(folder, 'bare-temporal.log'),
      }),
    ]);
    return () => Promise.all([database.stop(), engine.stop()]);
  };
  await (
    await once()
  )();
  let stop = async (): Promise<unknown> => undefined;
  const took = await timed(async () => (stop = await once()));
  await stop();
  return took;
}

const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
chmodSync(folder, 0o755);
try {
  const port = await freePort();
  await startAndStop(folder, port);
  const value = await startAndStop(folder, port);
  report({ bench: 'start', value, unit: 's to ready, second time', baseline: await bareServers(folder) });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
