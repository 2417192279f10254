import type { Tx } from '@millrace/db';
import { partOf, type Compared, type Part } from './compared.ts';

/**
 * Compares people in flows with their enrolments. A merged customer counts as the one they became, while both
 * rows stay in the arms they were drawn into.
 */
export async function recountPeople(tx: Tx): Promise<Part> {
  const rows = await tx<Compared[]>`
    with who as (select id, coalesce(merged_into, id) as person from customers),
    kept as (
      select p.flow_id, w.person, sum(p.entries) as entries, min(p.first_entered_at) as first,
        max(p.last_entered_at) as last
      from flow_people p join who w on w.id = p.customer_id group by 1, 2),
    counted as (
      select e.flow_id, w.person, count(*) as entries, min(e.entered_at) as first, max(e.entered_at) as last
      from enrolments e join who w on w.id = e.customer_id group by 1, 2)
    select jsonb_build_object('flow', flow_id, 'customer', person, 'column', f.column_name) as of, f.kept,
      f.counted
    from kept k full join counted c using (flow_id, person) cross join lateral (values
      ('entries', k.entries::numeric, c.entries::numeric),
      ('first_entered_at', extract(epoch from k.first), extract(epoch from c.first)),
      ('last_entered_at', extract(epoch from k.last), extract(epoch from c.last))) f(column_name, kept,
        counted)`;
  return partOf('person in a flow', rows);
}
