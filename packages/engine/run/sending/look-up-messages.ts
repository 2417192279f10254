import { HOUR, isMillraceError, MINUTE, type Instant } from '@millrace/base';
import { deliveryOf, findConnector, healthSign, outgoing, type LookUpFinding } from '@millrace/connectors';
import { isErased, NOTE_ORDINALS, readEnrolment, type MessageRow } from '@millrace/core/rows';
import { everyWorkspace, openSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Database, Tx } from '@millrace/db';
import { call } from '@millrace/transport';
import { z } from 'zod';
import { recordHealth } from '../connection-health/record-health.ts';
import { writeNote } from '../enrolment-state/write-lines.ts';
import { because } from '../messages/because.ts';
import { changeStatus, type StatusChange } from '../messages/change-status.ts';

/** In milliseconds. After this a person decides. */
const ASK_FOR = 24 * HOUR;
const LONGEST_WAIT = 4 * HOUR;
/** How long a worker holds a look-up, in milliseconds. */
const CLAIM = 2 * MINUTE;
const PAGE = 20;

interface Due {
  readonly message_id: string;
  readonly enrolled_at: Instant;
  readonly attempted_at: Instant;
  readonly tries: number;
  readonly title: string;
  readonly connection_id: string;
  readonly connector: string;
  readonly config: Record<string, unknown>;
  readonly secrets: Uint8Array | null;
}

/**
 * Looks up messages with unknown outcome at their providers: from when the provider can know, at growing
 * intervals, for a day. The response settles the message; otherwise a person decides. Several workers share
 * the work.
 * @returns true when there may be more
 */
export async function lookUpMessages(
  db: Database,
  contextOf: (workspaceId: string) => Context,
): Promise<boolean> {
  let more = false;
  for (const id of await everyWorkspace(db)) {
    const context = contextOf(id);
    const due = await db.inWorkspace(id, (tx) => claim(tx, context.now()));
    for (const one of due) await lookUp(context, one);
    more ||= due.length === PAGE;
  }
  return more;
}

async function claim(tx: Tx, now: Instant): Promise<readonly Due[]> {
  return tx<Due[]>`
    with due as (select message_id from look_ups where due_at <= ${now} order by due_at limit ${PAGE}
      for update skip locked)
    update look_ups l set due_at = ${now + CLAIM}, tries = tries + 1 from due, connections c
      where l.message_id = due.message_id and c.id = l.connection_id
    returning l.message_id, l.enrolled_at, l.attempted_at, l.tries, c.name as title, c.id as connection_id,
      c.connector, c.config, c.secrets`;
}

async function lookUp(context: Context, due: Due): Promise<void> {
  const message = await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const [row] = await tx<
      MessageRow[]
    >`select * from messages where id = ${due.message_id} and enrolled_at = ${due.enrolled_at}`;
    return row;
  });
  // The person was erased, or the message was settled meanwhile.
  const finding =
    message?.status !== 'unknown' || !message.address
      ? null
      : await ask(context, due, message, message.address);
  const now = context.now();
  await context.db.inWorkspace(context.workspaceId, async (tx) => {
    if (!message || finding === null || now - due.attempted_at > ASK_FOR)
      await tx`delete from look_ups where message_id = ${due.message_id}`;
    if (!message || finding === null) return;
    const change = changeOf(finding, due);
    if (change) await settle(tx, context, message, change, now);
    else {
      const wait = Math.min(LONGEST_WAIT, 10 * MINUTE * 2 ** Math.min(due.tries - 1, 10));
      await tx`update look_ups set due_at = ${now + wait} where message_id = ${due.message_id}`;
    }
  });
}

/** @returns null when the provider cannot be asked any more */
async function ask(
  context: Context,
  due: Due,
  message: MessageRow,
  to: string,
): Promise<LookUpFinding | null> {
  const kind = findConnector(due.connector);
  const delivery = deliveryOf(kind, message.channel);
  if (!kind || !delivery?.lookUp) return null;
  const { id: messageId, channel, subject, html, body, headers } = message;
  const sent = outgoing({ channel, messageId, to, subject, html, text: body ?? '', headers: headers ?? {} });
  try {
    const config: unknown = kind.config.parse({ ...due.config, ...openSecrets(context, due.secrets) });
    const answer = await call(delivery.lookUp.request(sent, config, due.attempted_at));
    await recordHealth(
      context,
      due.connection_id,
      healthSign(answer, { result: 'unknown', reason: '' }),
      'reason' in answer ? answer.reason : null,
    );
    return delivery.lookUp.read(answer, sent, due.attempted_at);
  } catch (error) {
    if (!isMillraceError(error) && !(error instanceof z.ZodError)) throw error;
    return { found: null, reason: 'The settings of the connection cannot be used.' };
  }
}

function changeOf(finding: LookUpFinding, due: Due): StatusChange | null {
  if (finding.found === null) return null;
  if (!finding.found)
    return {
      to: 'failed',
      reason: 'did-not-arrive',
      sentence: `Not sent: ${due.title} says that it never got it.`,
    };
  if (finding.state === 'accepted')
    return {
      to: 'sent',
      reason: null,
      sentence: null,
      providerId: finding.providerId,
      sentAt: due.attempted_at,
    };
  return {
    to: 'failed',
    reason: 'provider-refused',
    sentence: because('Not sent', finding.reason ?? `${due.title} says that it failed`),
    providerId: finding.providerId,
  };
}

async function settle(
  tx: Tx,
  context: Context,
  message: MessageRow,
  change: StatusChange,
  now: Instant,
): Promise<void> {
  // The response about an erased person is not stored, because it may name them.
  const erased = await isErased(tx, message.customer_id);
  const said = erased ? { ...change, sentence: null, providerId: null } : change;
  if (!(await changeStatus(tx, context.workspaceId, message, said, now)) || erased) return;
  const sentence = change.sentence ?? 'Sent: the provider confirms that it has it.';
  const enrolment = await readEnrolment(tx, message.enrolment_id);
  const { node, visit } = message;
  if (enrolment)
    await writeNote(tx, enrolment, NOTE_ORDINALS['look-up'], {
      at: now,
      node,
      visit,
      what: 'message',
      sentence,
    });
}
