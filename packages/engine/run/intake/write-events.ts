import type { Tx } from '@millrace/db';
import { thingOf, type EventFact } from '@millrace/flow';
import { listenersOf, wantedOf } from '../filtering/index.ts';

/** An event as it is stored. */
export interface StoredEvent {
  readonly id: string;
  readonly customer_id: string | null;
  readonly type: string;
  readonly occurred_at: string;
  /** In minor units. */
  readonly value: number | null;
  readonly cart_id: string | null;
  readonly order_id: string | null;
  readonly product_id: string | null;
  readonly message_id: string | null;
  readonly properties: Record<string, unknown>;
  /** Too old to begin a flow. */
  readonly is_late: boolean;
  /** Of somebody who was erased: it begins nothing, not even as news of a product or an order. */
  readonly is_hidden: boolean;
}

/**
 * Stores the events of a batch, and queues those that somebody listens for, under the locks of their people: most of what
 * happens in a store concerns no flow, and a row that is queued only to be dropped costs as much as the event itself.
 */
export async function writeEvents(
  tx: Tx,
  workspaceId: string,
  source: string,
  events: readonly StoredEvent[],
): Promise<void> {
  const placed = events.map((event) => ({ ...event, subject: subjectOf(event), place: null }));
  const wanted = wantedOf(placed, await listenersOf(tx, placed));
  const rows = placed.map((event) => ({ ...event, wanted: wanted.has(event) }));
  await tx`with incoming as (
      select * from jsonb_to_recordset(${tx.json(rows as never)}::jsonb) as r(id uuid, customer_id uuid, type text,
        occurred_at timestamptz, value bigint, cart_id uuid, order_id uuid, product_id uuid, message_id uuid,
        properties jsonb, subject text, is_late boolean, wanted boolean)
    ), stored as (
      insert into events (id, workspace_id, customer_id, type, occurred_at, source, value, cart_id, order_id, product_id,
        message_id, properties)
      select id, ${workspaceId}, customer_id, type, occurred_at, ${source}, value, cart_id, order_id, product_id,
        message_id, properties from incoming
    )
    insert into event_queue (workspace_id, event_id, occurred_at, customer_id, subject, type, is_late, wanted)
    select ${workspaceId}, id, occurred_at, customer_id, subject, type, is_late, true from incoming where wanted`;
}

/** What an event of nobody is about. */
function subjectOf(event: StoredEvent): string | null {
  if (event.customer_id !== null || event.is_hidden) return null;
  return thingOf({
    type: event.type,
    orderId: event.order_id,
    productId: event.product_id,
    properties: event.properties as EventFact['properties'],
  });
}
