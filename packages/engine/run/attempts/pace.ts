import { SECOND, type Instant } from '@millrace/base';
import type { MessageRow } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';

/** The reason code of a message that waits for its turn. */
export const PACED = 'provider-pace';

/** In milliseconds. A turn nearer than this is awaited in place. */
const NEAR = SECOND;

/**
 * Reserves a slot for a message on a connection that limits messages a second. Slots are given out in order,
 * across all processes; a message that was told to come back keeps its slot.
 * @param perSecond null for no limit
 * @returns null when the message may go now, else its slot in epoch milliseconds
 */
export async function turnOf(
  context: Context,
  { reason, held_until: kept }: Pick<MessageRow, 'reason' | 'held_until'>,
  connectionId: string,
  perSecond: number | null,
  now: Instant,
): Promise<Instant | null> {
  if (perSecond === null) return null;
  const at =
    reason === PACED && kept !== null ? kept : await nextTurn(context, connectionId, SECOND / perSecond, now);
  if (at > now + NEAR) return at;
  if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
  return null;
}

/** @param gap milliseconds between two messages */
async function nextTurn(
  { db, workspaceId }: Context,
  connectionId: string,
  gap: number,
  now: Instant,
): Promise<Instant> {
  return db.inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx<{ at: Instant }[]>`
      insert into send_slots as s (workspace_id, connection_id, next_at)
        select ${workspaceId}, id, ${now}::timestamptz + ${gap} * interval '1 millisecond' from connections
        where id = ${connectionId}
      on conflict (connection_id)
        do update set next_at = greatest(s.next_at, ${now}::timestamptz) + ${gap} * interval '1 millisecond'
      returning next_at - ${gap} * interval '1 millisecond' as at`;
    // The connection was deleted meanwhile and has no slots. The channel's provider decides about the
    // message.
    return row?.at ?? now;
  });
}
