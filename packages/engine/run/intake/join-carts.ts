import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { pairsOf, repoint } from './join-pairs.ts';
import { repointEnrolments } from './repoint-enrolments.ts';

/** Joins the carts of two sources that are one shop, by any of their names. The newer state of each stays. */
export async function joinCarts(tx: Tx, from: string, to: string, now: Instant): Promise<void> {
  const named = await tx<{ loser: string; winner: string }[]>`
    select distinct on (l.cart_id) l.cart_id as loser, w.cart_id as winner from cart_aliases l
      join cart_aliases w on w.source = ${to} and w.alias = l.alias where l.source = ${from}
      order by l.cart_id, w.cart_id`;
  const pairs = [
    ...new Map(
      [...named, ...(await pairsOf(tx, 'carts', from, to))].map((pair) => [pair.loser, pair]),
    ).values(),
  ];
  const losers = pairs.map((pair) => pair.loser);
  const winners = pairs.map((pair) => pair.winner);
  await tx`update carts w set total = l.total, items_count = l.items_count, lines = l.lines, step = l.step,
    recovery_url = coalesce(l.recovery_url, w.recovery_url), updated_at = l.updated_at,
    source_updated_at = l.source_updated_at
    from carts l, unnest(${losers}::uuid[], ${winners}::uuid[]) as p(loser, winner)
      where w.id = p.winner and l.id = p.loser
      and l.source_updated_at > coalesce(w.source_updated_at, '-infinity')`;
  await tx`update carts w set customer_id = coalesce(w.customer_id, l.customer_id),
    completed_at = least(w.completed_at, l.completed_at), order_id = coalesce(w.order_id, l.order_id),
    created_at = least(w.created_at, l.created_at),
      abandoned_at = least(w.abandoned_at, l.abandoned_at),
        abandon_due_at = case when coalesce(w.completed_at, l.completed_at, w.abandoned_at,
        l.abandoned_at) is null then greatest(w.abandon_due_at, l.abandon_due_at) end
    from carts l, unnest(${losers}::uuid[], ${winners}::uuid[]) as p(loser, winner)
      where w.id = p.winner and l.id = p.loser`;
  await tx`delete from cart_aliases l using cart_aliases w
    where l.source = ${from} and w.source = ${to} and w.alias = l.alias`;
  await repoint(tx, pairs, [
    ['cart_aliases', 'cart_id'],
    ['orders', 'cart_id'],
    ['events', 'cart_id'],
    ['messages', 'cart_id'],
    ['touches', 'cart_id'],
    ['decisions', 'cart_id'],
  ]);
  await repointEnrolments(tx, pairs, 'cart_id', now);
  await tx`delete from carts where id = any(${losers}::uuid[])`;
  await tx`update cart_aliases set source = ${to} where source = ${from}`;
  await tx`update carts set source = ${to} where source = ${from}`;
}
