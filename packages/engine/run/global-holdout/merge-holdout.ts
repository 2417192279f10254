import type { Tx } from '@millrace/db';
import { shardOf } from './shards.ts';
import { addedUp } from './assign-people.ts';
import { countHoldoutPeople } from './count-people.ts';

/**
 * Two people turn out to be one: in each period they have the arm of whoever was drawn first. If their arms were
 * different, flows did and did not reach them: they are left out of both, and counted as such. Their orders are the
 * winner's already.
 */
export async function mergeHoldout(
  tx: Tx,
  workspaceId: string,
  winner: string,
  loser: string,
): Promise<void> {
  const rows = await tx<{ period_id: string }[]>`
    select period_id from holdout_people where customer_id = ${loser} for update`;
  const periods = rows.map((row) => row.period_id);
  if (periods.length > 0) await joinArms(tx, workspaceId, periods, winner, loser);
  await countHoldoutPeople(tx, workspaceId, [winner]);
}

async function joinArms(
  tx: Tx,
  workspaceId: string,
  periods: readonly string[],
  winner: string,
  loser: string,
): Promise<void> {
  // Both rows leave the sums with what they have there; the one that stays comes back with all orders of both.
  const change = (sign: 1 | -1) => tx`
    insert into holdout_sums as s (workspace_id, period_id, held_out, shard, people, converted, orders, revenue, margin,
      margin_squared)
    select ${workspaceId}, period_id, held_out, d.shard, ${sign}::int * count(*), ${sign}::int * count(*) filter (where orders > 0),
      ${sign}::int * sum(orders), ${sign}::int * sum(revenue), ${sign}::int * sum(margin),
      ${sign}::int * sum(margin::numeric * margin)
    from holdout_people join unnest(${[winner, loser]}::uuid[], ${[shardOf(winner), shardOf(loser)]}::integer[]) as d(id, shard)
      on d.id = customer_id
    where period_id = any(${[...periods]}::uuid[]) and not in_both
    group by period_id, held_out, d.shard order by period_id, held_out, d.shard ${addedUp(tx)}`;
  await change(-1);
  await tx`
    update holdout_people w set in_both = w.in_both or l.in_both or w.held_out <> l.held_out,
      held_out = case when (l.assigned_at, l.customer_id) < (w.assigned_at, w.customer_id) then l.held_out else w.held_out end,
      assigned_at = least(w.assigned_at, l.assigned_at)
    from holdout_people l
    where w.customer_id = ${winner} and l.customer_id = ${loser} and l.period_id = w.period_id`;
  await tx`
    delete from holdout_people l where customer_id = ${loser} and exists (
      select from holdout_people w where w.period_id = l.period_id and w.customer_id = ${winner})`;
  await tx`update holdout_people set customer_id = ${winner} where customer_id = ${loser}`;
  await change(1);
}
