import type { Instant } from '@millrace/base';
import { everyRetention } from '@millrace/core/store';
import type { Database } from '@millrace/db';

/** Deletes drafts that were given up, and returns that are older than the store keeps its records. */
export async function forgetReturns(db: Database, now: Instant): Promise<void> {
  for (const { workspaceId, months } of await everyRetention(db))
    await db.inWorkspace(
      workspaceId,
      (tx) => tx`delete from returns where expires_at < ${now}::timestamptz
        or requested_at < (${now})::timestamptz - make_interval(months => ${months})`,
    );
}
