import { CONNECTORS, deliveryOf } from '@millrace/connectors';
import { channelIds } from '@millrace/channels';
import type { MessageRow } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';

/** The connectors that can look a message up, by channel, and how long after the attempt, in milliseconds. */
const ASKED = CONNECTORS.flatMap((kind) =>
  channelIds().flatMap((channel) => {
    const lookUp = deliveryOf(kind, channel)?.lookUp;
    return lookUp ? [{ connector: kind.id, channel, wait: lookUp.waitMs }] : [];
  }),
);

/**
 * Schedules a look-up of a message that became unknown, for when its provider can know, if the provider can
 * be asked at all.
 */
export async function askLater(tx: Tx, message: Pick<MessageRow, 'id' | 'enrolled_at'>): Promise<void> {
  if (ASKED.length === 0) return;
  await tx`insert into look_ups (message_id, workspace_id, enrolled_at, connection_id, attempted_at, due_at)
    select m.id, m.workspace_id, m.enrolled_at, c.id, m.sending_at,
      m.sending_at + a.wait * interval '1 millisecond'
    from messages m join connections c on c.id = m.connection_id
      join jsonb_to_recordset(${tx.json(ASKED)}::jsonb) as a(connector text, channel text, wait bigint)
      on a.connector = c.connector and a.channel = m.channel
    where m.id = ${message.id} and m.enrolled_at = ${message.enrolled_at}
      and m.sending_at is not null on conflict do nothing`;
}
