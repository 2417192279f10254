import type { enrolments, Row, Known } from '@millrace/db/schema';
import { together, type Tx } from '@millrace/db';
import type { Cursor } from '@millrace/flow';
import { laneOf, lockCustomer } from './lock.ts';
import type { FlowState } from './flow-shapes.ts';
import type { Instruction } from './instruction.ts';

export interface EnrolmentRow extends Known<
  Row<typeof enrolments>,
  { state: 'running' | 'done' | 'exited' | 'failed'; cursor: Cursor; instruction: Instruction | null }
> {
  readonly flow_state: FlowState;
  readonly flow_name: string;
  readonly flow_salt: string;
}

/** The enrolment under the lock of its customer; undefined when it does not exist (any more). */
export async function lockEnrolment(tx: Tx, id: string): Promise<EnrolmentRow | undefined> {
  // Sent together: the second statement sees what was committed before the first got the lock. The first is begun by hand: left
  // alone it would be sent behind the other, and the row be read before the lock is had.
  const [[locked], row] = await together(
    tx<
      { lane: string }[]
    >`select coalesce(customer_id::text, subject, 'store') as lane, pg_advisory_xact_lock(hashtextextended(coalesce(customer_id::text, subject, 'store'), 0)) from enrolments where id = ${id}`.execute(),
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

/** Whom resuming a flow looks after: those the pause held, and those who put something off, for it may go now. */
export const waitsForResume = (tx: Tx) =>
  tx`(due_while_paused is not null or instruction->>'at' is not null)`;

/** What the facts of an enrolment are loaded by. */
export function factsWanted(enrolment: EnrolmentRow) {
  return {
    workspaceId: enrolment.workspace_id,
    customerId: enrolment.customer_id,
    enrolment: {
      id: enrolment.id,
      key: enrolment.key,
      salt: enrolment.flow_salt,
      enteredAt: enrolment.entered_at,
    },
    eventId: enrolment.event_id,
    eventAt: enrolment.event_at,
    cartId: enrolment.cart_id,
    orderId: enrolment.order_id,
    productId: enrolment.product_id,
  };
}
