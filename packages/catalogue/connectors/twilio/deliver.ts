import { z } from 'zod';
import { fail, cutTo } from '@millrace/base';
import {
  accepted,
  rejected,
  retry,
  unknown,
  type Delivery,
  type Outcome,
  type OutgoingMessage,
} from '../delivery.ts';
import { isOpen, type Answer, type HttpAnswered, type HttpRequest } from '../exchange.ts';
import { encodeForm } from '../form.ts';

import { messagesUrl, twilioAuth } from './account.ts';
import type { TwilioConfig } from './config.ts';
import { isSettingsProblem, suppressionOf } from './error-codes.ts';
import { lookUp } from './look-up.ts';

/** Longest body Twilio accepts, in characters; Twilio splits it into segments itself. */
const LONGEST = 1_600;

/** `POST /2010-04-01/Accounts/{Sid}/Messages.json`. Our id is in the callback address. */
export function createMessage(message: OutgoingMessage, config: TwilioConfig): HttpRequest {
  if (!/^\+[1-9]\d{6,14}$/.test(message.to))
    fail('input-invalid', { problems: 'the number is not in international form, such as +14155550123.' });
  if (message.text.trim() === '') fail('input-invalid', { problems: 'the text is empty.' });
  if (message.text.length > LONGEST)
    fail('input-invalid', { problems: `the text is longer than ${LONGEST} characters.` });
  const fields: Record<string, string> = { To: message.to, Body: message.text };
  if (config.messagingServiceSid) fields['MessagingServiceSid'] = config.messagingServiceSid;
  if (config.from) fields['From'] = config.from;
  if (message.callbackUrl !== null && isPublic(message.callbackUrl))
    fields['StatusCallback'] = callbackOf(message.callbackUrl, message.messageId);
  return {
    method: 'POST',
    url: messagesUrl(config),
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: encodeForm(fields),
    auth: twilioAuth(config),
  };
}

/** Twilio refuses a whole text (21609) for a callback address it cannot reach, such as localhost. */
function isPublic(url: string): boolean {
  const host = /^https?:\/\/([^/:?#]+)/.exec(url)?.[1]?.toLowerCase() ?? '';
  return (
    host.includes('.') &&
    !/(^|\.)(localhost|local|internal|test|invalid)$/.test(host) &&
    !/^(127|10|0|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(host)
  );
}

function callbackOf(url: string, messageId: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}message=${encodeURIComponent(messageId)}`;
}

const resourceSchema = z.looseObject({
  sid: z.string().nullish(),
  status: z.string().nullish(),
  error_code: z.number().nullish(),
  error_message: z.string().nullish(),
});
const errorSchema = z.looseObject({ code: z.number().nullish(), message: z.string().nullish() });

/**
 * The outcome that Twilio's answer means. Without an answer, or with a 5xx, the text may have been sent, and
 * Twilio has no key against repeats.
 */
export function twilioOutcome(answer: Answer): Outcome {
  if (answer.kind === 'not-sent') return retry(answer.reason);
  if (answer.kind === 'no-answer') return unknown(answer.reason);
  if (answer.kind !== 'answered') return unknown('The answer is not one Twilio gives.');
  if (answer.status >= 200 && answer.status < 300) return createdOutcome(answer);
  if (answer.status === 429) return retry('Twilio limits the request rate.', answer.retryAfterMs ?? 1_000);
  if (answer.status >= 400 && !isOpen(answer.status)) return refusedOutcome(answer);
  return unknown(`Twilio answered ${answer.status}: the text may or may not have been accepted.`);
}

function createdOutcome(answer: HttpAnswered): Outcome {
  const resource = resourceSchema.safeParse(answer.json).data;
  if (!resource?.sid) return unknown('Twilio agreed, but its answer names no message.');
  if (resource.status === 'failed' || resource.status === 'undelivered') {
    return rejected(
      `Twilio: ${resource.error_message ?? 'the text failed'} (${resource.error_code ?? 'no code'})`,
      suppressionOf(resource.error_code ?? null),
    );
  }
  return accepted(resource.sid);
}

function refusedOutcome(answer: HttpAnswered): Outcome {
  const error = errorSchema.safeParse(answer.json).data;
  const code = error?.code ?? null;
  const reason = `Twilio: ${cutTo(error?.message ?? `answered ${answer.status}`, 300)}${code === null ? '' : ` (${code})`}`;
  if (answer.status === 401 || answer.status === 403 || answer.status === 404 || isSettingsProblem(code))
    return retry(reason, null, true);
  return rejected(reason, suppressionOf(code));
}

export const deliverSms: Delivery<TwilioConfig> = {
  repeat: {
    means: 'look-up',
    harmless: false,
    sentence:
      'Twilio has no key against repeats. A text in doubt is looked up by number, wording and time; until the doubt is resolved it is not sent again.',
  },
  request: (message, config) => ({ via: 'http', request: createMessage(message, config) }),
  outcome: twilioOutcome,
  lookUp,
};
