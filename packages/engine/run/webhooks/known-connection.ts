import type { connections, Row, Known } from '@millrace/db/schema';
import type { Instant } from '@millrace/base';
import { findConnector } from '@millrace/connectors';
import { openSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';

type ConnectionRow = Known<
  Pick<
    Row<typeof connections>,
    | 'id'
    | 'workspace_id'
    | 'connector'
    | 'config'
    | 'secrets'
    | 'pace'
    | 'pace_anchor'
    | 'disabled_at'
    | 'shop'
    | 'last_event_at'
  >,
  { config: Record<string, unknown> }
>;

/** A connection as deliveries need it, its secrets opened. */
export interface KnownConnection {
  readonly id: string;
  readonly workspaceId: string;
  readonly connector: string;
  readonly pace: number;
  readonly anchor: Instant;
  /** As stored, for what is signed. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** As the connector's schema reads it. */
  readonly config: unknown;
  /** Whoever is first to find it old writes it down, and puts the new time here for the others. */
  lastEventAt: Instant | null;
  /** Null until it is known. */
  shop: string | null;
}

/** Changes of a connection made by another process count after this long at the latest. */
const REMEMBERED_FOR = 3_000;
const MOST_REMEMBERED = 500;

type Remembered = WeakMap<
  Database,
  Map<string, { readonly connection: KnownConnection; readonly until: number }>
>;

// One for the process, also where parts of it are compiled apart: what the settings forget the endpoints have to forget too.
const place = globalThis as unknown as { millraceConnections?: Remembered };
const known: Remembered = (place.millraceConnections ??= new WeakMap());

/** Finds a connection by its id alone. Null when there is none of this kind, or it is switched off. */
export async function knownConnection(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  connector: string,
  id: string,
): Promise<KnownConnection | null> {
  const remembered = known.get(db) ?? new Map<string, { connection: KnownConnection; until: number }>();
  known.set(db, remembered);
  const key = `${connector}/${id}`;
  const found = remembered.get(key);
  if (found && found.until > Date.now()) return found.connection;
  const row = await db.asCaller({ connection: id }, async (tx) => {
    const [first] = await tx<
      ConnectionRow[]
    >`select * from connections where id = ${id} and connector = ${connector}`;
    return first;
  });
  remembered.delete(key);
  if (!row || row.disabled_at !== null) return null;
  const raw = { ...row.config, ...openSecrets(contextOf(row.workspace_id), row.secrets) };
  const connection: KnownConnection = {
    id: row.id,
    workspaceId: row.workspace_id,
    connector,
    pace: row.pace,
    anchor: row.pace_anchor ?? 0,
    raw,
    config: findConnector(connector)?.config.parse(raw),
    lastEventAt: row.last_event_at,
    shop: row.shop,
  };
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, { connection, until: Date.now() + REMEMBERED_FOR });
  return connection;
}

/** A connection was changed here: its next delivery reads it anew. */
export function forgetConnections(db: Database): void {
  known.delete(db);
}
