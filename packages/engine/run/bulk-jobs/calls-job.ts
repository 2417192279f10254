import { lockCustomers, FIRST_ID, type BulkJobPage } from '@millrace/core/rows';
import { callAgainNow, isWaitingCall } from '../calls/look-again-at-calls.ts';

const PAGE = 200;

/** Calls that wait for what has just come back. */
export const callsJob: BulkJobPage = async (tx, _context, job, now) => {
  const { reasons } = job.choice as unknown as { readonly reasons: readonly string[] };
  const page = await tx<{ id: string; enrolment_id: string; customer_id: string }[]>`
    select id, enrolment_id, customer_id from calls where ${isWaitingCall(tx)} and reason = any(${reasons as string[]}::text[]) and id > ${job.cursor ?? FIRST_ID} order by id limit ${PAGE}`;
  await lockCustomers(
    tx,
    page.map((row) => row.customer_id),
  );
  for (const call of page) await callAgainNow(tx, call, now);
  return { cursor: page.at(-1)?.id ?? null, done: page.length, finished: page.length < PAGE };
};
