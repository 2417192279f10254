import type { Database } from '@millrace/db';

/** What grows with traffic is kept in months; the next three are made before they begin. */
export async function maintainPartitions(db: Database): Promise<void> {
  for (const parent of ['events', 'traces', 'decisions', 'messages', 'entry_refusals']) {
    await db.sql`select ensure_month_partitions(${parent}, now()::date, (now() + interval '3 months')::date)`;
  }
}
