import type postgres from 'postgres';
import { openDriver, type DriverOptions } from './driver.ts';
import { watchServer, type ServerWatch } from './watch-server.ts';

export interface PoolOptions {
  /** Connections at most. */
  readonly max: number;
  /** As the database lists it. */
  readonly name: string;
  /** So long a server may say nothing at all before its connections are taken for lost, milliseconds. Default 10,000. */
  readonly silence?: number;
  readonly types?: DriverOptions['types'];
}

export interface OpenPool {
  readonly sql: postgres.Sql;
  readonly watch: ServerWatch;
  close(): Promise<void>;
}

/** A pool that heals itself: connections the server ended are made anew, and a server that went silent is noticed. */
export function openPool(url: string, { max, name, silence = 10_000, types }: PoolOptions): OpenPool {
  const watch = watchServer(url, silence);
  const sql = openDriver(url, {
    max,
    idle_timeout: 60,
    connect_timeout: 3,
    max_lifetime: 60 * 30,
    connection: { application_name: name, timezone: 'UTC' } as never,
    onsocket: watch.add,
    ...(types ? { types } : {}),
  });
  return {
    sql,
    watch,
    async close() {
      await sql.end({ timeout: 5 });
      watch.stop();
    },
  };
}
