import type { Tx } from './connect.ts';

/** Changes a router's transaction to one workspace: from now on it sees only that workspace's rows. */
export async function enterWorkspace(tx: Tx, workspaceId: string): Promise<void> {
  await tx`select set_config('app.ws', ${workspaceId}, true), set_config('app.router', '', true)`;
}
