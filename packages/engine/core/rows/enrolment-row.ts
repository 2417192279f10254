import { together, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { Cursor } from '@millrace/flow';
import { laneOf, lockCustomer } from './lock.ts';
import type { Instruction } from './instruction.ts';

export interface EnrolmentRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly flow_id: string;
  readonly version_id: string;
  readonly plan_hash: string;
  /** Null where the flow is about something nobody stands behind. */
  readonly customer_id: string | null;
  /** The thing it is about, in flows that are not about people. */
  readonly subject: string | null;
  readonly key: string;
  readonly state: 'running' | 'done' | 'exited' | 'failed';
  readonly held_out: boolean;
  readonly seq: number;
  readonly cursor: Cursor;
  readonly instruction: Instruction | null;
  readonly wake_at: Instant | null;
  readonly due_while_paused: Instant | null;
  readonly event_id: string | null;
  readonly event_at: Instant | null;
  readonly cart_id: string | null;
  readonly order_id: string | null;
  readonly product_id: string | null;
  readonly entered_at: Instant;
  readonly ended_at: Instant | null;
  readonly end_reason: string | null;
  readonly skip_overdue: boolean;
  readonly flow_state: string;
  readonly flow_name: string;
  readonly flow_salt: string;
}

/** The enrolment under the lock of its customer; undefined when it does not exist (any more). */
export async function lockEnrolment(tx: Tx, id: string): Promise<EnrolmentRow | undefined> {
  // Sent together: the second statement sees what was committed before the first got the lock.
  const [[locked], row] = await together(
    tx<
      { lane: string }[]
    >`select coalesce(customer_id::text, subject, 'store') as lane, pg_advisory_xact_lock(hashtextextended(coalesce(customer_id::text, subject, 'store'), 0)) from enrolments where id = ${id}`,
    readEnrolment(tx, id),
  );
  if (!row || laneOf(row) === locked?.lane) return row;
  // Merged into somebody else while we waited: theirs is the lock that counts.
  await lockCustomer(tx, laneOf(row));
  return readEnrolment(tx, id);
}

/** For those who hold the lock of the customer already. */
export async function readEnrolment(tx: Tx, id: string): Promise<EnrolmentRow | undefined> {
  const [row] = await tx<EnrolmentRow[]>`
    select e.*, f.state as flow_state, f.name as flow_name, f.salt as flow_salt from enrolments e join flows f on f.id = e.flow_id where e.id = ${id}`;
  return row;
}

/** What the facts of an enrolment are loaded by. */
export function factsWanted(enrolment: EnrolmentRow) {
  return {
    workspaceId: enrolment.workspace_id,
    customerId: enrolment.customer_id,
    enrolment: { id: enrolment.id, key: enrolment.key, salt: enrolment.flow_salt, enteredAt: enrolment.entered_at },
    eventId: enrolment.event_id,
    eventAt: enrolment.event_at,
    cartId: enrolment.cart_id,
    orderId: enrolment.order_id,
    productId: enrolment.product_id,
  };
}
