import { enterWorkspace, type Database } from '@millrace/db';

/**
 * Adds changes of one workspace's counts into hourly rollups; workspaces take turns. A read sums both, so it
 * is right before, during and after.
 * @returns rows added up
 */
export async function rollUpCounters(db: Database, limit = 20_000): Promise<number> {
  return db.asRouter(async (tx) => {
    const [oldest] = await tx<
      { workspace_id: string }[]
    >`select workspace_id from counter_changes order by id limit 1`;
    if (!oldest) return 0;
    await enterWorkspace(tx, oldest.workspace_id);
    const [row] = await tx<{ taken: number }[]>`
      with taken as (delete from counter_changes
        where id in (select id from counter_changes order by id limit ${limit} for update skip locked)
        returning *),
      summed as (select workspace_id, flow_id, version_id, node, metric, hour, sum(amount) as amount
        from taken group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6),
      stored as (insert into counter_rollups as r select * from summed
        on conflict (workspace_id, flow_id, version_id, node, metric, hour)
          do update set amount = r.amount + excluded.amount)
      select count(*)::int as taken from taken`;
    return row?.taken ?? 0;
  });
}
