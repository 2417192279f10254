import type { connections, Row, Known } from '@millrace/db/schema';
import { actOf, CONNECTORS, secretFields, type Act, type ConnectorKind } from '@millrace/connectors';
import type { Json } from '@millrace/base';
import type { Tx } from '@millrace/db';
import { callQueue, MAIN_QUEUE } from '@millrace/runtime';

/** Who does what is asked for: the connector with its act, and the connection it goes through (null: it needs none). */
export interface Carrier {
  readonly connector: ConnectorKind;
  readonly act: Act;
  readonly connection: ActingConnection | null;
}

export type ActingConnection = Known<
  Pick<Row<typeof connections>, 'id' | 'connector' | 'config' | 'secrets' | 'shop'>,
  { config: Record<string, unknown> }
>;

/** The connection that the input names, where capabilities let one be chosen. */
export const namedIn = (input: Json): string | null => {
  const named = (input as { readonly connection?: unknown } | null)?.connection;
  return typeof named === 'string' && named !== '' ? named : null;
};

const connectorsOf = (capability: string) =>
  CONNECTORS.filter((kind) => actOf(kind, capability) !== undefined);

/**
 * Who does it: whoever needs no connection, else the connection that is named, else one of the shop it is about, else the newest
 * that has what it takes.
 * @param about the shop, as events of it are told apart: `shopify:name.myshopify.com`
 * @param secretsOf names of the secrets of a connection that are set
 * @returns undefined when nothing connected can
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
    select id, connector, config, secrets, shop from connections where connector = any(${kinds.map((kind) => kind.id)}::text[]) and state = 'active' and disabled_at is null
      and ${named === null ? tx`true` : tx`id::text = ${named}`}
    order by (id::text = ${about} or connector || ':' || shop = ${about}) desc nulls last, created_at desc limit 20`;
  for (const connection of rows) {
    const connector = kinds.find((kind) => kind.id === connection.connector);
    const act = actOf(connector, capability);
    if (connector && act && (act.isReady?.(connection.config, secretsOf(connection)) ?? true))
      return { connector, act, connection };
  }
  return undefined;
}

/** The queue of whoever does it; our own where it is done by us, or by nobody. */
export async function queueForCall(tx: Tx, capability: string, input: Json): Promise<string> {
  const all = (connection: ActingConnection) =>
    secretFields(CONNECTORS.find(({ id }) => id === connection.connector)!);
  const carrier = await carrierFor(tx, capability, namedIn(input), null, all);
  return carrier && !carrier.connector.builtIn ? callQueue(carrier.connector.id) : MAIN_QUEUE;
}
