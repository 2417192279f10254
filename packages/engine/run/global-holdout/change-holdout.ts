import type { Instant } from '@millrace/base';
import { lockPart } from '@millrace/core/rows';
import { newId, type Tx } from '@millrace/db';

/**
 * Ends the period in force when its share is another one, and begins the next. Nobody is in the new one yet:
 * people are drawn when they are met, the others by `drawHoldout`.
 * @param share of people held out, 0 to 1; 0 ends the holdout
 */
export async function changeHoldout(tx: Tx, workspaceId: string, share: number, now: Instant): Promise<void> {
  await lockPart(tx, 'holdout-periods', workspaceId);
  const [open] = await tx<
    { id: string; share: number }[]
  >`select id, share from holdout_periods where ended_at is null for no key update`;
  // The column is a real: a share is compared as it is stored.
  if (Math.fround(share) === Math.fround(open?.share ?? 0)) return;
  if (open) await tx`update holdout_periods set ended_at = ${now}, cursor = null where id = ${open.id}`;
  if (share > 0)
    await tx`insert into holdout_periods (id, workspace_id, share, started_at)
      values (${newId(now)}, ${workspaceId}, ${share}, ${now})`;
}
