import type { Instant } from '@millrace/base';
import { everyRetention } from '@millrace/core/store';
import type { Database } from '@millrace/db';

/** Deletes answers to messages that are older than the store keeps its records. */
export async function forgetAnswers(db: Database, now: Instant): Promise<void> {
  for (const { workspaceId, months } of await everyRetention(db))
    await db.inWorkspace(
      workspaceId,
      (tx) => tx`delete from survey_answers
        where enrolled_at < (${now})::timestamptz - make_interval(months => ${months})`,
    );
}
