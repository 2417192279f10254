import MailComposer from 'nodemailer/lib/mail-composer';
import type { SmtpEnvelope } from '@millrace/connectors';

/**
 * The bytes of the mail: headers, a text part and an HTML part. Never reads files or addresses named in it.
 */
export function mailBytes(envelope: SmtpEnvelope, now: number): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: envelope.from.name ?? '', address: envelope.from.address },
    to: { name: envelope.to.name ?? '', address: envelope.to.address },
    ...(envelope.replyTo === null
      ? {}
      : { replyTo: { name: envelope.replyTo.name ?? '', address: envelope.replyTo.address } }),
    messageId: envelope.messageId,
    date: new Date(now),
    subject: envelope.subject,
    text: envelope.text,
    html: envelope.html,
    headers: { ...envelope.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
