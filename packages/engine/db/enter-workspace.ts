import type { Tx } from './connect.ts';

/**
 * Changes a router's transaction to one workspace: from now on it sees only that workspace's rows. The statement itself, so
 * that `together` sends it before those that follow it.
 */
export const enterWorkspace = (tx: Tx, workspaceId: string) =>
  tx`select set_config('app.ws', ${workspaceId}, true), set_config('app.router', '', true)`;
