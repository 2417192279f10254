import type { flowPeople, Row } from '@millrace/db/schema';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { addToArm, ONE_PERSON } from './arm-sums.ts';
import { changePerson } from './ledger.ts';
import { settleOrder } from './settle-order.ts';

type StayRow = Pick<
  Row<typeof flowPeople>,
  | 'flow_id'
  | 'version_id'
  | 'customer_id'
  | 'held_out'
  | 'share'
  | 'first_entered_at'
  | 'window_ends_at'
  | 'cohort_ends_at'
  | 'in_both'
  | 'globally_held_out'
  | 'orders'
  | 'revenue'
  | 'margin'
>;

/**
 * Two people turn out to be one: in each flow they are one person, in the arm of whoever came in first, and every order of
 * theirs is counted for that one. If they were in different arms, the flow did and did not reach them: they are left out of
 * both, and counted as such.
 */
export async function mergeStays(
  tx: Tx,
  workspaceId: string,
  winner: string,
  loser: string,
  now: Instant,
): Promise<void> {
  const stays = await tx<StayRow[]>`
    select flow_id, customer_id, version_id, held_out, share, first_entered_at, window_ends_at, cohort_ends_at, in_both, globally_held_out, orders, revenue, margin
    from flow_people where customer_id in (${winner}, ${loser}) order by flow_id, first_entered_at, customer_id for update`;
  if (stays.length === 0) return;
  for (const flowId of new Set(stays.map((stay) => stay.flow_id))) {
    const [first, second] = stays.filter((stay) => stay.flow_id === flowId);
    if (first && second) await joinStays(tx, workspaceId, first, second, winner, loser);
  }
  await tx`update flow_people set customer_id = ${winner} where customer_id = ${loser}`;
  await tx`update order_ledger set customer_id = ${winner} where customer_id = ${loser}`;
  for (const flowId of new Set(stays.map((stay) => stay.flow_id)))
    await changePerson(tx, workspaceId, { flow_id: flowId, customer_id: winner });
  const since = Math.min(...stays.map((stay) => stay.first_entered_at));
  const orders = await tx<
    { id: string }[]
  >`select id from orders where customer_id = ${winner} and placed_at >= ${since} order by id`;
  for (const { id } of orders) await settleOrder(tx, workspaceId, id, now);
}

/** Leaves one row, with no contributions; the ledger gives its sums. */
async function joinStays(
  tx: Tx,
  workspaceId: string,
  first: StayRow,
  second: StayRow,
  winner: string,
  loser: string,
): Promise<void> {
  for (const stay of [first, second])
    if (!stay.in_both && !stay.globally_held_out)
      await addToArm(tx, workspaceId, stay, {
        people: -1,
        converted: stay.orders > 0 ? -1 : 0,
        orders: -stay.orders,
        revenue: -stay.revenue,
        margin: -stay.margin,
        marginSquared: String(-(BigInt(stay.margin) ** 2n)),
      });
  // Of a person who is in the store's own holdout by one name, nothing can be said about the flow.
  const isOut = first.globally_held_out || second.globally_held_out;
  const inBoth = first.in_both || second.in_both || first.held_out !== second.held_out;
  await tx`
    update flow_people w set version_id = ${first.version_id}, held_out = ${first.held_out}, share = ${first.share},
      first_entered_at = ${first.first_entered_at}, last_entered_at = greatest(w.last_entered_at, l.last_entered_at),
      window_ends_at = ${first.window_ends_at}, cohort_ends_at = ${first.cohort_ends_at},
      in_both = ${inBoth}, globally_held_out = ${isOut}, entries = w.entries + l.entries,
      orders = 0, revenue = 0, margin = 0, first_order_at = null
    from flow_people l
    where w.flow_id = ${first.flow_id} and w.customer_id = ${winner} and l.flow_id = w.flow_id and l.customer_id = ${loser}`;
  await tx`delete from flow_people where flow_id = ${first.flow_id} and customer_id = ${loser}`;
  await tx`
    update order_ledger set held_out = ${first.held_out}, share = ${first.share}
    where flow_id = ${first.flow_id} and customer_id in (${winner}, ${loser})`;
  if (!inBoth && !isOut) await addToArm(tx, workspaceId, { ...first, customer_id: winner }, ONE_PERSON);
}
