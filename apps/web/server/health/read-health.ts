import { connect } from 'node:net';
import { world } from '../world.ts';

export type State = 'ok' | 'unreachable' | 'not-set';

export interface Health {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly parts: { readonly database: State; readonly engine: State; readonly worker: State };
}

const PATIENCE = 2_000;

/** The state of each part. Only the database decides whether this process can serve; what waits for the others waits in it. */
export async function readHealth(): Promise<Health> {
  const { configuration } = world();
  const [database, engine, worker] = await Promise.all([
    databaseState(),
    engineState(configuration.temporalAddress),
    workerState(configuration.workerHealthUrl),
  ]);
  const status = database !== 'ok' ? 'down' : engine === 'unreachable' || worker === 'unreachable' ? 'degraded' : 'ok';
  return { status, parts: { database, engine, worker } };
}

async function databaseState(): Promise<State> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<State>((resolve) => (timer = setTimeout(() => resolve('unreachable'), PATIENCE)));
  try {
    return await Promise.race([world().db.sql`select 1`.then((): State => 'ok'), late]);
  } catch {
    return 'unreachable';
  } finally {
    clearTimeout(timer);
  }
}

/** Whether anybody listens at `host:port`. */
function engineState(address: string | null): Promise<State> {
  if (!address) return Promise.resolve('not-set');
  const [host = '', port = ''] = address.split(/:(?=\d+$)/);
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) || 7233, timeout: PATIENCE });
    const settle = (state: State) => {
      socket.destroy();
      resolve(state);
    };
    socket
      .once('connect', () => settle('ok'))
      .once('error', () => settle('unreachable'))
      .once('timeout', () => settle('unreachable'));
  });
}

async function workerState(url: string | null): Promise<State> {
  if (!url) return 'not-set';
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(PATIENCE) })).ok ? 'ok' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
