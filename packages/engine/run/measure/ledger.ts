import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { NO_CONTRIBUTION, type Contribution } from '@millrace/measure';
import { addToArm, type ArmPlace } from './arm-sums.ts';

/** A person in a flow, with their arm. */
export type Place = ArmPlace;
/** As the ledger names it: which version they entered, and until when their orders count, stands with the person. */
export type LedgerPlace = Omit<ArmPlace, 'version_id' | 'cohort_ends_at'>;

/** An order's present contribution to a flow, as last written. */
export interface Contributed extends LedgerPlace, Contribution {
  readonly order_id: string;
  readonly placed_at: Instant;
}

/**
 * Writes an order's contribution to each flow, and adds the difference to the sums of the person and their
 * arm. Requires the locks of all people concerned.
 * @param places where the order counts now; its contributions elsewhere are removed
 */
export async function changeContributions(
  tx: Tx,
  workspaceId: string,
  order: { readonly orderId: string; readonly placedAt: Instant; readonly worth: Contribution },
  places: readonly LedgerPlace[],
  stored: readonly Contributed[],
  now: Instant,
): Promise<void> {
  const wanted = new Map(places.map((place) => [keyOf(place), place]));
  for (const before of stored) {
    if (wanted.has(keyOf(before))) continue;
    await tx`delete from order_ledger where flow_id = ${before.flow_id} and order_id = ${order.orderId}`;
    await changePerson(tx, workspaceId, before);
  }
  const known = new Map(stored.map((row) => [keyOf(row), row]));
  for (const [key, place] of wanted) {
    const before = known.get(key);
    if (before && isSame(before, order.worth) && before.placed_at === order.placedAt) continue;
    const { orders, gross, discount, tax, refunded, net, revenue, cost, margin } = order.worth;
    await tx`insert into order_ledger as l (workspace_id, flow_id, order_id, customer_id, held_out, share,
      placed_at, orders, gross, discount, tax, refunded, net, revenue, cost, margin, settled_at)
      values (${workspaceId}, ${place.flow_id}, ${order.orderId}, ${place.customer_id}, ${place.held_out},
        ${place.share}, ${order.placedAt}, ${orders}, ${gross}, ${discount}, ${tax}, ${refunded}, ${net},
        ${revenue}, ${cost}, ${margin}, ${now})
      on conflict (workspace_id, flow_id, order_id)
        do update set customer_id = excluded.customer_id, held_out = excluded.held_out,
        share = excluded.share, placed_at = excluded.placed_at, orders = excluded.orders,
        gross = excluded.gross, discount = excluded.discount, tax = excluded.tax,
          refunded = excluded.refunded, net = excluded.net, revenue = excluded.revenue, cost = excluded.cost,
          margin = excluded.margin, settled_at = excluded.settled_at`;
    await changePerson(tx, workspaceId, place);
  }
}

const keyOf = ({ flow_id, customer_id }: LedgerPlace) => `${flow_id}/${customer_id}`;
const FIELDS = Object.keys(NO_CONTRIBUTION) as (keyof Contribution)[];
const isSame = (left: Contribution, right: Contribution) =>
  FIELDS.every((field) => left[field] === right[field]);

interface Sums extends Pick<Place, 'version_id' | 'held_out' | 'share' | 'cohort_ends_at'> {
  readonly in_both: boolean;
  readonly globally_held_out: boolean;
  readonly orders: number;
  readonly revenue: number;
  readonly margin: number;
}

/** Derives a person's row from the ledger, and changes their arm by the difference to the old row. */
export async function changePerson(
  tx: Tx,
  workspaceId: string,
  place: Pick<Place, 'flow_id' | 'customer_id'>,
): Promise<void> {
  const [before] = await tx<
    Sums[]
  >`select orders, revenue, margin, version_id, held_out, share, cohort_ends_at, in_both, globally_held_out from flow_people where flow_id = ${place.flow_id} and customer_id = ${place.customer_id} for update`;
  if (!before) return;
  const [after] = await tx<Sums[]>`
    update flow_people p set orders = s.orders, revenue = s.revenue, margin = s.margin,
      first_order_at = s.first
    from (select coalesce(sum(orders), 0)::int as orders, coalesce(sum(revenue), 0)::bigint as revenue,
      coalesce(sum(margin), 0)::bigint as margin, min(placed_at) filter (where orders > 0) as first
      from order_ledger where flow_id = ${place.flow_id} and customer_id = ${place.customer_id}) s
    where p.flow_id = ${place.flow_id} and p.customer_id = ${place.customer_id} returning p.orders, p.revenue, p.margin, p.version_id, p.held_out, p.share, p.cohort_ends_at, p.in_both, p.globally_held_out`;
  // Who was in both arms, or in the store's own holdout, is compared with nobody.
  if (!after || before.in_both || before.globally_held_out) return;
  await addToArm(
    tx,
    workspaceId,
    { ...before, ...place },
    {
      people: 0,
      converted: Number(after.orders > 0) - Number(before.orders > 0),
      orders: after.orders - before.orders,
      revenue: after.revenue - before.revenue,
      margin: after.margin - before.margin,
      marginSquared: String(BigInt(after.margin) ** 2n - BigInt(before.margin) ** 2n),
    },
  );
}
