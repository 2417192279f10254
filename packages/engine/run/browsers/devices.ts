import type { Instant } from '@millrace/base';
import { channelTo } from '@millrace/channels';
import type { Device } from '@millrace/connectors';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { ingestWithin } from '../intake/ingest-events.ts';

const INTERNAL = { id: 'millrace', clock: { pace: 1, anchor: 0 }, internal: true } as const;

/** The browsers of a person that show notifications, the newest first. */
export async function devicesOf(tx: Tx, customerId: string | null): Promise<readonly Device[]> {
  if (customerId === null) return [];
  const rows = await tx<
    { id: string; endpoint: string; p256dh: string; auth: string }[]
  >`select id, endpoint, p256dh, auth from browsers where customer_id = ${customerId} order by created_at desc, id`;
  return rows.map(({ id, endpoint, p256dh, auth }) => ({ id, endpoint, keys: { p256dh, auth } }));
}

/** What push services said of the browsers of a person. */
export interface DevicesHeard {
  readonly reached?: readonly string[];
  readonly gone?: readonly string[];
}

/**
 * Notes which browsers were reached, and forgets those that show nothing any more.
 * @returns how many were forgotten
 */
export async function noteDevices(
  tx: Tx,
  context: Context,
  customerId: string,
  { reached = [], gone = [] }: DevicesHeard,
  now: Instant,
): Promise<number> {
  if (reached.length > 0)
    await tx`update browsers set taken_at = ${now}
      where id = any(${reached as string[]}::uuid[]) and customer_id = ${customerId}`;
  if (gone.length === 0) return 0;
  const forgotten = await tx`delete from browsers
      where id = any(${gone as string[]}::uuid[]) and customer_id = ${customerId} returning 1`;
  if (forgotten.length > 0) await endWithTheLast(tx, context, customerId, 'Their browser');
  return forgotten.length;
}

/** With the last browser of a person their consent ends: it was the yes of a browser. */
export async function endWithTheLast(
  tx: Tx,
  context: Context,
  customerId: string,
  source: string,
): Promise<void> {
  const channel = channelTo('browsers')?.id;
  if (channel === undefined || (await devicesOf(tx, customerId)).length > 0) return;
  const agreed = await tx`select 1 from consents where customer_id = ${customerId} and channel = ${channel}
      and state = 'subscribed'`;
  if (agreed.length === 0) return;
  await ingestWithin(tx, context, INTERNAL, [
    {
      id: `browsers-gone/${customerId}/${context.now()}`,
      type: 'customer-unsubscribed',
      customer: { id: customerId },
      properties: { channel, source },
    },
  ]);
}
