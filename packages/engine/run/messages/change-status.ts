import type { MessageRow, MessageStatus } from '@millrace/core/rows';
import { together, type Fragment, type Tx } from '@millrace/db';
import { fail, type Instant } from '@millrace/base';
import { addToCounters, type CounterChange } from '../measure/counters.ts';
import { askLater } from './look-ups.ts';
import { noticeRoom } from './recheck-people.ts';
import { mayFollow, MESSAGE_STATUSES } from './transitions.ts';

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
  /** Until when it waits; null while nothing says so. */
  readonly heldUntil?: Instant | null;
  /** Other columns that change with it, as `, name = value`. */
  readonly columns?: Fragment;
  /** What is written beside it together with it, such as the touch of a message that is claimed. */
  readonly beside?: PromiseLike<unknown>;
}

export type Changing = Pick<
  MessageRow,
  'id' | 'enrolled_at' | 'flow_id' | 'version_id' | 'node' | 'status' | 'reason'
>;

/**
 * Brings a message from one status to another: the row, its counts and its place under the frequency cap change together, as
 * `MESSAGE_STATUSES` says. Nothing else writes a status.
 * @param message as it was read; when the row has gone on since, nothing happens
 * @returns false when nothing happened
 * @throws MillraceError status-change-wrong when no message goes that way
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
    tx`update messages set status = ${to}, reason = ${reason}, sentence = ${sentence}, settled_at = ${isEnd ? now : null}, held_until = ${change.heldUntil ?? null},
        sent_at = ${sentAt}, provider_id = coalesce(${change.providerId ?? null}, provider_id) ${columns}
      where id = ${message.id} and enrolled_at = ${message.enrolled_at} and status = ${message.status} returning 1`,
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

/** What never went out is no touch: it must not count against the cap. */
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
