import { readEnrolment } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { endEnrolment } from '../enrolments/end-enrolment.ts';

/**
 * Removes a store from a customer whom another store knows too: ends enrolments about the store and deletes
 * their texts. The customer stays.
 */
export async function forgetStore(tx: Tx, customerId: string, source: string, now: Instant): Promise<void> {
  await tx`delete from customer_identities
    where customer_id = ${customerId} and kind = ${`external:${source}`}`;
  const ways = await tx<{ id: string; running: boolean }[]>`
    select e.id, e.ended_at is null as running from enrolments e left join carts c on c.id = e.cart_id
      left join orders o on o.id = e.order_id
    where e.customer_id = ${customerId}
      and (c.source = ${source} or o.source = ${source} or exists (select from events v
      where v.id = e.event_id and v.occurred_at = e.event_at and v.source = ${source}))`;
  for (const way of ways.filter((item) => item.running)) {
    const enrolment = await readEnrolment(tx, way.id);
    if (enrolment)
      await endEnrolment(
        tx,
        enrolment,
        {
          state: 'exited',
          reason: 'store-erased',
          sentence: 'Left the flow: the store it is about was erased.',
        },
        now,
      );
  }
  const ids = ways.map((way) => way.id);
  await tx`delete from short_links
    where message_id in (select id from messages where enrolment_id = any(${ids}::uuid[]))`;
  await tx`delete from survey_answers
    where message_id in (select id from messages where enrolment_id = any(${ids}::uuid[]))`;
  await tx`update calls set input = '{}', texts = null, result = null,
    sentence = null where enrolment_id = any(${ids}::uuid[])`;
  await tx`update messages set subject = null, html = null, body = null, headers = null, links = null,
    code = null, sentence = null where enrolment_id = any(${ids}::uuid[])`;
  await tx`update decisions set inputs = '{}', explanation = '[]' where enrolment_id = any(${ids}::uuid[])`;
  await tx`update enrolments set cursor = jsonb_build_object('node', cursor->'node')
    where id = any(${ids}::uuid[])`;
}
