import type { Instant } from '@millrace/base';
import { monthsKept } from '@millrace/core/store';
import type { Database } from '@millrace/db';

/** Deletes drafts that were given up, and returns that are older than the store keeps its records. */
export async function forgetReturns(db: Database, now: Instant): Promise<void> {
  const workspaces = await db.asRouter(
    (tx) =>
      tx<
        { workspace_id: string; keep_months: unknown }[]
      >`select workspace_id, keep_months from known_workspaces()`,
  );
  for (const { workspace_id: id, keep_months: kept } of workspaces)
    await db.inWorkspace(
      id,
      (tx) => tx`delete from returns where expires_at < ${now}::timestamptz
        or requested_at < (${now})::timestamptz - make_interval(months => ${monthsKept(kept)})`,
    );
}
