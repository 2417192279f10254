import type { Tx } from '@millrace/db';
import type { ParsedEvent } from '../parsing/parse-intake.ts';

export interface NamedOrder {
  readonly id: string;
  readonly cartId: string | null;
  readonly customerId: string | null;
}

/**
 * The orders that events name without changing them, by the position of the event: a shipment that is late, a
 * return, a ticket. An order that is not known yet is left out.
 */
export async function ordersNamed(
  tx: Tx,
  source: string,
  events: readonly ParsedEvent[],
  changed: ReadonlyMap<number, unknown>,
): Promise<ReadonlyMap<number, NamedOrder>> {
  const naming = events.flatMap(({ index, properties }) => {
    const { orderId } = properties;
    return typeof orderId === 'string' && orderId !== '' && !changed.has(index) ? [{ index, orderId }] : [];
  });
  if (naming.length === 0) return new Map();
  const names = [...new Set(naming.map(({ orderId }) => orderId))];
  const rows = await tx<(NamedOrder & { name: string })[]>`
    select external_id as name, id, cart_id as "cartId", customer_id as "customerId" from orders
      where source = ${source} and external_id in (select unnest(${names}::text[]))`;
  const byName = new Map(rows.map(({ name, ...order }) => [name, order]));
  return new Map(
    naming.flatMap(({ index, orderId }) => {
      const order = byName.get(orderId);
      return order ? [[index, order] as const] : [];
    }),
  );
}
