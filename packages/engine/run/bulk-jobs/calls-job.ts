import { laneOf, lockCustomers, FIRST_ID, type BulkJobPage } from '@millrace/core/rows';
import { isWaitingCall } from '../calls/look-again-at-calls.ts';
import { callBack } from '../enrolment-state/call-back.ts';

const PAGE = 200;

/** Retries the calls that waited for a connection or an emergency stop, a page at a time. */
export const callsJob: BulkJobPage = async (tx, _context, job, now) => {
  const { reasons } = job.choice as unknown as { readonly reasons: readonly string[] };
  // Without a customer, the lock is that of the flow's subject.
  const page = await tx<
    { id: string; enrolment_id: string; customer_id: string | null; subject: string | null }[]
  >`
    select c.id, c.enrolment_id, e.customer_id, e.subject from calls c
      join enrolments e on e.id = c.enrolment_id
    where ${isWaitingCall(tx)} and reason = any(${reasons as string[]}::text[])
      and c.id > ${job.cursor ?? FIRST_ID} order by c.id limit ${PAGE}`;
  await lockCustomers(tx, page.map(laneOf));
  for (const call of page) await callBack(tx, call.enrolment_id, call.id, now);
  return { cursor: page.at(-1)?.id ?? null, done: page.length, finished: page.length < PAGE };
};
