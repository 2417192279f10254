import { fail } from '@millrace/base';
import type { Delivery, OutgoingEmail } from '../delivery.ts';
import type { SmtpEnvelope, SmtpServer } from '../exchange.ts';
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

/** Headers the envelope sets itself; a flow can't overwrite them. */
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

export function smtpEnvelope(message: OutgoingEmail, config: SmtpConfig): SmtpEnvelope {
  if (/[\r\n<>,;\s]/.test(message.to) || !message.to.includes('@'))
    fail('input-invalid', { problems: 'the address cannot be written to.' });
  const from = message.from ?? { address: config.fromAddress, name: config.fromName || null };
  const replyTo = message.replyTo ?? config.replyTo ?? null;
  return {
    from,
    to: { address: message.to, name: message.toName },
    replyTo: replyTo === null ? null : { address: replyTo, name: null },
    messageId: messageIdOf(message.messageId, from.address),
    subject: oneLine(message.subject),
    html: message.html,
    text: message.text,
    headers: Object.fromEntries(
      Object.entries(message.headers)
        .filter(([name]) => /^[A-Za-z0-9-]+$/.test(name) && !OWN_HEADERS.has(name.toLowerCase()))
        .map(([name, value]) => [name, oneLine(value)]),
    ),
  };
}

/** The same row always has the same Message-ID, so that a mail found in a mailbox can be traced to its row. */
export function messageIdOf(rowId: string, fromAddress: string): string {
  return `<${rowId}@${fromAddress.slice(fromAddress.lastIndexOf('@') + 1)}>`;
}

const oneLine = (value: string): string => value.replace(/[\r\n\u0000]+/g, ' ');

export const deliverEmail: Delivery<SmtpConfig, OutgoingEmail> = {
  repeat: {
    means: 'ask-a-person',
    harmless: false,
    sentence:
      'A mail server takes the same mail twice. When the line broke after the mail was handed over and before it was confirmed, a person decides.',
  },
  request: (message, config) => ({ via: 'smtp', server: smtpServer(config), envelope: smtpEnvelope(message, config) }),
  outcome: smtpOutcome,
};
