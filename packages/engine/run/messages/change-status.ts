import type { MessageRow, MessageStatus } from '@millrace/core/rows';
import { together, type Fragment, type Tx } from '@millrace/db';
import { fail, type Instant } from '@millrace/base';
import { addToCounters, type CounterChange } from '../measure/counters.ts';
import { askLater } from './look-ups.ts';
import { noticeRoom } from './recheck-people.ts';
import { mayFollow, MESSAGE_STATUSES } from './transitions.ts';

export interface StatusChange {
  readonly to: MessageStatus;
  /** A reason code; null for a message that was sent. */
  readonly reason: string | null;
  /** The reason as a sentence for people. */
  readonly sentence: string | null;
  /** The provider's id; null keeps the stored one. */
  readonly providerId?: string | null;
  /** When it left, if not now. */
  readonly sentAt?: Instant | null;
  /** Until when it waits; null when no time is set. */
  readonly heldUntil?: Instant | null;
  /** Further columns to change, as SQL `, name = value`. */
  readonly columns?: Fragment;
  /** A further write, pipelined with the change, such as the touch of a claimed message. */
  readonly beside?: PromiseLike<unknown>;
}

export type Changing = Pick<
  MessageRow,
  'id' | 'enrolled_at' | 'flow_id' | 'version_id' | 'node' | 'status' | 'reason'
>;

/**
 * Changes a message's status. The row, its counts and its touch (its place under the frequency cap) change
 * together, as `MESSAGE_STATUSES` defines. No other code writes a status.
 * @param message as read; when the row has changed since, nothing happens
 * @returns false when nothing happened
 * @throws MillraceError status-change-wrong when the table does not allow the change
 */
export async function changeStatus(
  tx: Tx,
  workspaceId: string,
  message: Changing,
  change: StatusChange,
  now: Instant,
): Promise<boolean> {
  const { to, reason, sentence, columns = tx`` } = change;
  const { isTouch, isEnd } = MESSAGE_STATUSES[to];
  const wasTouch = MESSAGE_STATUSES[message.status].isTouch;
  if (!mayFollow(message.status, to))
    fail('status-change-wrong', { what: 'A message', from: message.status, to });
  const sentAt = to === 'sent' ? (change.sentAt ?? now) : null;
  const [rows] = await together(
    tx`update messages set status = ${to}, reason = ${reason}, sentence = ${sentence},
      settled_at = ${isEnd ? now : null}, held_until = ${change.heldUntil ?? null},
        sent_at = ${sentAt}, provider_id = coalesce(${change.providerId ?? null}, provider_id) ${columns}
      where id = ${message.id} and enrolled_at = ${message.enrolled_at} and status = ${message.status}
        returning 1`,
    change.beside,
  );
  if (rows.length === 0) return false;
  if (to === 'unknown') await askLater(tx, message);
  else if (message.status === 'unknown') await tx`delete from look_ups where message_id = ${message.id}`;
  await together(
    wasTouch && !isTouch ? dropTouch(tx, message.id) : undefined,
    addToCounters(
      tx,
      workspaceId,
      { flowId: message.flow_id, versionId: message.version_id },
      now,
      countsOf(message, to, reason),
    ),
  );
  return true;
}

/** A message that never went out must not count against the frequency cap. */
async function dropTouch(tx: Tx, messageId: string): Promise<void> {
  const dropped = await tx`delete from touches where message_id = ${messageId} returning 1`;
  if (dropped.length > 0) await noticeRoom(tx, messageId);
}

function countsOf(
  { node, status, reason: before }: Changing,
  to: MessageStatus,
  reason: string | null,
): CounterChange[] {
  const [from, into] = [MESSAGE_STATUSES[status].counts, MESSAGE_STATUSES[to].counts];
  const again = status === to && before === reason;
  return [
    ...(from === 'while' ? countOf(node, status, before, -1) : []),
    ...(into === 'while' || (into === 'time' && !again) ? countOf(node, to, reason, 1) : []),
  ];
}

function countOf(
  node: string,
  status: MessageStatus,
  reason: string | null,
  amount: number,
): CounterChange[] {
  const whole: CounterChange = { node, metric: status, amount };
  return status === 'sent' || reason === null
    ? [whole]
    : [whole, { node, metric: `${status}:${reason}`, amount }];
}
