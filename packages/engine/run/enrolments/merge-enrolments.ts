import { readEnrolment } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { endEnrolment } from './end-enrolment.ts';

/**
 * Moves the enrolments of `loser` to `winner` after a merge of customers, under the locks of both. When both
 * are in a flow that takes a person once, the earlier enrolment stays and the other ends.
 */
export async function mergeEnrolments(tx: Tx, winner: string, loser: string, now: Instant): Promise<void> {
  const clashes = await tx<{ later: string }[]>`
    select case when (l.entered_at, l.id) < (w.entered_at, w.id) then w.id else l.id end as later
    from enrolments l join enrolments w on w.flow_id = l.flow_id
      and w.key = replace(l.key, ${loser}, ${winner}) and w.id <> l.id and w.ended_at is null
    where l.customer_id = ${loser} and l.key like ${`${loser}%`} and l.ended_at is null`;
  for (const { later } of clashes) {
    const enrolment = await readEnrolment(tx, later);
    const sentence =
      'Left the flow: they turned out to be the same person as somebody who was in it already.';
    if (enrolment) await endEnrolment(tx, enrolment, { state: 'exited', reason: 'merged', sentence }, now);
  }
  // The key of a flow about the person becomes the winner's, because re-entry rules read it.
  await tx`update enrolments set customer_id = ${winner},
    key = case when key like ${`${loser}%`} then replace(key, ${loser}, ${winner}) else key end
    where customer_id = ${loser}`;
}
