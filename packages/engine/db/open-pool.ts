import type postgres from 'postgres';
import { openDriver, type DriverOptions } from './driver.ts';
import { watchServer, type ServerWatch } from './watch-server.ts';

export interface PoolOptions {
  /** Most connections. */
  readonly max: number;
  /** The application name that the database shows. */
  readonly name: string;
  /**
   * How long a server may send nothing before its connections count as lost, in milliseconds. Default 10,000.
   */
  readonly silence?: number;
  readonly types?: DriverOptions['types'];
}

export interface OpenPool {
  readonly sql: postgres.Sql;
  readonly watch: ServerWatch;
  close(): Promise<void>;
}

/**
 * A pool that recovers by itself: it replaces connections that the server ended, and notices a server that
 * went silent.
 */
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
