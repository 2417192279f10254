// `node --import tsx tools/chaos/database-connections.ts [rounds] [kills]`: the whole product under the
// traffic of a shop, while its database connections are closed again and again, and Postgres is killed.
// Prints one line of JSON; exits with 1 when anything was wrong.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import postgres from 'postgres';
import { buildChanged } from '../start/build.mjs';
import { freePort } from '../start/ports.mjs';
import { startPostgres } from '../start/postgres.mjs';
import { exitOf } from '../start/processes.mjs';
import { silent } from '../start/say.mjs';
import { countMessages } from './count-messages.ts';
import { publishFlow } from './flow.ts';
import { startProduct } from './product.ts';
import { shopTraffic } from './traffic.ts';

export interface ConnectionChaos {
  /** How many times every connection of the product is closed. */
  readonly rounds: number;
  /** How many times Postgres is killed. */
  readonly kills: number;
  /** Between two rounds, in milliseconds. */
  readonly between?: number;
  readonly senders?: number;
  readonly say?: (line: string) => void;
}

export interface ConnectionReport {
  readonly rounds: number;
  readonly kills: number;
  /** Number of connections closed. */
  readonly ended: number;
  readonly requests: number;
  /** Requests with a 503, or without a response. */
  readonly turnedAway: number;
  readonly unanswered: number;
  /** The longest response, in milliseconds. None may take longer than five seconds. */
  readonly slowest: number;
  /** The longest time from Postgres responding again to the first accepted request, in milliseconds. */
  readonly healed: number;
  /** How many times web or worker crashed. */
  readonly crashes: number;
  /** People whose event was accepted, the messages they got, and what is wrong with them. */
  readonly taken: number;
  readonly lost: number;
  readonly doubled: number;
  readonly problems: readonly string[];
}

const LATE = 5_000;

/** @returns the report; `problems` is empty when nothing was wrong */
export async function databaseConnections({
  rounds,
  kills,
  between = 700,
  senders = 6,
  say = () => undefined,
}: ConnectionChaos): Promise<ConnectionReport> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-chaos-'));
  chmodSync(folder, 0o755);
  const settings = {
    folder: join(folder, 'postgres'),
    port: await freePort(),
    password: 'chaos',
    logFile: join(folder, 'postgres.log'),
  };
  await buildChanged(silent, join(folder, 'logs'));
  let server = await startPostgres(settings);
  const product = await startProduct(join(folder, 'data'), {
    DATABASE_URL: server.url,
    MILLRACE_API_RATE: '100000',
  });
  const traffic = shopTraffic(product);
  let ended = 0;
  let healed = 0;
  try {
    await product.ready;
    await publishFlow(product);
    say('ready');
    const owner = postgres(server.url, { max: 1, onnotice: () => undefined });
    traffic.start(senders);
    for (let round = 1; round <= rounds; round += 1) {
      await pause(between * (0.5 + Math.random()));
      const rows = await owner`select pg_terminate_backend(pid) from pg_stat_activity
          where application_name like 'millrace%'`;
      ended += rows.length;
      if (round % 10 === 0)
        say(`round ${round}: ${ended} connections ended, ${traffic.counts.taken} events taken`);
    }
    await owner.end();
    for (let kill = 1; kill <= kills; kill += 1) {
      await pause(2_000);
      server.child.kill('SIGKILL');
      await exitOf(server.child);
      await pause(500 + Math.random() * 6_000);
      server = await startPostgres(settings);
      const back = performance.now();
      await traffic.nextTaken();
      healed = Math.max(healed, performance.now() - back);
      say(`kill ${kill}: taken again after ${Math.round(performance.now() - back)} ms`);
    }
    await pause(2_000);
    await traffic.stop();
    const { lost, doubled, where } = await countMessages(server.url, traffic.people);
    say(JSON.stringify(where));
    const crashes = product.crashes().length;
    const report = {
      rounds,
      kills,
      ended,
      ...traffic.counts,
      slowest: Math.round(traffic.counts.slowest),
      healed: Math.round(healed),
      crashes,
      lost,
      doubled,
    };
    return { ...report, problems: problemsOf(report) };
  } finally {
    await traffic.stop();
    await product.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function problemsOf(report: Omit<ConnectionReport, 'problems'>): string[] {
  return [
    ...(report.crashes > 0 ? [`web or worker ended ${report.crashes} times`] : []),
    ...(report.lost > 0 ? [`${report.lost} people got no message`] : []),
    ...(report.doubled > 0 ? [`${report.doubled} people got more than one`] : []),
    ...(report.slowest > LATE ? [`an answer took ${report.slowest} ms`] : []),
    ...(report.unanswered > 0 ? [`${report.unanswered} requests were not answered`] : []),
    ...(report.healed > LATE ? [`it took ${report.healed} ms until events were taken again`] : []),
    ...(report.taken === 0 ? ['no event was taken'] : []),
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [rounds = 100, kills = 5] = process.argv.slice(2).map(Number);
  const report = await databaseConnections({ rounds, kills, say: (line) => console.error(line) });
  console.log(JSON.stringify(report));
  process.exitCode = report.problems.length > 0 ? 1 : 0;
}
