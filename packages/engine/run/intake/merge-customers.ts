import { lockCustomers } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { mergeEnrolments } from '../enrolments/merge-enrolments.ts';
import { mergeTests } from '../ab-tests/merge-tests.ts';
import { mergeHoldout } from '../global-holdout/merge-holdout.ts';
import { refreshPoints } from '../loyalty/refresh-points.ts';
import { mergeStays } from '../measure/merge-stays.ts';
import { isNewerConsent } from './record-consents.ts';
import { refreshOrderTotals } from './refresh-totals.ts';

/** Tables whose rows move to the winner. */
const MOVED = [
  'carts',
  'orders',
  'events',
  'event_queue',
  'consent_history',
  'listens',
  'messages',
  'survey_answers',
  'returns',
  'loyalty_entries',
  'calls',
  'work_items',
  'touches',
  'traces',
  'decisions',
  'discount_codes',
  'attributions',
  'entry_refusals',
  'suppressions',
  'browsers',
  'waiting_arrivals',
  'rechecks',
  'segment_checks',
  'privacy_requests',
] as const;

/**
 * Merges two customers: history, carts, orders and messages of `loser` become `winner`'s. Nothing is lost,
 * and what was counted for both is counted for one.
 * @param weak they share only a phone or a browser; then different e-mail addresses keep them apart
 * @returns false when they stay separate
 */
export async function mergeCustomers(
  tx: Tx,
  workspaceId: string,
  winner: string,
  loser: string,
  weak: boolean,
  now: Instant,
): Promise<boolean> {
  await lockCustomers(tx, [winner, loser]);
  const rows = await tx<
    { id: string; email: string | null }[]
  >`select id, email from customers where id in (${winner}, ${loser}) for update`;
  const kept = rows.find((row) => row.id === winner);
  const gone = rows.find((row) => row.id === loser);
  if (!kept || !gone) return false;
  if (weak && kept.email && gone.email && kept.email !== gone.email) return false;

  await mergeEnrolments(tx, winner, loser, now);
  for (const table of MOVED)
    await tx`update ${tx(table)} set customer_id = ${winner} where customer_id = ${loser}`;
  // Where a segment has a row for both, the winner's row stays.
  await tx`update segment_members l set customer_id = ${winner}
    where customer_id = ${loser} and not exists (select from segment_members w
    where w.segment_id = l.segment_id and w.customer_id = ${winner})`;
  await tx`delete from segment_members where customer_id = ${loser}`;
  await tx`insert into list_members (workspace_id, list_id, customer_id, since, by_type, by_name)
    select workspace_id, list_id, ${winner}, since, by_type, by_name from list_members where customer_id = ${loser}
    on conflict (list_id, customer_id) do nothing`;
  await tx`delete from list_members where customer_id = ${loser}`;
  await tx`update customer_identities set customer_id = ${winner} where customer_id = ${loser}`;
  await tx`insert into consents as c (workspace_id, customer_id, channel, state, source, opt_in, at, dated,
    address)
    select workspace_id, ${winner}, channel, state, source, opt_in, at, dated, address from consents
      where customer_id = ${loser}
    on conflict (workspace_id, customer_id, channel)
      do update set state = excluded.state, source = excluded.source,
      opt_in = excluded.opt_in, at = excluded.at, dated = excluded.dated, address = excluded.address
    where ${isNewerConsent(tx)}`;
  await tx`delete from consents where customer_id = ${loser}`;
  await tx`update customers w set
      email = coalesce(w.email, l.email), phone = coalesce(w.phone, l.phone),
        first_name = coalesce(w.first_name, l.first_name),
      last_name = coalesce(w.last_name, l.last_name), country = coalesce(w.country, l.country),
      city = coalesce(w.city, l.city), zone = coalesce(w.zone, l.zone),
        language = coalesce(w.language, l.language),
        properties = merge_properties(w.properties, l.properties, false),
      tags = (select coalesce(array_agg(distinct tag), '{}') from unnest(w.tags || l.tags) as tag),
      granted_tier = coalesce(w.granted_tier, l.granted_tier),
      granted_until = case when w.granted_tier is null then l.granted_until else w.granted_until end,
      pace = greatest(w.pace, l.pace), pace_anchor = coalesce(w.pace_anchor, l.pace_anchor),
      created_at = least(w.created_at, l.created_at), last_seen_at = greatest(w.last_seen_at, l.last_seen_at),
        updated_at = now()
    from customers l where w.id = ${winner} and l.id = ${loser}`;
  // Clears the loser, and leads earlier merges into it to the winner, who has all names and totals now.
  await tx`update customers set merged_into = ${winner}, email = null, phone = null, first_name = null,
    last_name = null, city = null, tags = '{}', properties = '{}',
      points = 0, tier = null, granted_tier = null, granted_until = null, orders_count = 0, total_spent = 0, discount_orders = 0, first_order_at = null, last_order_at = null,
        updated_at = now()
    where (id = ${loser} or merged_into = ${loser}) and workspace_id = ${workspaceId}`;
  await refreshOrderTotals(tx, [winner]);
  await refreshPoints(tx, workspaceId, now, [winner]);
  await mergeStays(tx, workspaceId, winner, loser, now);
  await mergeTests(tx, winner, loser);
  await mergeHoldout(tx, workspaceId, winner, loser);
  return true;
}
