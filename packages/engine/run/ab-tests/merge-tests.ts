import type { Tx } from '@millrace/db';

/**
 * Two people turn out to be one: the variant they had first is theirs. Whoever had two different ones says
 * nothing of either, and is compared no longer.
 */
export async function mergeTests(tx: Tx, winner: string, loser: string): Promise<void> {
  await tx`
    with pairs as (
      select w.flow_id, w.node, w.variant <> l.variant or w.in_both or l.in_both as in_both, w.at <= l.at as is_first
        from test_people w join test_people l on l.flow_id = w.flow_id and l.node = w.node
        where w.customer_id = ${winner} and l.customer_id = ${loser}),
    marked as (
      update test_people t set in_both = true from pairs b
        where b.in_both and t.flow_id = b.flow_id and t.node = b.node and t.customer_id in (${winner}, ${loser}))
    select 1`;
  await tx`
    delete from test_people later using test_people first
      where later.flow_id = first.flow_id and later.node = first.node
        and ((later.customer_id = ${winner} and first.customer_id = ${loser} and later.at > first.at)
          or (later.customer_id = ${loser} and first.customer_id = ${winner} and later.at >= first.at))`;
  await tx`update test_people set customer_id = ${winner} where customer_id = ${loser}`;
}
