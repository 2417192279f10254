import { SECOND, type Instant } from '@millrace/base';
import type { MessageRow } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';

/** Why a message waits that only waits for its turn. */
export const PACED = 'provider-pace';

/** A turn that is so near is waited for where one stands, in milliseconds. */
const NEAR = SECOND;

/**
 * The turn of a message with its connection, when that takes no more than so many a second. Turns are handed out one after
 * the other, over all processes together; a message that was told to come again keeps its turn.
 * @param perSecond null for no limit
 * @returns null when the message may go now, else when its turn comes
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
      insert into send_slots as s (workspace_id, connection_id, next_at) select ${workspaceId}, id, ${now}::timestamptz + ${gap} * interval '1 millisecond' from connections where id = ${connectionId}
      on conflict (connection_id) do update set next_at = greatest(s.next_at, ${now}::timestamptz) + ${gap} * interval '1 millisecond'
      returning next_at - ${gap} * interval '1 millisecond' as at`;
    // A connection that was deleted meanwhile has no turns: its provider says what becomes of the message.
    return row?.at ?? now;
  });
}
