import type { Tx } from '@millrace/db';

/**
 * Everything that decides about a person (routing, stepping, guardrails) holds this lock until its transaction ends, so
 * that events, steps and sends of one person happen one after the other, and two flows cannot both pass the same cap.
 */
export async function lockCustomer(tx: Tx, customerId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${customerId}, 0))`;
}

/** What is locked for an enrolment or an event: the person, or where there is none the thing it is about. */
export const laneOf = (row: {
  readonly customer_id: string | null;
  readonly subject?: string | null;
}): string => row.customer_id ?? row.subject ?? 'store';

/** Locks several people in one order for all callers, so that two batches cannot wait for each other. */
export async function lockCustomers(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const sorted = [...new Set(customerIds)].sort();
  if (sorted.length === 0) return;
  await tx`select pg_advisory_xact_lock(hashtextextended(id, 0)) from (select unnest(${sorted}::text[]) as id order by 1) as ids`;
}
