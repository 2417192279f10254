import type { Instant } from '@millrace/base';
import type { MessageReport } from '@millrace/connectors';
import { storeSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { together, type Tx } from '@millrace/db';
import { recordReports } from '../visits/record-reports.ts';
import { gathererPerDatabase, storeAtEndpoint } from '../intake/at-endpoint.ts';
import { split, storeEvents } from '../intake/ingest-events.ts';
import type { KnownConnection } from './known-connection.ts';
import { sourceIdOf } from '../parsing/source.ts';

/** A parsed webhook. */
export interface ReadDelivery {
  /**
   * Identifies a repeat: by content, or by the sender's id where equal content may come twice. Null when it
   * cannot be a repeat.
   */
  readonly repeatKey: string | null;
  readonly events: readonly unknown[];
  readonly reports: readonly MessageReport[];
}

export interface StoredDelivery {
  readonly repeated: boolean;
  /** Why nothing of it could be taken. */
  readonly refused: string | null;
}

const gathererOf = gathererPerDatabase<ReadDelivery, StoredDelivery>({ most: 100, lanes: 1 });

/** Stores a delivery, together with others of its connection at the same time. */
export function storeDelivery(
  context: Context,
  known: KnownConnection,
  delivery: ReadDelivery,
): Promise<StoredDelivery> {
  return gathererOf(context.db).add(known.id, delivery, (deliveries) =>
    storeAtEndpoint(context.db, known.workspaceId, (tx) => storeDeliveries(tx, context, known, deliveries)),
  );
}

async function storeDeliveries(
  tx: Tx,
  context: Context,
  known: KnownConnection,
  deliveries: readonly ReadDelivery[],
): Promise<StoredDelivery[]> {
  const [fresh, settings] = await together(
    firstOfTheirId(tx, known, deliveries),
    storeSettings(tx, known.workspaceId),
  );
  const mine = deliveries.filter((delivery) => fresh.has(delivery));
  const lists = mine.map((delivery) => delivery.events);
  const source = { id: sourceIdOf(known), clock: { pace: known.pace, anchor: known.anchor } };
  const reports = lists.some((list) => list.length > 0)
    ? split(await storeEvents(tx, context, source, lists.flat(), settings), lists)
    : [];
  const refusals = new Map<ReadDelivery, string>();
  reports.forEach(({ accepted, refused: [problem] }, index) => {
    const delivery = mine[index];
    if (delivery && problem && accepted.length === 0) refusals.set(delivery, problem.problem);
  });
  await forget(tx, known, [...refusals.keys()]);
  for (const delivery of mine)
    if (!refusals.has(delivery)) await recordReports(tx, context, known.id, delivery.reports);
  await markAlive(tx, known, context.now());
  return deliveries.map((delivery) => ({
    repeated: !fresh.has(delivery),
    refused: refusals.get(delivery) ?? null,
  }));
}

const keyOf = (known: KnownConnection, id: string) => `delivery/${sourceIdOf(known)}/${id}`;

/** The deliveries that are not repeats; one without an id never is. */
async function firstOfTheirId(
  tx: Tx,
  known: KnownConnection,
  deliveries: readonly ReadDelivery[],
): Promise<Set<ReadDelivery>> {
  const byKey = new Map<string, ReadDelivery>();
  for (const delivery of deliveries) {
    const key = delivery.repeatKey === null ? null : keyOf(known, delivery.repeatKey);
    if (key !== null && !byKey.has(key)) byKey.set(key, delivery);
  }
  const fresh = new Set(deliveries.filter((delivery) => delivery.repeatKey === null));
  if (byKey.size === 0) return fresh;
  const rows = await tx<{ key: string }[]>`insert into event_keys (workspace_id, key, event_id)
    select ${known.workspaceId}, key, uuidv7() from unnest(${[...byKey.keys()].sort()}::text[]) as key
      on conflict do nothing returning key`;
  for (const { key } of rows) fresh.add(byKey.get(key) as ReadDelivery);
  return fresh;
}

/** Forgets refused deliveries, so that a corrected one may come again. */
async function forget(tx: Tx, known: KnownConnection, refused: readonly ReadDelivery[]): Promise<void> {
  const keys = refused.flatMap(({ repeatKey }) => (repeatKey === null ? [] : [keyOf(known, repeatKey)]));
  if (keys.length > 0) await tx`delete from event_keys where key = any(${keys}::text[])`;
}

/** Stores when the connection was last heard, to the quarter minute. One delivery writes it for all. */
async function markAlive(tx: Tx, known: KnownConnection, now: Instant): Promise<void> {
  if (known.lastEventAt !== null && now - known.lastEventAt <= 15_000) return;
  known.lastEventAt = now;
  await tx`update connections set last_event_at = ${now} where id = ${known.id}`;
}
