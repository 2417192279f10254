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

/** A connection as deliveries need it, with its secrets decrypted. */
export interface KnownConnection {
  readonly id: string;
  readonly workspaceId: string;
  readonly connector: string;
  readonly pace: number;
  readonly anchor: Instant;
  /** The settings as stored, which signatures use. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** The settings as the connector's schema parses them. */
  readonly config: unknown;
  /** The first delivery that finds it outdated writes it, and sets it here for the others. */
  lastEventAt: Instant | null;
  /** Null until it is known. */
  shop: string | null;
}

/** Changes that another process makes to a connection count after this many milliseconds at most. */
const REMEMBERED_FOR = 3_000;
const MOST_REMEMBERED = 500;

type Remembered = WeakMap<
  Database,
  Map<string, { readonly connection: KnownConnection; readonly until: number }>
>;

// One cache for the process, also when parts of it are bundled separately: what settings forget, endpoints
// must forget too.
const place = globalThis as unknown as { millraceConnections?: Remembered };
const known: Remembered = (place.millraceConnections ??= new WeakMap());

/** Finds a connection by id alone. Null when there is none of this kind, or when it is switched off. */
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

/**
 * Forgets the cached connections after a change in this process, so that the next delivery reads them again.
 */
export function forgetConnections(db: Database): void {
  known.delete(db);
}
