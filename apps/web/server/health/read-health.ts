import { probeEngine } from '@millrace/runtime/probe';
import { world } from '../world.ts';
import type { State } from './state.ts';
import { workerState } from './worker-state.ts';

export interface Health {
  /** `down`: cannot serve. `degraded`: serves, and work for the missing parts waits in the database. */
  readonly status: 'ok' | 'degraded' | 'down';
  /** Always true: the process responds. */
  readonly live: true;
  /** Whether the process can serve requests. */
  readonly ready: boolean;
  readonly parts: { readonly database: State; readonly engine: State; readonly worker: State };
}

/** Milliseconds to wait for each part. A worker waits as long for its own parts, so it gets a little more. */
const PATIENCE = 2_000;
const NOT_SET: State = 'not-set';

/** The state of each part. Only the database decides whether this process can serve, since work for other parts waits there. */
export async function readHealth(): Promise<Health> {
  const { temporalAddress, workerHealthUrl } = world().configuration;
  const [database, engine, worker] = await Promise.all([
    databaseState(),
    temporalAddress ? engineState(temporalAddress) : NOT_SET,
    workerHealthUrl ? workerState(workerHealthUrl, PATIENCE + 500) : NOT_SET,
  ]);
  const isWell = (state: State) => state === 'ok' || state === 'not-set';
  const status = database !== 'ok' ? 'down' : isWell(engine) && isWell(worker) ? 'ok' : 'degraded';
  return { status, live: true, ready: database === 'ok', parts: { database, engine, worker } };
}

async function engineState(address: string): Promise<State> {
  const answer = await probeEngine(address, PATIENCE);
  return answer === 'other' ? 'unreachable' : answer;
}

async function databaseState(): Promise<State> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<State>((resolve) => (timer = setTimeout(() => resolve('silent'), PATIENCE)));
  try {
    return await Promise.race([world().db.sql`select 1`.then((): State => 'ok'), late]);
  } catch {
    return 'unreachable';
  } finally {
    clearTimeout(timer);
  }
}

/** Responds with the state of each part: 200 if this process can serve, otherwise 503. */
export async function answerHealth(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, {
    status: health.ready ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
  });
}
