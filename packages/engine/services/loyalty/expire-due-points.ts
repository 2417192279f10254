import { everyWorkspace } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';
import { ingestWithin } from '@millrace/run/intake';
import { endGrants, expirePoints } from '@millrace/run/loyalty';

const INTERNAL = { id: 'millrace', clock: { pace: 1, anchor: 0 }, internal: true } as const;

/** Takes back points and granted tiers whose time is over, and tells whose points expire soon, in every workspace. */
export async function expireDuePoints(
  db: Database,
  contextOf: (workspaceId: string) => Context,
): Promise<void> {
  for (const id of await everyWorkspace(db)) {
    const context = contextOf(id);
    const page = () =>
      db.inWorkspace(id, async (tx) => {
        await endGrants(tx, id, context.now());
        const { events, more } = await expirePoints(tx, id, context.now());
        if (events.length > 0) await ingestWithin(tx, context, INTERNAL, events);
        return more;
      });
    while (await page());
  }
}
