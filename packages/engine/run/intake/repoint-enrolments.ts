import { lockEnrolment } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { endEnrolment } from '../enrolments/end-enrolment.ts';

/**
 * Repoints enrolments to the row that replaces their cart, order or product. Of two running enrolments for
 * the same one the earlier goes on; the later ends, and its messages with it.
 */
export async function repointEnrolments(
  tx: Tx,
  pairs: readonly { readonly loser: string; readonly winner: string }[],
  column: 'cart_id' | 'order_id',
  now: Instant,
): Promise<void> {
  if (pairs.length === 0) return;
  const losers = pairs.map((pair) => pair.loser);
  const winners = pairs.map((pair) => pair.winner);
  const became = tx`unnest(${losers}::uuid[], ${winners}::uuid[]) as p(loser, winner)`;
  // Locks are taken in the order of the customers, as everywhere.
  const clashes = await tx<{ later: string }[]>`
    select case when (l.entered_at, l.id) < (w.entered_at, w.id) then w.id else l.id end as later
    from ${became} join enrolments l on l.key = p.loser::text and l.ended_at is null
      join enrolments w on w.flow_id = l.flow_id and w.key = p.winner::text
        and w.ended_at is null order by l.customer_id, l.id`;
  for (const { later } of clashes) {
    const enrolment = await lockEnrolment(tx, later);
    const sentence = 'Left the flow: they are already in it with the same cart or order.';
    if (enrolment)
      await endEnrolment(tx, enrolment, { state: 'exited', reason: 'same-thing', sentence }, now);
  }
  await tx`update enrolments e set key = case when e.key = p.loser::text then p.winner::text
    else e.key end, ${tx(column)} = p.winner,
    cursor = replace(e.cursor::text, p.loser::text, p.winner::text)::jsonb
    from ${became} where e.${tx(column)} = p.loser`;
  await tx`update listens l set match_id = p.winner::text from ${became} where l.match_id = p.loser::text`;
}
