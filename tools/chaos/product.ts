import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { root } from '../start/options.mjs';
import { freePort } from '../start/ports.mjs';

/** The product as `npm start` runs it, on a test's data folder. */
export interface Product {
  readonly url: string;
  readonly child: ChildProcess;
  /** The launcher's output so far. */
  readonly said: () => string;
  /** Lines of output about parts that crashed. */
  readonly crashes: () => readonly string[];
  /** Resolves when it is ready. @throws Error with its output, when it ended before */
  readonly ready: Promise<void>;
  api(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Response>;
  /** Stops it like Ctrl-C. @returns exit code */
  stop(): Promise<number | null>;
}

/** @param env environment of the launcher, added to that of this process */
export async function startProduct(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Product> {
  const port = await freePort();
  const key = `mill_${randomBytes(24).toString('hex')}`;
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(root, 'tools/start/start.mjs')], {
    cwd: root,
    env: {
      ...process.env,
      DEMO: '0',
      MILLRACE_API_KEY: key,
      MILLRACE_DATA: folder,
      PORT: String(port),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const ready = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Millrace is ready at')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((code) =>
      reject(new Error(`Millrace ended with ${String(code)} before it was ready:\n${said}`)),
    );
  });
  ready.catch(() => undefined);
  return {
    url,
    child,
    said: () => said,
    crashes: () => said.split('\n').filter((line) => line.includes('stopped unexpectedly')),
    ready,
    api: (method, path, body) =>
      fetch(`${url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
      }),
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      child.kill('SIGINT');
      return ended;
    },
  };
}
