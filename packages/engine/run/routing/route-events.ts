import type { eventQueue, Row } from '@millrace/db/schema';
import { clockOf, eventFact, REAL_TIME, type EventRow } from '@millrace/core/facts';
import { laneOf, lockCustomer } from '@millrace/core/rows';
import { enterWorkspace, type Database, type Tx } from '@millrace/db';
import { isMillraceError, type Instant } from '@millrace/base';
import { startsFor } from '@millrace/flow';
import { isOrderEvent, settleOrder } from '../measure/settle-order.ts';
import { enterFlows } from './enter-flows.ts';
import { hearEvent } from './hear-event.ts';
import { withPurchases } from './purchases.ts';

type QueueRow = Pick<
  Row<typeof eventQueue>,
  'id' | 'workspace_id' | 'event_id' | 'occurred_at' | 'customer_id' | 'subject' | 'attempts'
>;

export interface RoutingReport {
  readonly routed: number;
  readonly failed: number;
}

/**
 * Takes the oldest event that a flow needs, with all other waiting events of the same person (or the same
 * subject, without a customer), and routes them in order under one lock: records outcomes, wakes and ends
 * enrolments, starts flows. One transaction: after a crash it is routed again.
 * @returns null when nothing waits
 */
export async function routeNext(
  db: Database,
  now: Instant,
  report: (error: unknown) => void,
): Promise<RoutingReport | null> {
  return db.asRouter(async (tx) => {
    const [first] = await tx<
      QueueRow[]
    >`select * from event_queue where wanted and not_before <= now() order by id limit 1
      for update skip locked`;
    if (!first) return null;
    await enterWorkspace(tx, first.workspace_id);
    await lockCustomer(tx, laneOf(first));
    // All waiting events of this person or subject, filtered or not, in the order they came.
    const same =
      first.customer_id === null
        ? tx`customer_id is null and subject = ${first.subject}`
        : tx`customer_id = ${first.customer_id}`;
    const rows = await tx<QueueRow[]>`
      select * from event_queue where ${same} and not_before <= now() order by id limit 50
        for update skip locked`;
    let failed = 0;
    for (const row of rows) {
      try {
        await tx.savepoint((point) => routeOne(point as unknown as Tx, row, now));
        await tx`delete from event_queue where id = ${row.id}`;
      } catch (error) {
        failed += 1;
        report(error);
        await postpone(tx, row, error);
      }
    }
    return { routed: rows.length - failed, failed };
  });
}

/**
 * Retries at growing intervals of up to an hour and never drops the event. Stores the reason without personal
 * data.
 */
async function postpone(tx: Tx, row: QueueRow, error: unknown): Promise<void> {
  const seconds = Math.min(3600, 2 ** Math.min(row.attempts, 11));
  const reason = isMillraceError(error) ? error.code : error instanceof Error ? error.name : 'unexpected';
  await tx`update event_queue set attempts = attempts + 1,
    not_before = now() + make_interval(secs => ${seconds}), last_error = ${reason} where id = ${row.id}`;
}

async function routeOne(tx: Tx, row: QueueRow, now: Instant): Promise<void> {
  const workspaceId = row.workspace_id;
  const [event] = await tx<
    (EventRow & { customer_id: string | null })[]
  >`select * from events where id = ${row.event_id} and occurred_at = ${row.occurred_at}`;
  if (!event) return;
  if (event.customer_id === null) return routeOfNobody(tx, row, event, now);
  // The event now has a customer, and a row of its own in their queue.
  if (row.customer_id === null) return;
  const [customer] = await tx<
    { pace: number; pace_anchor: Instant | null; erased_at: Instant | null }[]
  >`select pace, pace_anchor, erased_at from customers where id = ${event.customer_id}`;
  if (!customer) return;
  const clock = clockOf(customer);
  const [fact] = await withPurchases(tx, [eventFact(event, clock)], clock);
  if (!fact) return;
  if (event.order_id !== null && isOrderEvent(event.type))
    await settleOrder(tx, workspaceId, event.order_id, now);
  // Orders of an erased person still count; nothing else happens.
  if (customer.erased_at !== null) return;
  const whose = { customerId: event.customer_id, subject: null };
  await hearEvent(tx, workspaceId, whose, fact, event.occurred_at, clock, now);
  if (now - event.occurred_at < startsFor(event.type))
    await enterFlows(tx, { workspaceId, ...whose, event: fact, occurredAt: event.occurred_at, clock, now });
}

/**
 * An event about a product, a return or the store itself starts and ends enrolments about the same subject.
 */
async function routeOfNobody(tx: Tx, row: QueueRow, event: EventRow, now: Instant): Promise<void> {
  const workspaceId = row.workspace_id;
  const [fact] = await withPurchases(tx, [eventFact(event, REAL_TIME)], REAL_TIME);
  if (!fact) return;
  const whose = { customerId: null, subject: row.subject };
  await hearEvent(tx, workspaceId, whose, fact, event.occurred_at, REAL_TIME, now);
  if (now - event.occurred_at < startsFor(event.type))
    await enterFlows(tx, {
      workspaceId,
      ...whose,
      event: fact,
      occurredAt: event.occurred_at,
      clock: REAL_TIME,
      now,
    });
}
