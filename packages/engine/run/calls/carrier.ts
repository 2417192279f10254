import type { connections, Row, Known } from '@millrace/db/schema';
import { actOf, CONNECTORS, secretFields, type Act, type ConnectorKind } from '@millrace/connectors';
import type { Json } from '@millrace/base';
import type { Tx } from '@millrace/db';
import { callQueue, MAIN_QUEUE } from '@millrace/runtime';

/** The connector and act that make a call, and the connection they use (null when none is needed). */
export interface Carrier {
  readonly connector: ConnectorKind;
  readonly act: Act;
  readonly connection: ActingConnection | null;
}

export type ActingConnection = Known<
  Pick<Row<typeof connections>, 'id' | 'connector' | 'config' | 'secrets' | 'shop'>,
  { config: Record<string, unknown> }
>;

/** The id of the connection that the input chooses, for capabilities that allow a choice. */
export const namedIn = (input: Json): string | null => {
  const named = (input as { readonly connection?: unknown } | null)?.connection;
  return typeof named === 'string' && named !== '' ? named : null;
};

const connectorsOf = (capability: string) =>
  CONNECTORS.filter((kind) => actOf(kind, capability) !== undefined);

/**
 * Chooses who makes a call: a connector that needs no connection; else the connection that the input names;
 * else one of the shop concerned; else the newest connection that has the secrets it needs.
 * @param about the shop, named as the source of its events: `shopify:name.myshopify.com`
 * @param secretsOf names of a connection's secrets that are set
 * @returns undefined when no connection can make the call
 */
export async function carrierFor(
  tx: Tx,
  capability: string,
  named: string | null,
  about: string | null,
  secretsOf: (connection: ActingConnection) => readonly string[],
): Promise<Carrier | undefined> {
  const kinds = connectorsOf(capability);
  const free =
    named === null ? kinds.find((kind) => actOf(kind, capability)?.needs === 'nothing') : undefined;
  if (free) return { connector: free, act: actOf(free, capability)!, connection: null };
  const rows = await tx<ActingConnection[]>`
    select id, connector, config, secrets, shop from connections
      where connector = any(${kinds.map((kind) => kind.id)}::text[]) and state = 'active'
      and disabled_at is null
      and ${named === null ? tx`true` : tx`id::text = ${named}`}
    order by (id::text = ${about} or connector || ':' || shop = ${about}) desc nulls last, created_at desc
      limit 20`;
  for (const connection of rows) {
    const connector = kinds.find((kind) => kind.id === connection.connector);
    const act = actOf(connector, capability);
    if (connector && act && (act.isReady?.(connection.config, secretsOf(connection)) ?? true))
      return { connector, act, connection };
  }
  return undefined;
}

/**
 * The task queue of the connector that makes the call; our own queue for calls made by Millrace itself or by
 * nobody.
 */
export async function queueForCall(tx: Tx, capability: string, input: Json): Promise<string> {
  const all = (connection: ActingConnection) =>
    secretFields(CONNECTORS.find(({ id }) => id === connection.connector)!);
  const carrier = await carrierFor(tx, capability, namedIn(input), null, all);
  return carrier && !carrier.connector.builtIn ? callQueue(carrier.connector.id) : MAIN_QUEUE;
}
