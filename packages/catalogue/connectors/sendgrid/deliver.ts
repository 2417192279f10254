import { cutTo } from '@millrace/base';
import {
  accepted,
  rejected,
  retry,
  unknown,
  type Delivery,
  type Outcome,
  type OutgoingMessage,
} from '../delivery.ts';
import { isOpen, type Answer, type HttpRequest } from '../exchange.ts';

import { sendgridRequest } from './api.ts';
import type { SendgridConfig } from './config.ts';

/** Our id is sent with the mail and comes back with every report about it. */
export const MESSAGE_ARGUMENT = 'millrace_message';

const person = (address: string, name: string | null) => ({ email: address, ...(name ? { name } : {}) });

/**
 * `POST /v3/mail/send` for one person. SendGrid changes neither links nor pictures: Millrace counts opens and
 * clicks itself.
 */
export function sendMail(message: OutgoingMessage, config: SendgridConfig): HttpRequest {
  const from = message.from ?? { address: config.fromAddress, name: config.fromName || null };
  const replyTo = message.replyTo ?? config.replyTo;
  const off = { enable: false };
  return sendgridRequest(config, 'POST', '/mail/send', {
    personalizations: [
      { to: [person(message.to, message.toName)], custom_args: { [MESSAGE_ARGUMENT]: message.messageId } },
    ],
    from: person(from.address, from.name),
    ...(replyTo ? { reply_to: { email: replyTo } } : {}),
    subject: message.subject || ' ',
    content: [
      { type: 'text/plain', value: message.text || ' ' },
      ...(message.html ? [{ type: 'text/html', value: message.html }] : []),
    ],
    ...(Object.keys(message.headers).length > 0 ? { headers: message.headers } : {}),
    tracking_settings: {
      click_tracking: { ...off, enable_text: false },
      open_tracking: off,
      subscription_tracking: off,
    },
  });
}

/** SendGrid's own words for what is wrong, such as "Does not contain a valid address." */
function wordsOf(json: unknown): string {
  const errors = (json as { errors?: unknown } | null | undefined)?.errors;
  const said = Array.isArray(errors)
    ? errors.flatMap((error: { message?: unknown } | null) => error?.message ?? [])
    : [];
  const words = said.filter((one) => typeof one === 'string').join(' ');
  return words === '' ? 'it gave no reason' : cutTo(words, 300);
}

/** The outcome that SendGrid's answer means. */
export function sendgridOutcome(answer: Answer): Outcome {
  if (answer.kind === 'not-sent')
    return retry(answer.reason, null, answer.cause !== 'timeout' && answer.cause !== 'broken');
  if (answer.kind === 'no-answer') return unknown(answer.reason);
  if (answer.kind !== 'answered') return unknown('The answer is not one that SendGrid gives.');
  const { status, headers, json, retryAfterMs } = answer;
  if (status === 202) return accepted(headers['x-message-id'] ?? null);
  if (status === 429) return retry('SendGrid limits the request rate.', retryAfterMs);
  if (status === 401 || status === 403)
    return retry(`SendGrid refuses the key or the sender: ${wordsOf(json)}`, null, true);
  if (status === 404 || status === 405)
    return retry(`SendGrid answered ${status}. Check the API address.`, null, true);
  if (status >= 400 && !isOpen(status)) return rejected(`SendGrid: ${wordsOf(json)}`);
  return unknown(`SendGrid answered ${status}.`);
}

export const deliverEmail: Delivery<SendgridConfig> = {
  repeat: {
    means: 'ask-a-person',
    harmless: false,
    sentence:
      'SendGrid has no key against repeats. Its report about a mail resolves a doubt; without one a person decides.',
  },
  request: (message, config) => ({ via: 'http', request: sendMail(message, config) }),
  outcome: sendgridOutcome,
};
