import type { Tx } from './connect.ts';

/** What the router has claimed it works on inside its workspace: from here on the transaction sees the rows of no other. */
export async function enterWorkspace(tx: Tx, workspaceId: string): Promise<void> {
  await tx`select set_config('app.ws', ${workspaceId}, true), set_config('app.router', '', true)`;
}
