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

/** Reads the enrolment and locks its customer. Undefined when the enrolment does not exist or was deleted. */
export async function lockEnrolment(tx: Tx, id: string): Promise<EnrolmentRow | undefined> {
  // Sent together: the second statement sees everything committed before the first got the lock.
  const [[locked], row] = await together(
    tx<{ lane: string }[]>`select coalesce(customer_id::text, subject, 'store') as lane,
      pg_advisory_xact_lock(hashtextextended(coalesce(customer_id::text, subject, 'store'), 0))
      from enrolments where id = ${id}`,
    readEnrolment(tx, id),
  );
  if (!row || laneOf(row) === locked?.lane) return row;
  // The customer was merged into another while we waited, so take the lock of that one.
  await lockCustomer(tx, laneOf(row));
  return readEnrolment(tx, id);
}

/** Reads the enrolment for a caller that already holds the customer's lock. */
export async function readEnrolment(tx: Tx, id: string): Promise<EnrolmentRow | undefined> {
  const [row] = await tx<EnrolmentRow[]>`
    select e.*, f.state as flow_state, f.name as flow_name, f.salt as flow_salt from enrolments e
      join flows f on f.id = e.flow_id where e.id = ${id}`;
  return row;
}

/**
 * The enrolments that resuming a flow checks: those held by the pause, and those with a message or call put
 * off until later.
 */
export const waitsForResume = (tx: Tx) =>
  tx`(due_while_paused is not null or instruction->>'at' is not null)`;

/** The enrolment's part of the input of `loadFacts`. */
export function factsWanted(enrolment: EnrolmentRow) {
  return {
    workspaceId: enrolment.workspace_id,
    flowId: enrolment.flow_id,
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
