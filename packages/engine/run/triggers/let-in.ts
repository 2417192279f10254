import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant, Json } from '@millrace/base';
import { ingestWithin } from '../intake/ingest-events.ts';

/** An event that lets a person into one flow. */
export interface EntryEvent {
  /** An id lets a person in once only. */
  readonly id: string;
  readonly type: string;
  readonly flowId: string;
  /** Null when there is no customer. */
  readonly customerId: string | null;
  readonly at: Instant;
  readonly properties?: Readonly<Record<string, Json>>;
}

const MILLRACE = { id: 'millrace', clock: { pace: 1, anchor: 0 }, internal: true } as const;

/**
 * Stores entry events like any event of the store: kept, shown on the person's page, and routed under their
 * lock.
 */
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

/** Stores what happened to a product or the store as an event for flows about them. */
export async function tellThing(
  tx: Tx,
  context: Context,
  id: string,
  type: string,
  at: Instant,
  properties: Readonly<Record<string, Json>>,
): Promise<void> {
  await ingestWithin(tx, context, MILLRACE, [{ id, type, occurredAt: at, properties }]);
}
