import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant, Json } from '@millrace/base';
import { ingestWithin } from '../intake/ingest-events.ts';

/** What lets somebody into one flow, as it is told to the router. */
export interface EntryEvent {
  /** The same id lets in once, forever. */
  readonly id: string;
  readonly type: string;
  readonly flowId: string;
  /** Null where there is no customer. */
  readonly customerId: string | null;
  readonly at: Instant;
  readonly properties?: Readonly<Record<string, Json>>;
}

const MILLRACE = { id: 'millrace', clock: { pace: 1, anchor: 0 }, internal: true } as const;

/** Everything that lets people in is an event of the store: kept, shown on the person's page, and routed under their lock. */
export async function tellEntries(tx: Tx, context: Context, entries: readonly EntryEvent[]): Promise<void> {
  for (let from = 0; from < entries.length; from += 500)
    await ingestWithin(
      tx,
      context,
      MILLRACE,
      entries.slice(from, from + 500).map(({ id, type, flowId, customerId, at, properties }) => ({
        id,
        type,
        occurredAt: at,
        ...(customerId === null ? {} : { customer: { id: customerId } }),
        properties: { ...properties, flowId },
      })),
    );
}

/** What became of a product, told to flows about the product itself. */
export async function tellProduct(
  tx: Tx,
  context: Context,
  id: string,
  type: string,
  at: Instant,
  properties: Readonly<Record<string, Json>>,
): Promise<void> {
  await ingestWithin(tx, context, MILLRACE, [{ id, type, occurredAt: at, properties }]);
}
