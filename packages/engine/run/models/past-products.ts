import type { Tx } from '@millrace/db';
import { DAY, dayBegins, dayIn, dayNumber, isZone, type Instant } from '@millrace/base';
import type { PastProduct } from '@millrace/decisions';

/** Two years, and the weeks that are judged. Older ones say little about what is asked for now. */
const MOST_WEEKS = 130;
/** For days of the week, which change sooner. */
const WEEKDAY_DAYS = 182;

interface Row {
  readonly id: string;
  /** Whole days from when it was first known, or first sold, to yesterday. */
  readonly days: number;
  /** Units by weeks before the present. */
  readonly weeks: readonly [ago: number, units: number][] | null;
  readonly weekdays: readonly [weekday: number, units: number][] | null;
  readonly turns: readonly [at: Instant, before: number, after: number][] | null;
}

/** Every product with the units of its orders that count, by weeks that end yesterday in the zone of the store. */
export async function pastProducts(tx: Tx, storeZone: string, now: Instant): Promise<PastProduct[]> {
  const zone = isZone(storeZone) ? storeZone : 'UTC';
  const day = dayIn(now, zone);
  const today = dayNumber(day);
  const midnight = dayBegins(day, zone);
  const from = midnight - (MOST_WEEKS * 7 + 1) * DAY;
  // Apart, because tables that were just filled have no statistics.
  const rows = await tx<Row[]>`
    with sold as materialized (
      select o.source, line->>'productId' as product,
          ${today - 1} - ((o.placed_at at time zone ${zone})::date - date '1970-01-01') as ago,
          sum((line->>'quantity')::numeric)::int as units
        from orders o cross join lateral jsonb_array_elements(o.lines) line
        where o.counted and o.placed_at >= ${from}::timestamptz and o.placed_at < ${midnight}::timestamptz
          and line->>'productId' is not null
        group by 1, 2, 3),
    by_week as materialized (
      select source, product, max(first) as first, jsonb_agg(jsonb_build_array(week, units)) as weeks from (
        select source, product, ago / 7 as week, max(ago) as first, sum(units)::int as units from sold
          where ago < ${MOST_WEEKS * 7} group by 1, 2, 3) w
        group by 1, 2),
    by_weekday as materialized (
      select source, product, jsonb_agg(jsonb_build_array(weekday, units)) as weekdays from (
        select source, product, (${today - 1} - ago + 3) % 7 as weekday, sum(units)::int as units from sold
          where ago < ${WEEKDAY_DAYS} group by 1, 2, 3) d
        group by 1, 2),
    turned as materialized (
      select product_id, jsonb_agg(jsonb_build_array((extract(epoch from at) * 1000)::bigint, stock_before, stock_after)
        order by at, id) as turns from stock_turns where at >= ${from}::timestamptz
        and (stock_before <= 0) <> (stock_after <= 0) group by product_id)
    select p.id, least(${MOST_WEEKS * 7}, greatest(coalesce(w.first, 0), ${today - 1}
          - ((p.created_at at time zone ${zone})::date - date '1970-01-01')) + 1)::int as days,
        w.weeks, d.weekdays, t.turns
      from products p left join by_week w on w.source = p.source and w.product = p.external_id
      left join by_weekday d on d.source = p.source and d.product = p.external_id
      left join turned t on t.product_id = p.id
      where p.status = 'active' or w.product is not null order by p.id`;
  return rows.map((row) => productOf(row, midnight));
}

function productOf({ id, days, weeks, weekdays, turns }: Row, midnight: Instant): PastProduct {
  const count = Math.floor(days / 7);
  const sold = new Map(weeks ?? []);
  const gone = withoutStock(turns ?? [], midnight);
  const weekday = new Map(weekdays ?? []);
  return {
    productId: id,
    weeks: Array.from({ length: count }, (_unused, place) => {
      const ago = count - 1 - place;
      const [begins, ends] = [midnight - (ago + 1) * 7 * DAY, midnight - ago * 7 * DAY];
      const out = gone.reduce(
        (sum, [from, to]) => sum + Math.max(0, Math.min(to, ends) - Math.max(from, begins)),
        0,
      );
      return { units: sold.get(ago) ?? 0, days: 7 - Math.round(out / DAY) };
    }),
    weekdays: Array.from({ length: 7 }, (_unused, place) => weekday.get(place) ?? 0),
  };
}

/** The times in which it is known to have been out of stock. */
function withoutStock(
  turns: NonNullable<Row['turns']>,
  until: Instant,
): readonly (readonly [from: Instant, to: Instant])[] {
  const gone: (readonly [Instant, Instant])[] = [];
  let since: Instant | null = null;
  for (const [at, , after] of turns) {
    if (after <= 0) since ??= at;
    else if (since !== null) {
      gone.push([since, at]);
      since = null;
    }
  }
  return since === null ? gone : [...gone, [since, until]];
}
