import { inflected, lengthOfTime, plural } from '@millrace/base/words';
import type { Context } from '@millrace/core/verb';
import type { OutgoingMessage } from '@millrace/connectors';
import type { Instant } from '@millrace/base';
import { mailCarriers, plainMail } from '../message-log/plain-mail.ts';
import { carry } from '../message-log/test-send.ts';
import type { ConnectionHealth } from '../connection-health/health-view.ts';

export interface Told {
  readonly id: string;
  readonly name: string;
  /** Null when it works again. */
  readonly health: ConnectionHealth | null;
}

/**
 * E-mails the owners of the store through a working e-mail connection.
 * @returns false when there is none, or it did not accept the e-mail
 */
export async function mailOwners(context: Context, told: Told): Promise<boolean> {
  const { owners, carriers, waiting } = await context.db.inWorkspace(context.workspaceId, async (tx) => ({
    owners: await tx<{ email: string; name: string }[]>`select email, name from workspace_owners()`,
    carriers: await mailCarriers(tx),
    waiting:
      (
        await tx<{ n: number }[]>`select count(*)::int as n from messages
          where status = 'planned' and reason = 'provider-unavailable'`
      )[0]?.n ?? 0,
  }));
  const carrier = carriers.find(
    (connection) => connection.failing_since === null && (told.health === null || connection.id !== told.id),
  );
  if (!carrier || owners.length === 0) return false;
  let sent = false;
  for (const owner of owners) {
    const outcome = await carry(context, carrier, mailTo(context, owner, told, waiting));
    sent ||= outcome.result === 'accepted' || outcome.result === 'unknown';
  }
  return sent;
}

function mailTo(
  context: Context,
  owner: { email: string; name: string },
  told: Told,
  waiting: number,
): OutgoingMessage {
  const { subject, lines } = wordsOf(told, waiting, context.now());
  const link = `${context.publicUrl}/settings/connections`;
  return plainMail({
    to: owner.email,
    toName: owner.name || null,
    subject,
    lines,
    links: [{ label: 'Open the connections', url: link }],
  });
}

function wordsOf(
  { name, health }: Told,
  waiting: number,
  now: Instant,
): { subject: string; lines: string[] } {
  if (!health?.failure || health.failingSince === null)
    return {
      subject: `${name} works again`,
      lines: [`${name} works again. What waited for it is being sent now; there is nothing to do.`],
    };
  return {
    subject: `${name} ${health.failure.words}`,
    lines: [
      `${name} ${health.failure.words}, for ${lengthOfTime(now - health.failingSince)} now.`,
      ...(health.lastError ? [health.lastError] : []),
      ...(waiting > 0
        ? [
            `${plural(waiting, 'message')} ${inflected(waiting, 'waits', 'wait')} and will be sent when it works again. After a day of trying a message is given up.`,
          ]
        : []),
      `What to do: ${health.failure.next}`,
    ],
  };
}
