import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { DECISION_MODELS } from '@millrace/decisions';

const REWARDED = Object.values(DECISION_MODELS).flatMap(({ id, reward }) =>
  reward ? [{ id, ...reward }] : [],
);
const LONGEST = Math.max(0, ...REWARDED.map(({ days }) => days));

/**
 * Sets what decisions earned, counted anew from the orders within the window of each: of the person, or of the cart they were
 * about, as the model says. A refund, a cancellation or an order that moves to somebody else changes it, in whatever order the
 * news comes. No order in the window: no reward yet, which is 0 once the window is over.
 * @param people whose order changed
 * @param placedAt when it was placed: later decisions are counted again, and those before whose window may hold it
 */
export async function rewardDecisions(
  tx: Tx,
  people: readonly string[],
  placedAt: Instant,
  now: Instant,
): Promise<void> {
  if (people.length === 0 || REWARDED.length === 0) return;
  await tx`
    update decisions d set reward = s.margin, rewarded_at = case when s.margin is null then null else ${now}::timestamptz end
    from (
      select d.id, d.at, (
        select sum(coalesce(o.margin, 0))::bigint from orders o
        where o.customer_id = d.customer_id and o.counted and (m.of = 'person' or o.cart_id = d.cart_id)
          and o.placed_at >= d.at and o.placed_at <= d.at + m.days * interval '1 day' / c.pace) as margin
      from decisions d join customers c on c.id = d.customer_id
        join unnest(${REWARDED.map(({ id }) => id)}::text[], ${REWARDED.map((one) => one.of)}::text[],
          ${REWARDED.map(({ days }) => days)}::integer[]) as m(id, of, days) on m.id = d.model
      where d.customer_id in (select unnest(${[...people]}::uuid[]))
        and d.at >= ${placedAt}::timestamptz - ${LONGEST} * interval '1 day') s
    where d.id = s.id and d.at = s.at and d.reward is distinct from s.margin`;
}
