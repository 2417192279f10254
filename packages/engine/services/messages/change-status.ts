import { together, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { tally, type Tally } from '../measure/tally.ts';
import type { MessageRow, MessageStatus } from '../rows/message-row.ts';
import { askLater } from './look-ups.ts';
import { noticeRoom } from './recheck-people.ts';

/** Ends of a message that are counted, each with its reason. `silent` is counted by the people held out, not here. */
const COUNTED: ReadonlySet<MessageStatus> = new Set<MessageStatus>(['sent', 'refused', 'skipped', 'failed', 'unknown']);
/** While a message stands like this it may have reached the person, and counts against the frequency cap. */
const TOUCHES: ReadonlySet<MessageStatus> = new Set<MessageStatus>(['claimed', 'sending', 'sent', 'unknown']);

export interface StatusChange {
  readonly to: MessageStatus;
  /** A code; null for a message that was sent. */
  readonly reason: string | null;
  /** The reason for people to read. */
  readonly sentence: string | null;
  /** The id the provider gave; null leaves what is known. */
  readonly providerId?: string | null;
  /** When it left, where that was not now. */
  readonly sentAt?: Instant | null;
}

type Changing = Pick<MessageRow, 'id' | 'enrolled_at' | 'flow_id' | 'version_id' | 'node' | 'status' | 'reason'>;

/**
 * Brings a message to an end, or from one end to another (a doubt that is over): the row, its counts and its place under the
 * frequency cap change together. Every end of a message goes through here, so that counts agree with rows.
 * @param message as it was read; when the row has gone on since, nothing happens
 * @returns false when nothing happened
 */
export async function changeStatus(tx: Tx, workspaceId: string, message: Changing, change: StatusChange, now: Instant): Promise<boolean> {
  const { to, reason, sentence } = change;
  const sentAt = to === 'sent' ? (change.sentAt ?? now) : null;
  const rows =
    await tx`update messages set status = ${to}, reason = ${reason}, sentence = ${sentence}, settled_at = ${now}, held_until = null, sent_at = ${sentAt},
      provider_id = coalesce(${change.providerId ?? null}, provider_id)
    where id = ${message.id} and enrolled_at = ${message.enrolled_at} and status = ${message.status} returning 1`;
  if (rows.length === 0) return false;
  if (to === 'unknown') await askLater(tx, message);
  else if (message.status === 'unknown') await tx`delete from look_ups where message_id = ${message.id}`;
  await together(
    TOUCHES.has(to) ? Promise.resolve() : dropTouch(tx, message.id),
    tally(tx, workspaceId, { flowId: message.flow_id, versionId: message.version_id }, now, [
      ...countsOf(message.node, message.status, message.reason, -1),
      ...countsOf(message.node, to, reason, 1),
    ]),
  );
  return true;
}

/** What never went out is no touch: it must not count against the cap. */
export async function dropTouch(tx: Tx, messageId: string): Promise<void> {
  const dropped = await tx`delete from touches where message_id = ${messageId} returning 1`;
  if (dropped.length > 0) await noticeRoom(tx, messageId);
}

function countsOf(node: string, status: MessageStatus, reason: string | null, amount: number): Tally[] {
  if (!COUNTED.has(status)) return [];
  const whole: Tally = { node, metric: status, amount };
  return status === 'sent' || reason === null ? [whole] : [whole, { node, metric: `${status}:${reason}`, amount }];
}
