import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { newId } from '@millrace/db';
import { freshen, type Fixture } from '../shopify/freshen.ts';
import { loginUrls } from '../start/logins.mjs';
import { root } from '../start/options.mjs';
import { freePort } from '../start/ports.mjs';
import { startPostgres } from '../start/postgres.mjs';
import { storeByHand, type HandEvent } from './by-hand/store-events.ts';
import { quantile, report } from './measure.ts';

/**
 * Events a second at the endpoints of the running product, in batches and as single signed webhooks, with a
 * few senders at once.
 */
const SECONDS = Number(process.env['MILLRACE_BENCH_SECONDS'] ?? 6);
/**
 * The seconds each part runs before it is measured. A server runs for weeks, and V8 compiles the code of an
 * endpoint only after some thousand calls: webhooks are about a third faster after 10 s than after 2.
 */
const WARM_UP = 10;
const BATCH = 100;
const SENDERS = 4;
const WEBHOOKS = 8;
const SECRET = 'a-webhook-secret-for-the-bench';
const run = randomBytes(4).toString('hex');

/**
 * Lets some senders repeat a request for a while.
 * @returns requests a second, and the duration of each in ms
 */
async function repeat(
  senders: number,
  seconds: number,
  once: () => Promise<void>,
): Promise<{ rate: number; times: number[] }> {
  const times: number[] = [];
  const from = performance.now();
  await Promise.all(
    Array.from({ length: senders }, async () => {
      while (performance.now() - from < seconds * 1_000) {
        const began = performance.now();
        await once();
        times.push(performance.now() - began);
      }
    }),
  );
  return { rate: (times.length * 1_000) / (performance.now() - from), times };
}

let made = 0;
const batch = (): HandEvent[] =>
  Array.from({ length: BATCH }, () => {
    made += 1;
    return {
      id: `${run}-${made}`,
      email: `p${made % 5_000}@example.com`,
      cart: `cart-${made % 7_000}`,
      total: 8_000,
    };
  });

const folder = mkdtempSync(join(tmpdir(), 'millrace-ingest-'));
chmodSync(folder, 0o755);
const server = await startPostgres({
  folder: join(folder, 'postgres'),
  port: await freePort(),
  password: 'bench',
  logFile: join(folder, 'postgres.log'),
});
const logins = loginUrls(server.url, { app: 'bench', auth: 'bench' });
const key = `mr_${randomBytes(24).toString('hex')}`;
const port = await freePort();
const product = spawn(process.execPath, ['tools/start/start.mjs'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    DATABASE_URL: server.url,
    ...logins,
    MILLRACE_DATA: join(folder, 'data'),
    MILLRACE_API_KEY: key,
    DEMO: '0',
    PORT: String(port),
    MILLRACE_API_RATE: '100000',
  },
});
const ended = new Promise<void>((resolve) => product.once('exit', () => resolve()));
const sql = postgres(logins.DATABASE_APP_URL, { max: SENDERS, onnotice: () => undefined });
try {
  await new Promise<void>((resolve, reject) => {
    product.stdout.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk.toString().replaceAll(key, '...'));
      if (chunk.toString().includes('Millrace is ready at')) resolve();
    });
    void ended.then(() => reject(new Error('Millrace ended before it was ready.')));
  });
  const api = async (path: string, body: unknown): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
  const sendBatch = async () => {
    const events = batch().map(({ id, email, cart, total }) => ({
      id,
      type: 'cart-updated',
      customer: { email },
      properties: {
        cartId: cart,
        lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: total }],
      },
    }));
    const { refused } = (await api('/events', events)) as { refused: unknown[] };
    if (refused.length > 0) throw new Error(`Events were refused: ${JSON.stringify(refused[0])}`);
  };
  const workspace = newId();
  const byHand = () => storeByHand(sql, workspace, batch());
  await repeat(SENDERS, WARM_UP, sendBatch);
  await repeat(SENDERS, WARM_UP, byHand);
  // In turns, so that a busy machine slows both equally.
  const rates = { value: 0, baseline: 0 };
  for (let round = 0; round < 2; round += 1) {
    rates.value += ((await repeat(SENDERS, SECONDS / 2, sendBatch)).rate * BATCH) / 2;
    rates.baseline += ((await repeat(SENDERS, SECONDS / 2, byHand)).rate * BATCH) / 2;
  }
  report({ bench: 'ingest', unit: `events/s in batches of ${BATCH} through POST /api/v1/events`, ...rates });

  const connection = (await api('/connections', {
    connector: 'shopify',
    config: { shopDomain: 'harbour-lane.myshopify.com', webhookSecret: SECRET },
  })) as { id: string };
  const example = JSON.parse(
    readFileSync(
      new URL('../../packages/catalogue/connectors/shopify/contract/checkouts__update.json', import.meta.url),
      'utf8',
    ),
  ) as Fixture;
  let signed = 0;
  const makeWebhook = () => {
    signed += 1;
    const sent = freshen(example, {
      run: `${run}-${signed}`,
      now: Date.now(),
      email: `h${signed % 2_000}@example.com`,
      phone: `+1312555${String(signed % 10_000).padStart(4, '0')}`,
    });
    const body = JSON.stringify(sent.payload);
    return {
      body,
      headers: {
        ...sent.headers,
        'x-shopify-hmac-sha256': createHmac('sha256', SECRET).update(body).digest('base64'),
      },
    };
  };
  // Signed beforehand, because that is the sender's work, on the sender's machine.
  const webhooks = Array.from({ length: (SECONDS + WARM_UP) * 600 }, makeWebhook);
  const sendWebhook = async () => {
    const { body, headers } = webhooks.pop() ?? makeWebhook();
    const answer = await fetch(`http://127.0.0.1:${port}/hooks/shopify/${connection.id}`, {
      method: 'POST',
      body,
      headers,
    });
    if (!answer.ok)
      throw new Error(`A webhook was answered with ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    await answer.arrayBuffer();
  };
  await repeat(WEBHOOKS, WARM_UP, sendWebhook);
  const { rate, times } = await repeat(WEBHOOKS, SECONDS, sendWebhook);
  report({ bench: 'webhooks', value: rate, unit: 'signed webhooks/s; baseline: the bar', baseline: 300 });
  report({
    bench: 'webhooks-p99',
    value: quantile(times, 0.99),
    unit: 'ms, 99th percentile meanwhile; baseline: the bar',
    baseline: 50,
  });
} finally {
  product.kill('SIGINT');
  await ended;
  await sql.end({ timeout: 2 });
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
