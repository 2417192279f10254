import { SECOND } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { connectionsThat } from './pulled-connections.ts';
import { drive } from './keep-registered.ts';

/** Whoever removes a connection does not wait longer than this for the other system. */
const PATIENCE = 5 * SECOND;

/** Takes away the webhooks that Millrace registered, as far as the other system lets it: what it still sends is refused anyway. */
export async function unregister(context: Context, connectionId: string): Promise<void> {
  const connection = (await connectionsThat(context, (kind) => kind.registration?.remove !== undefined)).find(
    (one) => one.id === connectionId,
  );
  const remove = connection?.kind.registration?.remove;
  if (!connection || !remove) return;
  const address = `${context.publicUrl}/hooks/${connection.connector}/${connection.id}`;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  await Promise.race([drive(remove(connection.config, address)), patience]);
  clearTimeout(timer);
}
