import type { Instant } from '@millrace/base';
import type { EnrolmentRow } from '@millrace/core/rows';
import { together, type Tx } from '@millrace/db';
import { countPerson } from '../measure/arm-sums.ts';
import { addToCounters } from '../measure/counters.ts';
import { countsOfEntry } from './counts.ts';

/** The columns of an enrolment that are known at entry. */
export type Beginning = Pick<
  EnrolmentRow,
  | 'id'
  | 'workspace_id'
  | 'flow_id'
  | 'version_id'
  | 'plan_hash'
  | 'customer_id'
  | 'subject'
  | 'key'
  | 'held_out'
  | 'cursor'
  | 'event_id'
  | 'event_at'
  | 'cart_id'
  | 'order_id'
  | 'product_id'
>;

/**
 * `entered`: a person enters a flow, for the first time or again, under the customer's lock. Whoever takes
 * the first step starts the workflow.
 * @param holdout the share of people in the holdout, 0 to 1
 * @param beside further statements, pipelined with the counts
 * @returns false when they are in the flow already
 */
export async function beginEnrolment(
  tx: Tx,
  row: Beginning,
  holdout: number,
  now: Instant,
  beside: () => readonly PromiseLike<unknown>[],
): Promise<boolean> {
  const inserted = await tx`
    insert into enrolments (id, workspace_id, flow_id, version_id, plan_hash, customer_id, subject, key,
      held_out, cursor, event_id, event_at, cart_id, order_id, product_id, entered_at)
    values (${row.id}, ${row.workspace_id}, ${row.flow_id}, ${row.version_id}, ${row.plan_hash},
      ${row.customer_id}, ${row.subject}, ${row.key}, ${row.held_out}, ${tx.json(row.cursor as never)},
      ${row.event_id}, ${row.event_at}, ${row.cart_id}, ${row.order_id}, ${row.product_id}, ${now})
    on conflict (workspace_id, flow_id, key) where ended_at is null do nothing returning 1`;
  if (inserted.length === 0) return false;
  await together(
    addToCounters(
      tx,
      row.workspace_id,
      { flowId: row.flow_id, versionId: row.version_id },
      now,
      countsOfEntry(row),
    ),
    row.customer_id === null
      ? null
      : countPerson(tx, row.workspace_id, { ...row, customer_id: row.customer_id, share: holdout }, now),
    ...beside(),
  );
  return true;
}
