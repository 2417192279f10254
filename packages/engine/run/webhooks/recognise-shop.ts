import { fail } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import type { KnownConnection } from './known-connection.ts';
import { joinSources } from '../intake/join-sources.ts';
import { sourceIdOf } from '../parsing/source.ts';

/**
 * Learns the shop of a connection from its first delivery, when the settings name no permanent address. Later
 * deliveries must come from that shop. Earlier data under the connection's own name becomes the shop's.
 * @throws MillraceError connection-invalid when another shop sends
 */
export async function recogniseShop(context: Context, known: KnownConnection, shop: string): Promise<void> {
  if (known.shop === shop) return;
  if (known.shop !== null)
    fail('connection-invalid', {
      problem: `the webhook comes from ${shop}, but this connection is for ${known.shop}.`,
    });
  await context.db.inWorkspace(known.workspaceId, async (tx) => {
    await tx`update connections set shop = ${shop} where id = ${known.id} and shop is null`;
    await joinSources(tx, context, known.id, sourceIdOf({ ...known, shop }));
  });
  known.shop = shop;
}
