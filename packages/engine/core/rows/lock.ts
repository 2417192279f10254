import type { Tx } from '@millrace/db';

/**
 * Locks the customer until the transaction ends. Everything that decides about a person (routing, stepping,
 * guardrails) takes this lock, so that events, steps and sends of one person run one after another, and two
 * flows cannot both pass the same frequency cap.
 */
export async function lockCustomer(tx: Tx, customerId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${customerId}, 0))`;
}

/** What to lock for an enrolment or an event: the customer, or the subject when there is no customer. */
export const laneOf = (row: {
  readonly customer_id: string | null;
  readonly subject?: string | null;
}): string => row.customer_id ?? row.subject ?? 'store';

/** Locks several customers in the same order for every caller, so that two batches cannot deadlock. */
export async function lockCustomers(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const sorted = [...new Set(customerIds)].sort();
  if (sorted.length === 0) return;
  await tx`select pg_advisory_xact_lock(hashtextextended(id, 0))
    from (select unnest(${sorted}::text[]) as id order by 1) as ids`;
}

/** Lets what changes a part of a store run one after another, until the transaction ends. @param part such as `segments` */
export async function lockPart(tx: Tx, part: string, workspaceId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`${part}/${workspaceId}`}, 0))`;
}
