import { everyRetention } from '@millrace/core/store';
import type { Database } from '@millrace/db';

const GROWING = ['events', 'traces', 'decisions', 'messages', 'entry_refusals', 'calls'] as const;

/**
 * Maintains the monthly partitions of tables that grow with traffic: creates the next three, and drops those
 * that every workspace's retention has passed. Workspaces share a month, so the longest retention decides.
 */
export async function maintainPartitions(db: Database): Promise<void> {
  const kept = (await everyRetention(db)).map(({ months }) => months);
  for (const parent of GROWING) {
    await db.sql`select ensure_month_partitions(${parent}, now()::date, (now() + interval '3 months')::date)`;
    if (kept.length > 0)
      await db.sql`select drop_months_before(${parent},
        (now() - make_interval(months => ${Math.max(...kept)}))::date)`;
  }
}
