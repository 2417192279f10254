import type { Instant } from '@millrace/base';
import { storeSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';

/**
 * Writes what follows from the entries: the balance, and the highest tier that was reached. A tier is reached
 * by points that were ever given; those that expired or were used still count, corrections by hand do too.
 * A tier that was granted counts instead while it lasts, if it is higher or no other was reached.
 * @param people their customers; everybody with points or a granted tier when left out
 */
export async function refreshPoints(
  tx: Tx,
  workspaceId: string,
  now: Instant,
  people?: readonly string[],
): Promise<void> {
  const { tiers } = await storeSettings(tx, workspaceId);
  const names = tiers.map(({ name }) => name);
  const from = tiers.map((tier) => tier.from);
  const whose = people
    ? tx`x.id = any(${people as string[]}::uuid[])`
    : tx`x.granted_tier is not null or exists (select from loyalty_entries o where o.customer_id = x.id)`;
  await tx`update customers c set points = s.balance, tier = (select t.name
      from unnest(${names}::text[], ${from}::int[]) as t (name, least)
      where t.least <= s.earned or (t.name = c.granted_tier
        and (c.granted_until is null or c.granted_until > ${now}))
      order by t.least desc limit 1)
    from (select x.id, coalesce(sum(e.points), 0)::int as balance,
        coalesce(sum(e.points) filter (where e.points > 0 or e.by_type = 'person'), 0) as earned
      from customers x left join loyalty_entries e on e.customer_id = x.id where ${whose} group by x.id) s
    where c.id = s.id`;
}
