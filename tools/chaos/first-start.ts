// `node --import tsx tools/chaos/first-start.ts [rounds]`: kills a first start at a random moment, the
// launcher alone or everything at once; the next start must succeed by itself. Prints one line of JSON; exits
// with 1 when one did not.
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { buildChanged } from '../start/build.mjs';
import { kill } from '../start/processes.mjs';
import { silent } from '../start/say.mjs';
import { startProduct } from './product.ts';

export interface FirstStartChaos {
  readonly rounds: number;
  /** The latest moment of a kill, in milliseconds. */
  readonly within?: number;
  readonly say?: (line: string) => void;
}

export interface FirstStartReport {
  readonly rounds: number;
  /** How many starts were killed before they were ready; the others prove nothing. */
  readonly early: number;
  readonly problems: readonly string[];
}

/** @returns the report; `problems` is empty when every second start was ready and left no process behind */
export async function firstStarts({
  rounds,
  within = 9_000,
  say = () => undefined,
}: FirstStartChaos): Promise<FirstStartReport> {
  const problems: string[] = [];
  let early = 0;
  await buildChanged(silent, join(tmpdir(), 'millrace-chaos-logs'));
  for (let round = 1; round <= rounds; round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-first-'));
    chmodSync(folder, 0o755);
    const kills = 1 + Math.floor(Math.random() * 3);
    const moments: string[] = [];
    for (let number = 0; number < kills; number += 1) {
      const first = await startProduct(join(folder, 'data'));
      const moment = Math.round(Math.random() ** 2 * within);
      const all = Math.random() < 0.5;
      await pause(moment);
      if (!first.said().includes('Millrace is ready at')) early += 1;
      const running = all ? below(folder) : [];
      first.child.kill('SIGKILL');
      for (const pid of running) kill(pid, 'SIGKILL');
      moments.push(`${moment} ms${all ? ', everything' : ''}`);
    }
    const second = await startProduct(join(folder, 'data'));
    const result = await Promise.race([
      second.ready.then(() => 'ready'),
      pause(120_000, undefined, { ref: false }).then(() => `not ready in two minutes:\n${second.said()}`),
    ]).catch((error: Error) => error.message);
    const health = result === 'ready' ? (await fetch(`${second.url}/api/health`)).status : 0;
    const code = await second.stop();
    await pause(200);
    const left = below(folder);
    if (result !== 'ready' || health !== 200)
      problems.push(`killed after ${moments.join(' and ')}: ${result}, health ${health}`);
    if (code !== 0 || left.length > 0)
      problems.push(
        `killed after ${moments.join(' and ')}: stopped with ${String(code)}, ${left.length} processes left`,
      );
    for (const pid of left) kill(pid, 'SIGKILL');
    say(`round ${round}: killed after ${moments.join(' and ')}; then ${result.split('\n')[0]}`);
    rmSync(folder, { recursive: true, force: true });
  }
  return { rounds, early, problems };
}

/**
 * Processes that use a data folder below this one, by their command or environment. Linux only; empty
 * elsewhere.
 */
function below(folder: string): number[] {
  const of = (pid: string, what: string) => {
    try {
      return readFileSync(`/proc/${pid}/${what}`, 'utf8');
    } catch {
      return '';
    }
  };
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc').flatMap((pid) =>
    /^\d+$/.test(pid) &&
    Number(pid) !== process.pid &&
    (of(pid, 'cmdline').includes(folder) || of(pid, 'environ').includes(`MILLRACE_DATA=${folder}`))
      ? [Number(pid)]
      : [],
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const report = await firstStarts({
    rounds: Number(process.argv[2] ?? 20),
    say: (line) => console.error(line),
  });
  console.log(JSON.stringify(report));
  process.exitCode = report.problems.length > 0 ? 1 : 0;
}
