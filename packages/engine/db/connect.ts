import type postgres from 'postgres';
import { beginWithin } from './begin-within.ts';
import { createGate } from './gate.ts';
import { openPool } from './open-pool.ts';
import { readInstant, readStoredJson } from './values.ts';

/** A transaction limited to one workspace (or to the router's queues). */
export type Tx = postgres.TransactionSql<{ bigint: number }>;
export type Sql = postgres.Sql<{ bigint: number }>;
/** Part of a query, to insert into another. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/**
 * The database as the product uses it: through a role that is a member of `millrace_app` only, and never as
 * the owner.
 */
export interface Database {
  readonly sql: Sql;
  /** Runs one transaction that sees only rows of this workspace. */
  inWorkspace<Result>(workspaceId: string, run: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Like `inWorkspace`, for frequent work that finds every row by its key: forbids sequential scans. */
  inWorkspaceByKey<Result>(workspaceId: string, run: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Runs one transaction that may claim queue rows of every workspace. These rows hold ids only. */
  asRouter<Result>(run: (tx: Tx) => Promise<Result>): Promise<Result>;
  /**
   * Runs one transaction before the workspace is known, to find the API key or connection that the caller
   * names.
   */
  asCaller<Result>(
    caller: { keyHash: string } | { connection: string } | { shortLink: string } | { siteKey: string },
    run: (tx: Tx) => Promise<Result>,
  ): Promise<Result>;
  close(): Promise<void>;
}

const instant = {
  to: 1184,
  from: [1082, 1114, 1184],
  serialize: (value: number | Date | string) =>
    typeof value === 'string' ? value : new Date(value).toISOString(),
  parse: readInstant,
};
const json = {
  to: 114,
  from: [114, 3802],
  serialize: (value: unknown) => JSON.stringify(value),
  parse: readStoredJson,
};

export interface ConnectOptions {
  /** Most connections. Default 10. */
  readonly max?: number;
  /** How long a transaction waits for a connection, in milliseconds. Default 30,000. */
  readonly patience?: number;
  /**
   * How long a server may send nothing before its connections count as lost, in milliseconds. Default 10,000.
   */
  readonly silence?: number;
}

const MOST_TRIES = 3;
/**
 * SQLSTATE of deadlock_detected and serialization_failure (PostgreSQL manual, appendix A). Such a transaction
 * was rolled back.
 */
const isDeadlock = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');

type Settings = Readonly<Record<string, string>>;

/**
 * Each connection plans a query once: in a new store while the tables are empty, and queues are nearly always
 * empty. Such a plan would read a whole table, and would keep doing so when the table is long.
 */
const BY_KEY: Settings = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' };

/**
 * Opens a pool for the role in the address. Timestamps are epoch milliseconds, bigints are numbers (amounts
 * stay far below 2^53).
 */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const max = options.max ?? 10;
  const opened = openPool(url, {
    ...options,
    max,
    name: 'millrace',
    types: {
      bigint: { to: 20, from: [20, 1700], serialize: String, parse: Number },
      date: instant,
      json,
    },
  });
  const sql = opened.sql as unknown as Sql;
  const pool = { sql, gate: createGate(max), watch: opened.watch, patience: options.patience ?? 30_000 };

  const once = <Result>(settings: Settings, run: (tx: Tx) => Promise<Result>): Promise<Result> =>
    beginWithin(pool, async (tx) => {
      // Sent first and not awaited alone, so the settings travel with the first query. Queries are lazy,
      // hence `execute`.
      const set = tx`select set_config(name, value, true)
          from unnest(${Object.keys(settings)}::text[],
          ${Object.values(settings)}::text[]) as s(name, value)`.execute();
      const [, result] = await Promise.all([set, run(tx)]);
      return result;
    });

  /** In a deadlock the database ends one of the transactions, which is then simply repeated. */
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
    asCaller: (caller, run) =>
      'keyHash' in caller
        ? within({ 'app.key_hash': caller.keyHash }, run)
        : 'connection' in caller
          ? within({ 'app.connection': caller.connection }, run)
          : 'siteKey' in caller
            ? within({ 'app.site_key': caller.siteKey }, run)
            : within({ 'app.short_link': caller.shortLink }, run),
    close: opened.close,
  };
}
