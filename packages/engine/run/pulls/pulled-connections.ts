import type { connections, Row, Known } from '@millrace/db/schema';
import type { Instant } from '@millrace/base';
import { CONNECTORS, findConnector, type ConnectorKind } from '@millrace/connectors';
import { openSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';

/** A connection with its settings and decrypted secrets. */
export interface PulledConnection {
  readonly id: string;
  readonly workspaceId: string;
  readonly connector: string;
  readonly kind: ConnectorKind;
  readonly config: unknown;
  readonly shop: string | null;
  readonly pace: number;
  readonly anchor: Instant;
}

type ConnectionRow = Known<
  Pick<Row<typeof connections>, 'id' | 'connector' | 'config' | 'secrets' | 'shop' | 'pace' | 'pace_anchor'>,
  { config: Record<string, unknown> }
>;

/**
 * The active connections of a workspace whose connector has a capability. Leaves out those whose settings
 * cannot be read.
 */
export async function connectionsThat(
  context: Context,
  can: (kind: ConnectorKind) => boolean,
): Promise<readonly PulledConnection[]> {
  const able = CONNECTORS.filter(can).map((kind) => kind.id);
  if (able.length === 0) return [];
  const rows = await context.db.inWorkspace(
    context.workspaceId,
    (tx) =>
      tx<ConnectionRow[]>`select id, connector, config, secrets, shop, pace, pace_anchor from connections
        where disabled_at is null and connector = any(${able}::text[])`,
  );
  return rows.flatMap((row) => opened(context, row) ?? []);
}

function opened(context: Context, row: ConnectionRow): PulledConnection | null {
  const kind = findConnector(row.connector);
  if (!kind) return null;
  try {
    const config: unknown = kind.config.parse({ ...row.config, ...openSecrets(context, row.secrets) });
    const { id, connector, shop, pace } = row;
    return {
      id,
      workspaceId: context.workspaceId,
      connector,
      kind,
      config,
      shop,
      pace,
      anchor: row.pace_anchor ?? 0,
    };
  } catch {
    // The connection's probe reports settings that are wrong to the owner.
    return null;
  }
}
