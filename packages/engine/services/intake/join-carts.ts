import type { Tx } from '@millrace/db';
import { pairsOf, repoint } from './join-pairs.ts';

/** Carts of two sources that are one shop, told apart by any of their names: the newer word on each stays. */
export async function joinCarts(tx: Tx, from: string, to: string): Promise<void> {
  const named = await tx<{ loser: string; winner: string }[]>`
    select distinct on (l.cart_id) l.cart_id as loser, w.cart_id as winner from cart_aliases l join cart_aliases w on w.source = ${to} and w.alias = l.alias where l.source = ${from} order by l.cart_id, w.cart_id`;
  const pairs = [...new Map([...named, ...(await pairsOf(tx, 'carts', from, to))].map((pair) => [pair.loser, pair])).values()];
  const losers = pairs.map((pair) => pair.loser);
  const winners = pairs.map((pair) => pair.winner);
  await tx`update carts w set total = l.total, items_count = l.items_count, lines = l.lines, step = l.step, recovery_url = coalesce(l.recovery_url, w.recovery_url), updated_at = l.updated_at, source_updated_at = l.source_updated_at
    from carts l, unnest(${losers}::uuid[], ${winners}::uuid[]) as p(loser, winner) where w.id = p.winner and l.id = p.loser and l.source_updated_at > coalesce(w.source_updated_at, '-infinity')`;
  await tx`update carts w set customer_id = coalesce(w.customer_id, l.customer_id), completed_at = least(w.completed_at, l.completed_at), order_id = coalesce(w.order_id, l.order_id), created_at = least(w.created_at, l.created_at),
      abandoned_at = least(w.abandoned_at, l.abandoned_at), abandon_due_at = case when coalesce(w.completed_at, l.completed_at, w.abandoned_at, l.abandoned_at) is null then greatest(w.abandon_due_at, l.abandon_due_at) end
    from carts l, unnest(${losers}::uuid[], ${winners}::uuid[]) as p(loser, winner) where w.id = p.winner and l.id = p.loser`;
  await tx`delete from cart_aliases l using cart_aliases w where l.source = ${from} and w.source = ${to} and w.alias = l.alias`;
  await repoint(tx, pairs, [
    ['cart_aliases', 'cart_id'],
    ['orders', 'cart_id'],
    ['events', 'cart_id'],
    ['messages', 'cart_id'],
    ['touches', 'cart_id'],
    ['decisions', 'cart_id'],
  ]);
  await repointEnrolments(tx, losers, winners, 'cart_id');
  await tx`delete from carts where id = any(${losers}::uuid[])`;
  await tx`update cart_aliases set source = ${to} where source = ${from}`;
  await tx`update carts set source = ${to} where source = ${from}`;
}

/**
 * Enrolments about something that became another. Of two that run for the same thing the earlier goes on; the later ends, and
 * what it would have sent with it.
 */
export async function repointEnrolments(
  tx: Tx,
  losers: readonly string[],
  winners: readonly string[],
  column: 'cart_id' | 'order_id',
): Promise<void> {
  if (losers.length === 0) return;
  const pairs = tx`unnest(${losers}::uuid[], ${winners}::uuid[]) as p(loser, winner)`;
  const ended = await tx<{ id: string; workspace_id: string }[]>`
    update enrolments e set state = 'exited', ended_at = now(), end_reason = 'same-thing', wake_at = null, instruction = jsonb_build_object('type', 'done', 'seq', e.seq + 1, 'reason', 'same-thing'), seq = e.seq + 1
    from ${pairs}, enrolments other where e.key = p.loser::text and e.ended_at is null and other.flow_id = e.flow_id and other.key = p.winner::text and other.ended_at is null returning e.id, e.workspace_id`;
  if (ended.length > 0) {
    const ids = ended.map((row) => row.id);
    await tx`delete from listens where enrolment_id = any(${ids}::uuid[])`;
    await tx`update messages set status = 'skipped', reason = 'same-thing', sentence = 'Not sent: they are in the flow already with the same cart or order.', settled_at = now() where enrolment_id = any(${ids}::uuid[]) and status in ('planned', 'held', 'claimed')`;
    await tx`insert into dispatches (workspace_id, enrolment_id, kind) select workspace_id, id, 'wake' from unnest(${ended.map((row) => row.workspace_id)}::uuid[], ${ids}::uuid[]) as r(workspace_id, id)`;
  }
  await tx`update enrolments e set key = case when e.key = p.loser::text then p.winner::text else e.key end, ${tx(column)} = p.winner, cursor = replace(e.cursor::text, p.loser::text, p.winner::text)::jsonb
    from ${pairs} where e.${tx(column)} = p.loser`;
  await tx`update listens l set match_id = p.winner::text from ${pairs} where l.match_id = p.loser::text`;
}
