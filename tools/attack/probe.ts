import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** A probe every so many milliseconds. */
const EVERY = 100;
/** No answer may take longer than this beyond what the machine itself took, milliseconds. */
export const LATE = 250;

export interface Probed {
  /** How often each path was asked. */
  readonly asked: number;
  readonly unanswered: number;
  /** Milliseconds: the longest answer, and the longest of a server that does nothing, asked at the same moments. */
  readonly slowest: number;
  readonly slowestOfNothing: number;
  readonly over100: number;
  /** Over 250 ms beyond the server that does nothing: late because of what Millrace did, not because the machine was busy. */
  readonly late: number;
}

/** A server that does nothing: how long an answer takes on this machine, at this moment, at best. */
const NOTHING = `require('node:http').createServer((q,s)=>s.end('{}')).listen(0,'127.0.0.1',function(){console.log(this.address().port)});process.on('disconnect',()=>process.exit())`;

async function startNothing(): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, ['-e', NOTHING], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const port = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}

/** Asks a running product how it is, every 100 ms, until it is stopped. */
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
