import type { ConnectorKind, Press } from '@millrace/connectors';
import { writeAudit, type Context } from '@millrace/core/verb';

/** What a button of a notice asks for, as it is written into it: testing a connection is harmless, and so anybody in the channel may. */
export const testOf = (connectionId: string): string => `test-connection:${connectionId}`;
const TEST = /^test-connection:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Somebody of the team pressed: the connection is asked with the next look at those that fail, which is within seconds. */
export async function carryOutPresses(context: Context, { title }: ConnectorKind, presses: readonly Press[]): Promise<void> {
  for (const { action, by } of presses) {
    const id = TEST.exec(action)?.[1];
    if (id === undefined) continue;
    await context.db.inWorkspace(context.workspaceId, async (tx) => {
      const [asked] = await tx<
        { name: string }[]
      >`update connections set probed_at = null where id = ${id} and disabled_at is null returning name`;
      if (!asked) return;
      const actor = { ...context.actor, name: `${by.slice(0, 80)}, in ${title}` };
      const entry = { subject: { type: 'connection', id }, summary: `Asked whether ${asked.name} works again` };
      await writeAudit(tx, { ...context, actor }, 'connection-test-asked', entry);
    });
  }
}
