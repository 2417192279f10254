import { z } from 'zod';
import type { Tx } from '@millrace/db';
import { fail } from '@millrace/base';
import type { Context } from '../verb/context.ts';
import { defineVerb } from '../verb/define-verb.ts';
import { writeAudit } from '../verb/audit.ts';
import { lockCustomer } from './lock.ts';

/**
 * Takes out of the database everything that names the person: profile, identities, addresses and content of messages,
 * properties of events. What remains counts (an order of 40 dollars in May) and points at nobody. Running enrolments end.
 */
export const eraseCustomer = defineVerb({
  name: 'customer-erased',
  permission: 'customers:erase',
  input: z.strictObject({ id: z.uuid() }),
  run: async (tx, { id }, context) => {
    const [row] = await tx`select id from customers where id = ${id} and erased_at is null`;
    if (!row) fail('not-found', { what: 'customer' });
    await eraseRows(tx, id, context.now());
    return { id, erased: true };
  },
  audit: ({ id }) => ({ subject: { type: 'customer', id }, summary: 'Erased a customer on request' }),
});

async function eraseRows(tx: Tx, id: string, now: number): Promise<void> {
  await lockCustomer(tx, id);
  await tx`update customers set email = null, phone = null, first_name = null, last_name = null, city = null, tags = '{}', properties = '{}', erased_at = ${now}, updated_at = ${now}
    where id = ${id} or merged_into = ${id}`;
  await tx`delete from customer_identities where customer_id = ${id}`;
  await tx`delete from suppressions where customer_id = ${id}`;
  await tx`update consents set state = 'unsubscribed', source = 'erased', at = ${now}, dated = true, address = null where customer_id = ${id}`;
  await tx`update consent_history set address = null where customer_id = ${id}`;
  await tx`update events set properties = '{}' where customer_id = ${id}`;
  await tx`update carts set recovery_url = null, abandon_due_at = null where customer_id = ${id}`;
  await tx`update messages set address = null, subject = null, html = null, body = null, headers = null, links = null where customer_id = ${id}`;
  await tx`update messages set status = 'refused', reason = 'erased', sentence = 'Not sent: they were erased.', settled_at = ${now} where customer_id = ${id} and status in ('planned', 'held')`;
  await tx`update decisions set inputs = '{}' where customer_id = ${id}`;
  await tx`update traces set data = null where customer_id = ${id}`;
  const running = await tx<{ id: string; workspace_id: string }[]>`
    update enrolments set state = 'exited', ended_at = ${now}, end_reason = 'erased', cursor = '{}', wake_at = null where customer_id = ${id} and ended_at is null returning id, workspace_id`;
  await tx`delete from listens where customer_id = ${id}`;
  if (running.length > 0) {
    await tx`insert into dispatches (workspace_id, enrolment_id, kind) select workspace_id, id, 'wake' from unnest(${running.map((row) => row.workspace_id)}::uuid[], ${running.map((row) => row.id)}::uuid[]) as r(workspace_id, id)`;
  }
}

/** A shop passes on a person's wish to be erased. */
export async function eraseForRequest(tx: Tx, context: Context, customerId: string | undefined): Promise<void> {
  if (!customerId) return;
  await eraseRows(tx, customerId, context.now());
  await writeAudit(tx, context, 'customer-erased', {
    subject: { type: 'customer', id: customerId },
    summary: 'Erased a customer, as the store asked',
  });
}
