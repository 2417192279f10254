import { channelTo } from '@millrace/channels';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { connectionFor } from '../messages/queue-for.ts';
import { browserKeys } from './browser-keys.ts';

/** The public key to which browsers of a store bind their yes; null while no connection could send them anything. */
export async function offeredKey(tx: Tx, context: Context): Promise<string | null> {
  const channel = channelTo('browsers')?.id;
  const connection = channel === undefined ? undefined : await connectionFor(tx, channel);
  return connection ? (await browserKeys(tx, context)).publicKey : null;
}
