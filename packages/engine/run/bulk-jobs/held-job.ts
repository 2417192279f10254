import { lockCustomers, FIRST_ID, type BulkJobPage } from '@millrace/core/rows';
import { callBack } from '../enrolment-state/call-back.ts';
import { isWaiting, matches, type Waiting, type WaitingMessage } from '../messages/look-again.ts';

/** A small page, so that urgent work in the same queue does not wait long. */
const PAGE = 200;

/** Retries messages that were held for the reason that has just changed. */
export const heldJob: BulkJobPage = async (tx, _context, job, now) => {
  const page = await tx<(WaitingMessage & { customer_id: string })[]>`
    select id, enrolment_id, customer_id from messages
      where ${isWaiting(tx)} and ${matches(tx, job.choice as Waiting)} and id > ${job.cursor ?? FIRST_ID}
      order by id limit ${PAGE}`;
  await lockCustomers(
    tx,
    page.map((row) => row.customer_id),
  );
  for (const message of page) await callBack(tx, message.enrolment_id, message.id, now);
  return { cursor: page.at(-1)?.id ?? null, done: page.length, finished: page.length < PAGE };
};
