import type { Instant } from '@millrace/base';
import { monthsKept } from '@millrace/core/store';
import type { Database } from '@millrace/db';

/** Rows deleted in one transaction. */
const PAGE = 500;

/**
 * Deletes work that was closed longer ago than the store keeps its records, with its history and its e-mails.
 * What is open stays, however old.
 */
export async function forgetWork(db: Database, now: Instant): Promise<void> {
  const workspaces = await db.asRouter(
    (tx) =>
      tx<
        { workspace_id: string; keep_months: unknown }[]
      >`select workspace_id, keep_months from known_workspaces()`,
  );
  for (const { workspace_id: id, keep_months: kept } of workspaces) {
    const months = monthsKept(kept);
    const page = () =>
      db.inWorkspace(
        id,
        (tx) => tx`delete from work_items where id in (select id from work_items
          where state <> 'open' and closed_at < (${now})::timestamptz - make_interval(months => ${months})
          limit ${PAGE}) returning 1`,
      );
    while ((await page()).length === PAGE);
  }
}
