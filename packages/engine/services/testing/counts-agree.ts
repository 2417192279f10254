import type { Context } from '@millrace/core/verb';
import { recount } from '@millrace/run/measure';

/** For the end of a test that lets things happen: every figure agrees with its rows. */
export async function countsAgree(context: Context): Promise<void> {
  const { differences } = await context.db.inWorkspace(context.workspaceId, recount);
  if (differences.length > 0) throw new Error(`counts do not agree: ${JSON.stringify(differences, null, 1)}`);
}
