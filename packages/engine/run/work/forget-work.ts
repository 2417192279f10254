import type { Instant } from '@millrace/base';
import { everyRetention } from '@millrace/core/store';
import type { Database } from '@millrace/db';

/** Rows deleted in one transaction. */
const PAGE = 500;

/**
 * Deletes work that was closed longer ago than the store keeps its records, with its history and its e-mails.
 * What is open stays, however old.
 */
export async function forgetWork(db: Database, now: Instant): Promise<void> {
  for (const { workspaceId, months } of await everyRetention(db)) {
    const page = () =>
      db.inWorkspace(
        workspaceId,
        (tx) => tx`delete from work_items where id in (select id from work_items
          where state <> 'open' and closed_at < (${now})::timestamptz - make_interval(months => ${months})
          limit ${PAGE}) returning 1`,
      );
    while ((await page()).length === PAGE);
  }
}
