import type { Context } from '@millrace/core/verb';
import { recount } from '@millrace/run/measure';

/** Expects every stored figure to agree with its rows. For the end of a test. */
export async function countsAgree(context: Context): Promise<void> {
  const { differences } = await context.db.inWorkspace(context.workspaceId, recount);
  if (differences.length > 0) throw new Error(`counts do not agree: ${JSON.stringify(differences, null, 1)}`);
}
