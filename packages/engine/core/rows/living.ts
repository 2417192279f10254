import { fail } from '@millrace/base';
import type { Tx } from '@millrace/db';

/**
 * The customer somebody wants to change or to write to. An id that was merged leads to who they became; somebody who was
 * erased is not there any more, though figures still count them.
 * @throws MillraceError not-found
 */
export async function readLiving(tx: Tx, id: string): Promise<{ readonly id: string }> {
  const [row] = await tx<
    { id: string }[]
  >`select id from customers where id = coalesce((select merged_into from customers where id = ${id}), ${id}) and erased_at is null`;
  if (!row) fail('not-found', { what: 'customer' });
  return row;
}

/** Whether somebody was erased: what is heard of them from then on may name them, and is not written down. Of nobody it is not so. */
export async function isErased(tx: Tx, customerId: string | null): Promise<boolean> {
  return (await tx`select 1 from customers where id = ${customerId} and erased_at is not null`).length > 0;
}
