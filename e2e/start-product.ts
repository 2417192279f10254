import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const longestStart = 15 * 60_000;

/**
 * Starts Millrace as a new user would, with a temporary data folder, and stops it after the tests. Sets
 * environment variables with its address and sign-in, see `product.ts`. Uses the one at MILLRACE_E2E_URL
 * instead, when that is set.
 */
export default async function startProduct(): Promise<() => Promise<void>> {
  if (process.env['MILLRACE_E2E_URL']) return async () => undefined;
  const folder = mkdtempSync(join(tmpdir(), 'millrace-e2e-'));
  chmodSync(folder, 0o755);
  const { freePort } = (await import(new URL('../tools/start/ports.mjs', import.meta.url).href)) as {
    freePort(): Promise<number>;
  };
  const port = await freePort();
  const access = {
    MILLRACE_ADMIN_EMAIL: 'owner@example.com',
    MILLRACE_ADMIN_PASSWORD: 'river-stone-mill-42',
    MILLRACE_API_KEY: 'mill_for_browser_tests_0001',
  };
  Object.assign(process.env, access, { MILLRACE_E2E_URL: `http://localhost:${port}` });
  const child = spawn(process.execPath, ['tools/start/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      ...access,
      PORT: String(port),
      MILLRACE_DATA: folder,
      MILLRACE_STOP_WITH_PARENT: '1',
      // The push service of a test is on this machine.
      MILLRACE_ALLOW_INTERNAL: '127.0.0.1',
      // To take in two years of 5,000 customers costs some 200 s of a processor, while the specs run.
      MILLRACE_DEMO_CUSTOMERS: '1000',
      NODE_ENV: undefined,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error('Millrace was not ready in time; see above.')),
      longestStart,
    );
    const read = (chunk: Buffer) => {
      process.stderr.write(chunk);
      if (!chunk.toString().includes('Millrace is ready at')) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`Millrace ended with ${code} before it was ready; see above.`)),
    );
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}
