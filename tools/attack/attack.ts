// `npm run attack [short]`: attacks the whole product, started on its own data folder with two stores. Every
// endpoint and verb is called by every kind of caller, with nothing, with invalid input, and for the other
// store. Then come hostile templates, deeply nested JSON and guessed passwords. A health probe runs every 100
// ms throughout. Prints one line of JSON for each kind of attack and one for all; exits with 1 when anything
// was wrong.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { startProduct } from '../chaos/product.ts';
import { buildChanged } from '../start/build.mjs';
import { loginUrls } from '../start/logins.mjs';
import { root } from '../start/options.mjs';
import { freePort } from '../start/ports.mjs';
import { startPostgres } from '../start/postgres.mjs';
import { migrate } from '../start/prepare.mjs';
import { silent } from '../start/say.mjs';
import { keepProblems } from '../task/problems.mjs';
import { LATE, startProbe, type Probed } from './probe.ts';

/** Hostile inputs for each call in the short form; the long form has about a hundred. */
const SHORT = 2;
const LONG = 16;
/**
 * In milliseconds. The short form runs with the tests, on any machine, so only a server that hangs is a
 * fault. The long form allows 250.
 */
const A_HANG = 5_000;

interface Round {
  readonly round: string;
  readonly asked: number;
  readonly faults: readonly string[];
  readonly seconds: number;
}

export interface AttackReport {
  readonly asked: number;
  readonly faults: number;
  readonly health: Probed;
  readonly rounds: readonly Round[];
  /** The problems, one sentence each; empty when there are none. */
  readonly problems: readonly string[];
}

/** Runs the attacker, a program of the web app that knows every endpoint and verb. @returns its lines */
async function attacker(
  mode: 'prepare' | 'attack',
  env: Readonly<Record<string, string>>,
  each: (line: string) => void = () => undefined,
) {
  const args = ['--import', 'tsx', 'apps/web/server/testing/attack/main.ts', mode];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    each(line);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`The attacker ended with ${String(code)} while it should ${mode}.`);
  return lines;
}

/**
 * @param most hostile inputs for each call
 * @param patience longest response to a health probe, in milliseconds
 * @param say called after each kind of attack
 */
export async function attack(
  most: number,
  patience: number,
  say: (line: string) => void = () => undefined,
): Promise<AttackReport> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-attack-'));
  chmodSync(folder, 0o755);
  const settings = {
    folder: join(folder, 'postgres'),
    port: await freePort(),
    password: 'attack',
    logFile: join(folder, 'postgres.log'),
  };
  const postgres = await startPostgres(settings);
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const env = {
      DATABASE_URL: postgres.url,
      ...loginUrls(postgres.url, { app: 'attack', auth: 'attack' }),
      MILLRACE_SECRET: Buffer.alloc(32, 7).toString('base64'),
      MILLRACE_API_RATE: '100000',
    };
    await buildChanged(silent, join(folder, 'logs'));
    await migrate(env, folder);
    const [standing = ''] = await attacker('prepare', env);
    const product = await startProduct(join(folder, 'data'), env);
    stops.push(product.stop);
    await product.ready;
    const probe = await startProbe(product.url);
    const more = {
      ...env,
      ATTACK_URL: product.url,
      ATTACK_STANDING: standing,
      ATTACK_MOST: String(most),
      MILLRACE_URL: product.url,
    };
    const lines = await attacker('attack', more, say);
    const health = await probe.stop();
    const rounds = lines.map((line) => JSON.parse(line) as Round);
    const faults = rounds.flatMap((round) => round.faults.map((fault) => `${round.round}: ${fault}`));
    const problems = [
      ...faults,
      ...(health.unanswered > 0 ? [`${health.unanswered} health probes got no response.`] : []),
      ...(health.slowest > patience ? [`A health probe took ${health.slowest} ms.`] : []),
      ...(product.child.exitCode === null ? [] : [`It ended with ${product.child.exitCode}.`]),
      ...product.crashes(),
    ];
    return {
      asked: rounds.reduce((sum, round) => sum + round.asked, 0),
      faults: faults.length,
      health,
      rounds,
      problems,
    };
  } finally {
    for (const stop of stops) await stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const short = process.argv[2] === 'short';
  const { rounds, problems, ...rest } = await attack(short ? SHORT : LONG, short ? A_HANG : LATE, (line) =>
    console.log(line),
  );
  console.log(
    JSON.stringify({
      attack: short ? 'short' : 'whole',
      kinds: rounds.length,
      ...rest,
      problems: problems.length,
    }),
  );
  for (const problem of problems.slice(0, 40)) console.error(problem);
  keepProblems('test-attack', problems);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
