import { createHash } from 'node:crypto';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from '@millrace/connectors';
import { openConnection, type SmtpTimeouts } from './open-connection.ts';

/** Most open connections to one server; further mails wait. */
const MOST_CONNECTIONS = 5;
/** Mails sent over one connection; many servers close it at about this number. */
const MOST_MAILS = 100;
const IDLE_MS = 15_000;

export interface Lease {
  readonly connection: SMTPConnection;
  /** True when it carried mail before, so the server may have closed it. */
  readonly reused: boolean;
  /** Returns it to the pool. `healthy`: between two mails, nothing pending. */
  release(healthy: boolean): void;
}

interface Idle {
  readonly connection: SMTPConnection;
  readonly mails: number;
  readonly timer: NodeJS.Timeout;
}
interface Pool {
  readonly idle: Idle[];
  busy: number;
  readonly waiting: (() => void)[];
}

const pools = new Map<string, Pool>();

function poolFor(server: SmtpServer): Pool {
  const key = createHash('sha256').update(JSON.stringify(server)).digest('base64');
  const pool = pools.get(key) ?? { idle: [], busy: 0, waiting: [] };
  pools.set(key, pool);
  return pool;
}

/** A signed-in connection, an idle one if possible. `fresh` never reuses one. */
export async function leaseConnection(
  server: SmtpServer,
  timeouts: SmtpTimeouts,
  fresh = false,
): Promise<Lease> {
  const pool = poolFor(server);
  if (pool.busy >= MOST_CONNECTIONS) await new Promise<void>((resolve) => pool.waiting.push(resolve));
  pool.busy += 1;
  const leave = () => {
    pool.busy -= 1;
    pool.waiting.shift()?.();
  };
  const idle = fresh ? undefined : takeIdle(pool);
  if (idle) return lease(pool, idle.connection, idle.mails, leave);
  try {
    return lease(pool, await openConnection(server, timeouts), 0, leave);
  } catch (error) {
    leave();
    throw error;
  }
}

function takeIdle(pool: Pool): Idle | undefined {
  for (let idle = pool.idle.pop(); idle !== undefined; idle = pool.idle.pop()) {
    clearTimeout(idle.timer);
    if (!idle.connection.destroyed) return idle;
  }
  return undefined;
}

function lease(pool: Pool, connection: SMTPConnection, mails: number, leave: () => void): Lease {
  let over = false;
  return {
    connection,
    reused: mails > 0,
    release(healthy) {
      if (over) return;
      over = true;
      if (!healthy || connection.destroyed) connection.close();
      else if (mails + 1 >= MOST_MAILS) connection.quit();
      else keepIdle(pool, connection, mails + 1);
      leave();
    },
  };
}

function keepIdle(pool: Pool, connection: SMTPConnection, mails: number): void {
  const timer = setTimeout(() => {
    const place = pool.idle.findIndex((idle) => idle.connection === connection);
    if (place >= 0) pool.idle.splice(place, 1);
    connection.quit();
  }, IDLE_MS);
  timer.unref();
  pool.idle.push({ connection, mails, timer });
}

/** Closes every idle connection, for a graceful stop. */
export function closeSmtpConnections(): void {
  for (const pool of pools.values()) {
    for (const idle of pool.idle.splice(0)) {
      clearTimeout(idle.timer);
      idle.connection.quit();
    }
  }
}
