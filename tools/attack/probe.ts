import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Between two probes, in milliseconds. */
const EVERY = 100;
/** Longest response, in milliseconds, beyond that of an idle server at the same moment. */
export const LATE = 250;

export interface Probed {
  /** Number of probes of each path. */
  readonly asked: number;
  readonly unanswered: number;
  /** The longest response of Millrace, and of an idle server at the same moments; in milliseconds. */
  readonly slowest: number;
  readonly slowestOfNothing: number;
  readonly over100: number;
  /** Probes more than 250 ms slower than the idle server: slowed by Millrace, not by a busy machine. */
  readonly late: number;
}

/** An idle server, which shows the best possible response time of this machine at this moment. */
const NOTHING = `require('node:http').createServer((q,s)=>s.end('{}')).listen(0,'127.0.0.1',function(){console.log(this.address().port)});process.on('disconnect',()=>process.exit())`;

async function startNothing(): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, ['-e', NOTHING], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const port = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}

/** Probes the health of a running product every 100 ms until it is stopped. */
export async function startProbe(
  url: string,
  paths: readonly string[] = ['/api/health', '/api/health/live'],
) {
  const nothing = await startNothing();
  const result = { asked: 0, unanswered: 0, slowest: 0, slowestOfNothing: 0, over100: 0, late: 0 };
  let over = false;
  const timed = async (address: string): Promise<number | null> => {
    const began = performance.now();
    const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) }).catch(() => null);
    await answer?.arrayBuffer().catch(() => undefined);
    return answer?.ok ? performance.now() - began : null;
  };
  const once = async () => {
    const [still, ...answers] = await Promise.all([
      timed(nothing.url),
      ...paths.map((path) => timed(`${url}${path}`)),
    ]);
    const machine = still ?? 0;
    result.asked += 1;
    result.slowestOfNothing = Math.max(result.slowestOfNothing, Math.round(machine));
    for (const took of answers) {
      if (took === null) result.unanswered += 1;
      else {
        result.slowest = Math.max(result.slowest, Math.round(took));
        if (took > 100) result.over100 += 1;
        if (took - machine > LATE) result.late += 1;
      }
    }
  };
  const asking = (async () => {
    while (!over) {
      const began = performance.now();
      await once();
      await pause(Math.max(0, EVERY - (performance.now() - began)));
    }
  })();
  return {
    async stop(): Promise<Probed> {
      over = true;
      await asking;
      nothing.stop();
      return result;
    },
  };
}
