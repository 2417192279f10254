import type { Context } from '@millrace/core/verb';
import { newId, type Database } from '@millrace/db';
import { updateGuardrails } from '@millrace/services/settings';

/**
 * A store in real time, for tests of whole workers. No guardrail holds its messages.
 * @param secret of the installation, which the worker gets too
 */
export async function makeStore(
  db: Database,
  secret: Buffer,
  settings: Record<string, unknown> = {},
): Promise<Context> {
  const workspaceId = newId();
  const context: Context = {
    workspaceId,
    actor: { type: 'api-key', id: null, name: 'Test', permissions: 'all' },
    db,
    now: Date.now,
    secret,
    publicUrl: 'https://millrace.test',
  };
  await db.inWorkspace(
    workspaceId,
    (tx) =>
      tx`insert into workspaces (workspace_id, name, settings)
        values (${workspaceId}, 'Test store', ${tx.json(settings as never)})`,
  );
  await updateGuardrails(context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  return context;
}
