import type { Database } from '@millrace/db';

/** Ids of all workspaces, for the worker. */
export async function everyWorkspace(db: Database): Promise<readonly string[]> {
  return (
    await db.asRouter((tx) => tx<{ workspace_id: string }[]>`select workspace_id from known_workspaces()`)
  ).map((row) => row.workspace_id);
}
