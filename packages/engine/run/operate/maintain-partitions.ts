import { storeSettingsSchema } from '@millrace/core/store';
import type { Database } from '@millrace/db';

const { keepMonths } = storeSettingsSchema.shape;
const GROWING = ['events', 'traces', 'decisions', 'messages', 'entry_refusals', 'calls'] as const;

/**
 * What grows with traffic is kept in months: the next three are made before they begin, and those that no workspace keeps any
 * longer are dropped. Months are shared, so the workspace that keeps longest decides.
 */
export async function maintainPartitions(db: Database): Promise<void> {
  const workspaces = await db.asRouter(
    (tx) => tx<{ keep_months: unknown }[]>`select keep_months from known_workspaces()`,
  );
  const kept = workspaces.map((row) => keepMonths.safeParse(row.keep_months ?? undefined).data ?? 120);
  for (const parent of GROWING) {
    await db.sql`select ensure_month_partitions(${parent}, now()::date, (now() + interval '3 months')::date)`;
    if (kept.length > 0)
      await db.sql`select drop_months_before(${parent}, (now() - make_interval(months => ${Math.max(...kept)}))::date)`;
  }
}
