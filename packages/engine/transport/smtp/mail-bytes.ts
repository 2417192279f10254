import MailComposer from 'nodemailer/lib/mail-composer';
import type { SmtpEnvelope } from '@millrace/connectors';

/** The mail as it goes over the line: headers, a text and an HTML part. Files and addresses named in it are never read. */
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
