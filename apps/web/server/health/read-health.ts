import { probeEngine } from '@millrace/runtime/probe';
import { world } from '../world.ts';
import type { State } from './state.ts';
import { workerState } from './worker-state.ts';

export interface Health {
  /** `down`: it cannot serve. `degraded`: it serves, and what needs the other parts waits in the database. */
  readonly status: 'ok' | 'degraded' | 'down';
  /** The process answers; true whenever this can be read. */
  readonly live: true;
  /** It can serve: requests may be sent to it. */
  readonly ready: boolean;
  readonly parts: { readonly database: State; readonly engine: State; readonly worker: State };
}

/** Of each part, milliseconds. A worker asks its own parts as long, so it is given a little more. */
const PATIENCE = 2_000;
const NOT_SET: State = 'not-set';

/** The state of each part. Only the database decides whether this process can serve; what waits for the others waits in it. */
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

/** 200 while this process can serve, 503 when it cannot, with the state of each part either way. */
export async function answerHealth(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, {
    status: health.ready ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
  });
}
