import postgres from 'postgres';
import { readInstant, readStoredJson } from './values.ts';

/** A transaction limited to one workspace (or to the router's queues). */
export type Tx = postgres.TransactionSql<{ bigint: number }>;
export type Sql = postgres.Sql<{ bigint: number }>;

/** The database as the product uses it: as the plain role `millrace_app`, never as the owner. */
export interface Database {
  readonly sql: Sql;
  /** Runs in one transaction that sees the rows of this workspace only. */
  inWorkspace<Result>(workspaceId: string, run: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** The same for work that finds every row by its key, many times a second: no table is ever read whole. */
  inWorkspaceByKey<Result>(workspaceId: string, run: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Runs in one transaction that may claim queue rows of every workspace; they hold ids only. */
  asRouter<Result>(run: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Opens a door before the workspace is known: finds the API key or the connection that the caller names. */
  throughDoor<Result>(
    door: { keyHash: string } | { connection: string } | { shortLink: string },
    run: (tx: Tx) => Promise<Result>,
  ): Promise<Result>;
  close(): Promise<void>;
}

const instant = {
  to: 1184,
  from: [1082, 1114, 1184],
  serialize: (value: number | Date | string) => (typeof value === 'string' ? value : new Date(value).toISOString()),
  parse: readInstant,
};
const json = { to: 114, from: [114, 3802], serialize: (value: unknown) => JSON.stringify(value), parse: readStoredJson };

export interface ConnectOptions {
  /** Connections at most. Default 10. */
  readonly max?: number;
  /** The role to work as; `millrace_app` unless sign-in asks for `millrace_auth`. */
  readonly role?: 'millrace_app' | 'millrace_auth';
}

const MOST_TRIES = 3;
/** deadlock_detected and serialization_failure of PostgreSQL, appendix A. Nothing of such a transaction remains. */
const isDeadlock = (error: unknown) => error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');

type Settings = Readonly<Record<string, string>>;

/**
 * A plan is made once for each connection, in a fresh store while the tables are still empty, and queues are empty most of the
 * time: such a plan reads a table whole, and goes on doing so when it is long.
 */
const BY_KEY: Settings = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' };

/** Opens a pool. Timestamps come and go as epoch milliseconds, bigints as numbers (money stays far below 2^53). */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const sql = postgres(url, {
    max: options.max ?? 10,
    onnotice: () => undefined,
    idle_timeout: 60,
    connect_timeout: 10,
    max_lifetime: 60 * 30,
    connection: { application_name: 'millrace', role: options.role ?? 'millrace_app', timezone: 'UTC' } as Record<string, string>,
    types: {
      bigint: { to: 20, from: [20, 1700], serialize: String, parse: Number },
      date: instant,
      json,
    },
  }) as unknown as Sql;

  async function once<Result>(settings: Settings, run: (tx: Tx) => Promise<Result>): Promise<Result> {
    return (await sql.begin(async (tx) => {
      // Sent first and not awaited alone: the settings travel in the same flight as the first query. Queries are lazy, hence execute.
      const set =
        tx`select set_config(name, value, true) from unnest(${Object.keys(settings)}::text[], ${Object.values(settings)}::text[]) as s(name, value)`.execute();
      const [, result] = await Promise.all([set, run(tx as unknown as Tx)]);
      return result;
    })) as Result;
  }

  /** Two transactions that wait for each other: the database ends one of them, and it is simply done again. */
  async function within<Result>(settings: Settings, run: (tx: Tx) => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await once(settings, run);
      } catch (error) {
        if (tries === MOST_TRIES || !isDeadlock(error)) throw error;
      }
    }
  }

  return {
    sql,
    inWorkspace: (workspaceId, run) => within({ 'app.ws': workspaceId }, run),
    inWorkspaceByKey: (workspaceId, run) => within({ 'app.ws': workspaceId, ...BY_KEY }, run),
    asRouter: (run) => within({ 'app.router': 'on', ...BY_KEY }, run),
    throughDoor: (door, run) =>
      'keyHash' in door
        ? within({ 'app.key_hash': door.keyHash }, run)
        : 'connection' in door
          ? within({ 'app.connection': door.connection }, run)
          : within({ 'app.short_link': door.shortLink }, run),
    close: () => sql.end({ timeout: 5 }),
  };
}
