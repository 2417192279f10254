import type { Tx } from '@millrace/db';

export interface Recountable {
  readonly tooOld: readonly string[];
}

/**
 * Flows whose rows are still complete. Messages and timelines are deleted by month; the counts of flows that
 * ran then stay.
 */
export async function flowsToRecount(tx: Tx): Promise<Recountable> {
  const rows = await tx<{ id: string }[]>`
    select f.id from flows f where f.created_at < (
      select max(oldest) from (
        select min(to_date(right(c.relname, 7), 'YYYY_MM')) as oldest from pg_inherits i
          join pg_class c on c.oid = i.inhrelid
        where i.inhparent in ('traces'::regclass, 'messages'::regclass, 'calls'::regclass)
          and c.relname ~ '_\\d{4}_\\d{2}$' group by i.inhparent) m)`;
  return { tooOld: rows.map((row) => row.id) };
}
