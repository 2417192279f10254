import { fail } from '@millrace/base';
import type { Tx } from '@millrace/db';

/**
 * Finds a customer to change or to send to. The id of a merged customer leads to the one it was merged into.
 * Erased customers are not found, although counts still include them.
 * @throws MillraceError not-found
 */
export async function readLiving(tx: Tx, id: string): Promise<{ readonly id: string }> {
  const [row] = await tx<
    { id: string }[]
  >`select id from customers where id = coalesce((select merged_into from customers where id = ${id}), ${id})
    and erased_at is null`;
  if (!row) fail('not-found', { what: 'customer' });
  return row;
}

/**
 * Whether the customer was erased. Do not store what arrives about an erased customer, because it may name
 * them. False for null.
 */
export async function isErased(tx: Tx, customerId: string | null): Promise<boolean> {
  return (await tx`select 1 from customers where id = ${customerId} and erased_at is not null`).length > 0;
}
