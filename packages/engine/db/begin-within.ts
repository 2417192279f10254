import { setTimeout as pause } from 'node:timers/promises';
import { MillraceError } from '@millrace/base';
import type { Sql, Tx } from './connect.ts';
import { isDatabaseGone } from './database-gone.ts';
import { patienceWithin } from './deadline.ts';
import type { Gate } from './gate.ts';
import type { ServerWatch } from './watch-server.ts';

/** Between two attempts to begin, in milliseconds. */
const AGAIN_AFTER = 100;

export interface Pool {
  readonly sql: Sql;
  readonly gate: Gate;
  readonly watch: ServerWatch;
  /** How long a transaction may wait to begin, in milliseconds. */
  readonly patience: number;
}

/**
 * Runs one transaction. Before it has begun nothing is done, so after a failed connection it is tried again
 * until `patience` ends. After that the work succeeds or fails with its connection.
 * @throws MillraceError database-unavailable when it could not begin in time
 */
export async function beginWithin<Result>(pool: Pool, run: (tx: Tx) => Promise<Result>): Promise<Result> {
  const { sql, gate, watch } = pool;
  const patience = patienceWithin(pool.patience);
  const until = performance.now() + patience;
  const leave = await gate.enter(patience);
  let state: 'waits' | 'runs' | 'given up' = 'waits';
  let cause: unknown;

  const work = async (): Promise<Result> => {
    for (;;) {
      try {
        return (await sql.begin(async (tx) => {
          if (state === 'given up') throw new MillraceError('database-unavailable');
          state = 'runs';
          const close = watch.open();
          try {
            return await run(tx as unknown as Tx);
          } finally {
            close();
          }
        })) as Result;
      } catch (error) {
        if (state !== 'waits' || !isDatabaseGone(error)) throw error;
        cause = error;
        await pause(AGAIN_AFTER);
      }
    }
  };

  return new Promise<Result>((resolve, reject) => {
    const timer = setTimeout(
      () => {
        if (state !== 'waits') return;
        state = 'given up';
        reject(new MillraceError('database-unavailable', {}, cause));
      },
      Math.max(0, until - performance.now()),
    );
    work()
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        leave();
      });
  });
}
