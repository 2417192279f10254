import type { Tx } from '@millrace/db';

/**
 * Two people turn out to be one: the variant they had first is theirs. Whoever had two different ones says
 * nothing of either, and is compared no longer.
 */
export async function mergeTests(tx: Tx, winner: string, loser: string): Promise<void> {
  await tx`
    update test_people one set in_both = true from test_people other
      where other.flow_id = one.flow_id and other.node = one.node
        and ((one.customer_id = ${winner} and other.customer_id = ${loser})
          or (one.customer_id = ${loser} and other.customer_id = ${winner}))
        and (one.variant <> other.variant or one.in_both or other.in_both)`;
  await tx`
    delete from test_people later using test_people first
      where later.flow_id = first.flow_id and later.node = first.node
        and ((later.customer_id = ${winner} and first.customer_id = ${loser} and later.at > first.at)
          or (later.customer_id = ${loser} and first.customer_id = ${winner} and later.at >= first.at))`;
  await tx`update test_people set customer_id = ${winner} where customer_id = ${loser}`;
}
