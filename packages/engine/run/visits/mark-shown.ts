import { NOTE_ORDINALS, readEnrolment } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { writeNote } from '../enrolment-state/write-lines.ts';
import { readLinkToken } from '../sending/message-links.ts';
import { recordReports } from './record-reports.ts';

interface Shown {
  readonly id: string;
  readonly channel: string;
  readonly enrolment_id: string;
  readonly customer_id: string | null;
  readonly node: string;
  readonly visit: number;
  readonly clicked_at: number | null;
}

/**
 * Records that a device has shown a message. A repeat changes nothing, and a receipt that is not ours is ignored.
 * @param receipt what went with the message
 */
export function markShown(context: Context, receipt: string): Promise<void> {
  return withMessage(context, receipt, async (tx, { id, channel }) => {
    await recordReports(tx, context, 'devices', [
      {
        id: `shown/${id}`,
        event: 'message-delivered',
        messageId: id,
        providerId: null,
        channel,
        address: null,
        reason: null,
        suppress: null,
        text: null,
      },
    ]);
  });
}

const CLOSED = 'They closed it without opening it.';

/** Tells on the timeline, once, that the person closed a message without opening it. */
export function markClosed(context: Context, receipt: string): Promise<void> {
  return withMessage(context, receipt, async (tx, message) => {
    const { node, visit } = message;
    if (message.clicked_at !== null) return;
    const told = await tx`select 1 from traces where enrolment_id = ${message.enrolment_id}
      and node = ${node} and visit = ${visit} and sentence = ${CLOSED} limit 1`;
    const enrolment = told.length > 0 ? undefined : await readEnrolment(tx, message.enrolment_id);
    if (enrolment)
      await writeNote(tx, enrolment, NOTE_ORDINALS.remark, {
        at: context.now(),
        node,
        visit,
        what: 'message',
        sentence: CLOSED,
      });
  });
}

/** The message of a receipt, unless its person was erased. */
async function withMessage(
  context: Context,
  receipt: string,
  record: (tx: Tx, message: Shown) => Promise<void>,
): Promise<void> {
  const reference = readLinkToken(context, 'receipt', receipt);
  if (reference?.workspaceId !== context.workspaceId) return;
  await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const [message] = await tx<Shown[]>`
      select id, channel, enrolment_id, customer_id, node, visit, clicked_at from messages m
      where id = ${reference.messageId} and enrolled_at = ${reference.enrolledAt}
        and not exists (select from customers c where c.id = m.customer_id and c.erased_at is not null)
        for update`;
    if (message) await record(tx, message);
  });
}
