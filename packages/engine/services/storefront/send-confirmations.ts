import { HOUR, MINUTE } from '@millrace/base';
import { channelTo } from '@millrace/channels';
import { outgoing } from '@millrace/connectors';
import { everyWorkspace, storeSettings, type StoreSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';
import { connectionFor, type DeliveringConnection } from '@millrace/run/messages';
import { senderOf } from '@millrace/run/sending';
import { confirmationToken, formSettingsSchema } from '@millrace/run/storefront';
import { carry } from '../message-log/test-send.ts';
import { storeTest } from '../message-log/test-messages.ts';
import { confirmationMail, type ConfirmationMail } from './confirmation-mail.ts';

/** After this many refusals for a time the mail is given up. Its sender may fill in the form again. */
const TRIES = 6;

interface Due {
  readonly id: string;
  readonly email: string;
  readonly tries: number;
  readonly site_key: string;
  readonly form: unknown;
}

/**
 * Sends the mails by which people confirm what they filled in, one of each store. A mail is marked before it is sent,
 * so a crash leaves it unsent rather than sent twice.
 * @returns true when there may be more at once
 */
export async function sendConfirmations(
  db: Database,
  contextOf: (workspaceId: string) => Context,
): Promise<boolean> {
  let more = false;
  for (const workspaceId of await everyWorkspace(db)) {
    const context = contextOf(workspaceId);
    const now = context.now();
    const due = await db.inWorkspace(workspaceId, async (tx) => {
      await tx`delete from storefront_submissions where expires_at < ${now}`;
      const [row] = await tx<Due[]>`
        update storefront_submissions s set state = 'sending', tries = s.tries + 1
          from storefront_forms f, storefronts p
          where f.id = s.form_id and s.id = (select id from storefront_submissions
            where state = 'waiting' and due_at <= ${now} order by due_at limit 1 for update skip locked)
          returning s.id, s.email, s.tries, p.site_key, f.settings as form`;
      return row;
    });
    if (!due) continue;
    more = true;
    await send(context, due);
  }
  return more;
}

async function send(context: Context, due: Due): Promise<void> {
  const channel = channelTo('email');
  if (!channel) return;
  const { settings, connection } = await context.db.inWorkspace(context.workspaceId, async (tx) => ({
    settings: await storeSettings(tx, context.workspaceId),
    connection: await connectionFor(tx, channel.id),
  }));
  const link = `${context.publicUrl}/store/${due.site_key}/confirm/${confirmationToken(context, due.id)}`;
  const mail = confirmationMail(formSettingsSchema.parse(due.form), settings, link);
  const outcome = connection
    ? await carry(context, connection, outgoingOf(due, mail, settings, channel))
    : ({ result: 'accepted' } as const);
  const now = context.now();
  await context.db.inWorkspace(context.workspaceId, async (tx) => {
    if (outcome.result === 'retry' && due.tries < TRIES) {
      await tx`update storefront_submissions set state = 'waiting',
        due_at = ${now + Math.min(HOUR, MINUTE * 2 ** due.tries)} where id = ${due.id}`;
      return;
    }
    const sent = outcome.result === 'accepted' || outcome.result === 'unknown';
    await tx`update storefront_submissions set state = ${sent ? 'sent' : 'failed'} where id = ${due.id}`;
    await storeTest(tx, context, {
      channel: channel.id,
      to: due.email,
      flowId: null,
      connectionId: connection?.id ?? null,
      status: connection ? (sent ? 'sent' : 'failed') : 'caught',
      sentence: sentenceOf(outcome, connection),
      look: { subject: mail.subject, html: mail.html, text: mail.text, segments: null, parts: null },
      purpose: 'confirmation',
    });
  });
}

const outgoingOf = (
  due: Due,
  { subject, html, text }: ConfirmationMail,
  settings: StoreSettings,
  channel: NonNullable<ReturnType<typeof channelTo>>,
) =>
  outgoing({
    channel: channel.id,
    messageId: due.id,
    to: due.email,
    from: senderOf(channel, settings, null),
    subject,
    html,
    text,
    headers: { 'Auto-Submitted': 'auto-generated' },
  });

function sentenceOf(
  outcome: Awaited<ReturnType<typeof carry>> | { result: 'accepted' },
  connection: DeliveringConnection | undefined,
) {
  if (!connection)
    return 'Kept in the message log: no provider for e-mail is connected, so it was not delivered. Its link works.';
  return outcome.result === 'accepted' ? 'Sent, to confirm a form.' : `Not sent: ${outcome.reason}`;
}
