import type postgres from 'postgres';
import { beginWithin } from './begin-within.ts';
import { createGate } from './gate.ts';
import { openPool } from './open-pool.ts';
import { readInstant, readStoredJson } from './values.ts';

/** A transaction limited to one workspace (or to the router's queues). */
export type Tx = postgres.TransactionSql<{ bigint: number }>;
export type Sql = postgres.Sql<{ bigint: number }>;
/** A piece of a query, to be put into another. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** The database as the product uses it: by a role that is a member of `millrace_app` and nothing else, never as the owner. */
export interface Database {
  readonly sql: Sql;
  /** Runs in one transaction that sees the rows of this workspace only. */
  inWorkspace<Result>(workspaceId: string, run: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** The same for work that finds every row by its key, many times a second: no table is ever read whole. */
  inWorkspaceByKey<Result>(workspaceId: string, run: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Runs in one transaction that may claim queue rows of every workspace; they hold ids only. */
  asRouter<Result>(run: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Lets somebody in before the workspace is known: finds the API key or the connection that the caller names. */
  asCaller<Result>(
    caller: { keyHash: string } | { connection: string } | { shortLink: string },
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
  /** Connections at most. Default 10. */
  readonly max?: number;
  /** How long a transaction waits for a connection before it is given up, milliseconds. Default 30,000. */
  readonly patience?: number;
  /** So long a server may say nothing at all before its connections are taken for lost, milliseconds. Default 10,000. */
  readonly silence?: number;
}

const MOST_TRIES = 3;
/** deadlock_detected and serialization_failure of PostgreSQL, appendix A. Nothing of such a transaction remains. */
const isDeadlock = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');

type Settings = Readonly<Record<string, string>>;

/**
 * A plan is made once for each connection, in a fresh store while the tables are still empty, and queues are empty most of the
 * time: such a plan reads a table whole, and goes on doing so when it is long.
 */
const BY_KEY: Settings = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' };

/** Opens a pool for the role that the address names. Timestamps come and go as epoch milliseconds, bigints as numbers (money stays far below 2^53). */
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
      // Sent first and not awaited alone: the settings travel together with the first query. Queries are lazy, hence execute.
      const set =
        tx`select set_config(name, value, true) from unnest(${Object.keys(settings)}::text[], ${Object.values(settings)}::text[]) as s(name, value)`.execute();
      const [, result] = await Promise.all([set, run(tx)]);
      return result;
    });

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
    asCaller: (caller, run) =>
      'keyHash' in caller
        ? within({ 'app.key_hash': caller.keyHash }, run)
        : 'connection' in caller
          ? within({ 'app.connection': caller.connection }, run)
          : within({ 'app.short_link': caller.shortLink }, run),
    close: opened.close,
  };
}
