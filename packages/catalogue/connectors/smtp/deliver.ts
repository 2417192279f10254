import { fail, toEmailAddress } from '@millrace/base';
import type { Delivery, OutgoingMessage } from '../delivery.ts';
import type { MailAddress, SmtpEnvelope, SmtpServer } from '../exchange.ts';
import type { SmtpConfig } from './config.ts';
import { smtpOutcome } from './outcome.ts';

export function smtpServer(config: SmtpConfig): SmtpServer {
  return {
    host: config.host,
    port: config.port,
    security: config.security,
    allowSelfSigned: config.allowSelfSigned,
    user: config.user || null,
    password: config.password || null,
  };
}

/** Headers that the envelope sets; a flow can't overwrite them. */
const OWN_HEADERS = new Set([
  'from',
  'to',
  'cc',
  'bcc',
  'sender',
  'reply-to',
  'subject',
  'message-id',
  'date',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'return-path',
]);

export function smtpEnvelope(message: OutgoingMessage, config: SmtpConfig): SmtpEnvelope {
  const sender = message.from ?? { address: config.fromAddress, name: config.fromName || null };
  const replyTo = message.replyTo ?? config.replyTo ?? null;
  const from = addressed('the sender', sender.address, sender.name);
  return {
    from,
    to: addressed('the recipient', message.to, message.toName),
    replyTo: replyTo === null ? null : addressed('the address for answers', replyTo, null),
    messageId: messageIdOf(message.messageId, from.address),
    subject: oneLine(message.subject ?? ''),
    html: message.html ?? '',
    text: message.text,
    headers: Object.fromEntries(
      Object.entries(message.headers)
        .filter(([name]) => /^[A-Za-z0-9-]+$/.test(name) && !OWN_HEADERS.has(name.toLowerCase()))
        .map(([name, value]) => [name, oneLine(value)]),
    ),
  };
}

/** An address with its name, which the mail library encodes. @throws MillraceError input-invalid */
function addressed(who: string, written: string, name: string | null): MailAddress {
  const address =
    toEmailAddress(written) ?? fail('input-invalid', { problems: `${who} is not one e-mail address.` });
  return { address, name: name === null ? null : oneLine(name).trim() };
}

/**
 * The same row always has the same Message-ID, so that a mail found in a mailbox can be traced to its row.
 */
export function messageIdOf(rowId: string, fromAddress: string): string {
  return `<${rowId}@${fromAddress.slice(fromAddress.lastIndexOf('@') + 1)}>`;
}

/** Line breaks of any kind and control characters could start new headers or end the mail on some servers. */
const oneLine = (value: string): string => value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');

export const deliverEmail: Delivery<SmtpConfig> = {
  repeat: {
    means: 'ask-a-person',
    harmless: false,
    sentence:
      'A mail server accepts the same mail twice. If the connection broke after the mail was handed over and before it was confirmed, a person decides.',
  },
  request: (message, config) => ({
    via: 'smtp',
    server: smtpServer(config),
    envelope: smtpEnvelope(message, config),
  }),
  outcome: smtpOutcome,
};
