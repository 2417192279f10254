import { DAY, type Instant } from '@millrace/base';
import { purchaseWork } from '@millrace/connectors/work';
import type { Tx } from '@millrace/db';
import type { ProductRow } from './rows.ts';

/** How far back orders are read, in milliseconds: also those that have arrived tell a lead time. */
const LOOK_BACK = 400 * DAY;

/**
 * Products with what is known of their supply. An order is one that somebody approved in a flow about the product: the numbers before an
 * "x" at the beginnings of its lines.
 * @param now real time
 */
export const readProducts = (tx: Tx, ids: readonly string[], now: Instant): Promise<ProductRow[]> =>
  tx<ProductRow[]>`
    with wanted as materialized (select unnest(${[...new Set(ids)]}::uuid[]) as id),
    orders as materialized (
      select e.product_id, w.closed_at as at, (select coalesce(sum(found[1]::int), 0)::int
          from jsonb_array_elements(w.drafts) d, regexp_matches(d->>'value', '(?:^|\\n)\\s*(\\d{1,6})\\s*[x×]', 'gi') found
          where d->>'name' = 'lines') as units
        from work_items w join enrolments e on e.id = w.enrolment_id and e.entered_at = w.enrolled_at
        where w.kind = ${purchaseWork.id} and w.answer = ${purchaseWork.answers[0]!.id}
          and w.closed_at > ${now - LOOK_BACK} and e.product_id in (select id from wanted)),
    ordered as materialized (
      select product_id, min(at) as first, jsonb_agg(jsonb_build_array((extract(epoch from at) * 1000)::bigint, units)
        order by at) as moves from orders where units > 0 group by product_id),
    risen as materialized (
      select t.product_id, jsonb_agg(jsonb_build_array((extract(epoch from t.at) * 1000)::bigint,
        t.stock_after - greatest(0, t.stock_before)) order by t.at) as moves
        from stock_turns t join ordered o on o.product_id = t.product_id and t.at >= o.first
        where t.stock_after > greatest(0, t.stock_before) group by t.product_id)
    select p.*, f.forecast, o.moves as ordered, r.moves as rises
      from wanted w join products p on p.id = w.id left join product_forecasts f on f.product_id = p.id
      left join ordered o on o.product_id = p.id left join risen r on r.product_id = p.id`;
