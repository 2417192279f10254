import type { connections, Row, Known } from '@millrace/db/schema';
import { CONNECTORS, deliveryOf } from '@millrace/connectors';
import type { Tx } from '@millrace/db';
import { deliveryQueue, MAIN_QUEUE } from '@millrace/runtime';

export async function queueFor(tx: Tx, channel: string): Promise<string> {
  const connection = await connectionFor(tx, channel);
  return connection ? deliveryQueue(channel) : MAIN_QUEUE;
}

export type DeliveringConnection = Known<
  Pick<Row<typeof connections>, 'id' | 'connector' | 'config' | 'secrets'>,
  { config: Record<string, unknown> }
>;

/** Connectors that can deliver a channel, from the catalogue. */
function carriersOf(channel: string): string[] {
  return CONNECTORS.filter((kind) => !kind.builtIn && deliveryOf(kind, channel) !== undefined).map(
    (kind) => kind.id,
  );
}

/** The connection that delivers this channel. Without one the sandbox keeps every message. */
export async function connectionFor(tx: Tx, channel: string): Promise<DeliveringConnection | undefined> {
  return (await connectionsFor(tx, channel, 1))[0];
}

/** All connections that can deliver it, with the one in use first. */
export async function connectionsFor(
  tx: Tx,
  channel: string,
  most = 20,
): Promise<readonly (DeliveringConnection & { readonly failing_since: number | null })[]> {
  const connectors = carriersOf(channel);
  if (connectors.length === 0) return [];
  return tx<(DeliveringConnection & { failing_since: number | null })[]>`
    select id, connector, config, secrets, failing_since from connections
      where connector = any(${connectors}::text[]) and state = 'active'
      and disabled_at is null order by created_at desc limit ${most}`;
}
