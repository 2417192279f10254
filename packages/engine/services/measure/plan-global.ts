import type { Instant } from '@millrace/base';
import type { Tx } from '@millrace/db';
import { peopleNeeded } from '@millrace/measure';
import { isReachable } from '@millrace/run/global-holdout';
import { baseOf, type Base, type Sums } from './past-numbers.ts';

/** Weeks after which a result is looked for. */
export const HORIZONS = [4, 13, 26, 52] as const;
/** The horizon named for a store with more people than are counted. */
const USUAL = 13;
/** Shares that are always compared. */
const SHARES = [0.02, 0.05, 0.1, 0.2] as const;
/** People whose orders are measured: those who became known last. More would take longer than a screen may. */
const MEASURED = 1_000;
/** People that are counted at most. */
export const MOST_COUNTED = 10_000;

export interface GlobalPlan {
  /** People with an address; at most `MOST_COUNTED`. */
  readonly people: number;
  /** False when there are more. */
  readonly exact: boolean;
  /** People whose orders were measured. */
  readonly measured: number;
  readonly rows: readonly {
    readonly share: number;
    /**
     * The first horizon by which the gain shows with 80 %, or, where not all people were counted, one at which more people would
     * be needed than were; null when none does, or when too little is known.
     */
    readonly weeks: number | null;
    /** People it takes by then, or by the longest horizon that could be measured; null when not known. */
    readonly needed: number | null;
  }[];
}

/**
 * How long the global holdout takes until a gain shows, from what people ordered in the last weeks. People do not come
 * one by one, they all are there from the first day: what grows with time is what each has ordered.
 * @param gain of margin, as a share of what people bring; above 0
 * @param known people with an address, where they are counted already
 * @param also the share in force
 */
export async function planGlobal(
  tx: Tx,
  { gain, known, also, now }: { gain: number; known: number | null; also: number; now: Instant },
): Promise<GlobalPlan> {
  const counted =
    known ??
    (
      await tx<{ people: number }[]>`select count(*)::int as people from (
        select 1 from customers c where ${isReachable(tx)} limit ${MOST_COUNTED + 1}) t`
    )[0]?.people ??
    0;
  const rows = await tx<(Sums & { readonly weeks: number })[]>`
    with measured as materialized (select c.id from customers c where ${isReachable(tx)} order by c.id desc limit ${MEASURED}),
    since as materialized (select min(placed_at) as first from orders),
    each as materialized (select o.at, o.margin, m.id from measured m left join lateral (
      select r.placed_at as at, coalesce(r.margin, 0)::float8 as margin from orders r where r.customer_id = m.id and r.counted
        and r.placed_at >= ${now}::timestamptz - ${HORIZONS.at(-1)!} * interval '7 days'
      -- Looked up for each person: joined, it would read all orders of the year.
      offset 0) o on true),
    by_person as (select w.weeks, e.id, count(e.at) as orders, coalesce(sum(e.margin), 0) as margin
      from unnest(${[...HORIZONS]}::integer[]) as w(weeks) join measured m on true
        left join each e on e.id = m.id and e.at >= ${now}::timestamptz - w.weeks * interval '7 days'
      where (select first from since) <= ${now}::timestamptz - w.weeks * interval '7 days' group by 1, 2, m.id)
    select weeks, count(*)::int as people, count(*) filter (where orders > 0)::int as buyers,
      sum(margin) as margin, sum(margin * margin) as margin_squared from by_person group by 1 order by 1`;
  const bases = rows.map((row) => ({ weeks: row.weeks, base: baseOf('history', row) }));
  const people = Math.min(counted, known ?? MOST_COUNTED);
  const exact = known !== null || counted <= MOST_COUNTED;
  const shares = [...new Set([...SHARES, ...(also > 0 ? [also] : [])])].sort((one, other) => one - other);
  return {
    people,
    exact,
    measured: rows[0]?.people ?? 0,
    rows: shares.map((share) => ({ share, ...soonest(bases, { share, gain, people, exact }) })),
  };
}

function soonest(
  bases: readonly { readonly weeks: number; readonly base: Base }[],
  { share, gain, people, exact }: { share: number; gain: number; people: number; exact: boolean },
): { readonly weeks: number | null; readonly needed: number | null } {
  let needed: number | null = null;
  let usual: { weeks: number; needed: number } | null = null;
  for (const { weeks, base } of bases) {
    const { value } = base;
    if (!value?.buyer) continue;
    needed = peopleNeeded(value, 'margin', gain * value.rate * value.buyer.mean, share);
    if (needed !== null && needed <= people) return { weeks, needed };
    if (needed !== null && weeks === USUAL) usual = { weeks, needed };
  }
  return exact || !usual ? { weeks: null, needed } : usual;
}
