import type { Instant } from '@millrace/base';
import type { EnrolmentRow } from '@millrace/core/rows';
import { together, type Tx } from '@millrace/db';
import type { OutcomeWindow } from '@millrace/measure';
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
 * `entered`: somebody comes into a flow, for the first time or again, under the lock of the customer. The workflow is started by
 * whoever takes the first step.
 * @param measured how the person is counted: the share of people that the flow leaves out, their outcome window, and
 *   whether they are in the store's own holdout
 * @param beside what else follows, pipelined with the counts
 * @returns false when they are in it already
 */
export async function beginEnrolment(
  tx: Tx,
  row: Beginning,
  measured: { readonly share: number; readonly window: OutcomeWindow; readonly globallyHeldOut: boolean },
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
      : countPerson(
          tx,
          row.workspace_id,
          {
            ...row,
            customer_id: row.customer_id,
            share: measured.share,
            window_ends_at: measured.window.endsAt,
            cohort_ends_at: measured.window.cohortEndsAt,
            globally_held_out: measured.globallyHeldOut,
          },
          now,
        ),
    ...beside(),
  );
  return true;
}
