import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildChanged } from '../start/build.mjs';
import { kill } from '../start/processes.mjs';
import { silent } from '../start/say.mjs';
import { check, type Verdict } from './checker.ts';
import { publishFlow } from './flow.ts';
import { openMailSink } from './mail-sink.ts';
import { familyOf, PARTS, pidOf, type PartName } from './parts.ts';
import { startProduct, type Product } from './product.ts';
import { shopTraffic } from './traffic.ts';

export interface KillAndFreeze {
  /** How many times each part is killed, and frozen. */
  readonly rounds: number;
  /** Length of a freeze in seconds. A long one also shows that frozen parts are restarted. */
  readonly freeze: number;
  readonly senders?: number;
  readonly say?: (line: string) => void;
}

export interface KillReport extends Omit<Verdict, 'miscounted' | 'standing'> {
  readonly faults: number;
  /** Number of faults of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly requests: number;
  readonly taken: number;
  readonly mails: number;
  /** The longest time from the end of a fault to the next accepted event, in milliseconds. */
  readonly healed: number;
  readonly problems: readonly string[];
}

/** A killed part must be back and healthy within this time, in milliseconds. */
const LONGEST_RETURN = 120_000;
/**
 * Between two events of a sender, in milliseconds: as fast as a small machine can process, so that faults hit
 * e-mails being sent.
 */
const BETWEEN = 150;
/** Number of e-mails that everybody gets. */
const MESSAGES = 2;
const KINDS = ['killed', 'frozen'] as const;

/** A kill and a freeze of every part, in a random order. */
function faultsOf(rounds: number): readonly (readonly [PartName, (typeof KINDS)[number]])[] {
  const all = Array.from({ length: rounds }, () =>
    PARTS.flatMap((part) => KINDS.map((kind) => [part, kind] as const)),
  ).flat();
  return all
    .map((fault) => ({ fault, place: Math.random() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ fault }) => fault);
}

async function untilThere(product: Product, part: PartName, unlike: number | null): Promise<number> {
  const launcher = product.child.pid ?? 0;
  for (const began = Date.now(); Date.now() - began < LONGEST_RETURN; await pause(200)) {
    const pid = pidOf(launcher, part);
    if (pid !== null && pid !== unlike) return pid;
  }
  throw new Error(`${part} did not come back:\n${product.said()}`);
}

async function untilHealthy(product: Product): Promise<boolean> {
  for (const began = Date.now(); Date.now() - began < LONGEST_RETURN; await pause(250)) {
    const answer = await fetch(`${product.url}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => null,
    );
    const text = (await answer?.text().catch(() => '')) ?? '';
    if (answer?.ok && (JSON.parse(text) as { status?: string }).status === 'ok') return true;
  }
  return false;
}

/**
 * Kills and freezes web, worker, Postgres and Temporal under the traffic of a shop, and counts what everybody
 * got.
 */
export async function killAndFreeze({
  rounds,
  freeze,
  senders = 2,
  say = () => undefined,
}: KillAndFreeze): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-chaos-'));
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  await buildChanged(silent, join(folder, 'logs'));
  const sink = await openMailSink();
  const product = await startProduct(data, {
    MILLRACE_API_RATE: '100000',
    MILLRACE_ALLOW_INTERNAL: `127.0.0.1:${sink.port}`,
  });
  const traffic = shopTraffic(product, BETWEEN);
  const problems: string[] = [];
  const kinds: Record<string, number> = {};
  let healed = 0;
  try {
    await product.ready;
    await connectMail(product, sink.port);
    await publishFlow(product, MESSAGES);
    traffic.start(senders);
    for (const [part, kind] of faultsOf(rounds)) {
      // Waits, so that faults also hit e-mails being sent, and not only the time between them.
      await pause(1_500 + Math.random() * 2_500);
      const pid = await untilThere(product, part, null);
      kinds[`${part} ${kind}`] = (kinds[`${part} ${kind}`] ?? 0) + 1;
      if (kind === 'killed') {
        kill(pid, 'SIGKILL');
        await untilThere(product, part, pid);
      } else {
        const family = familyOf(pid);
        for (const one of family) kill(one, 'SIGSTOP');
        await pause(freeze * 1_000);
        // A restarted part has other processes.
        for (const one of family) kill(one, 'SIGCONT');
      }
      const over = performance.now();
      // An unused timer must not keep the program alive.
      await Promise.race([traffic.nextTaken(), pause(LONGEST_RETURN, undefined, { ref: false })]);
      const took = Math.round(performance.now() - over);
      healed = Math.max(healed, took);
      if (!(await untilHealthy(product)))
        problems.push(`after ${part} was ${kind} it did not become healthy in ${LONGEST_RETURN / 1_000} s`);
      say(`${part} ${kind}: events taken again after ${took} ms, ${traffic.counts.taken} so far`);
    }
    await pause(2_000);
    await traffic.stop();
    const mails = () => [...sink.taken.values()].reduce((sum, one) => sum + one, 0);
    const { miscounted, standing, ...verdict } = await check(
      ownerUrl(data),
      traffic.people,
      sink.taken,
      MESSAGES,
    );
    return {
      faults: Object.values(kinds).reduce((sum, one) => sum + one, 0),
      kinds,
      requests: traffic.counts.requests,
      taken: traffic.counts.taken,
      mails: mails(),
      healed,
      ...verdict,
      problems: [
        ...problems,
        ...miscounted,
        ...(verdict.lost > 0 ? [`${verdict.lost} people lack a message`, ...standing] : []),
        ...(verdict.doubled > 0 ? [`${verdict.doubled} people got a message twice`] : []),
        ...(traffic.counts.taken === 0 ? ['no event was taken'] : []),
      ],
    };
  } finally {
    await traffic.stop();
    await product.stop();
    await sink.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function connectMail({ api }: Product, port: number): Promise<void> {
  const config = {
    host: '127.0.0.1',
    port,
    security: 'none',
    fromAddress: 'shop@example.com',
    perSecond: 500,
  };
  const answer = await api('POST', '/connections', { connector: 'smtp', name: 'Chaos', config });
  if (!answer.ok)
    throw new Error(`The mail server could not be connected: ${answer.status} ${await answer.text()}`);
}

/** Address of a data folder's database as its owner, which lets the checker read all tables. */
function ownerUrl(folder: string): string {
  const memory = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as {
    postgresPassword: string;
    ports: { postgres: number };
  };
  return `postgres://postgres:${memory.postgresPassword}@127.0.0.1:${memory.ports.postgres}/millrace`;
}
