import { SECOND } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { connectionsThat } from './pulled-connections.ts';
import { drive } from './keep-registered.ts';

/** How long removing a connection waits for the other system, in milliseconds. */
const PATIENCE = 5 * SECOND;

/**
 * Removes the webhooks that Millrace registered, if the other system allows it. Later deliveries are refused
 * in any case.
 */
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
