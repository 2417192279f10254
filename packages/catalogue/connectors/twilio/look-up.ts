import { z } from 'zod';
import { DAY, MINUTE, readDate, SECOND } from '@millrace/base';
import type { LookUp, LookUpFinding, OutgoingMessage } from '../delivery.ts';
import type { HttpAnswer } from '../exchange.ts';
import { messagesUrl, twilioAuth } from './account.ts';
import type { TwilioConfig } from './config.ts';

const listSchema = z.looseObject({
  next_page_uri: z.string().nullish(),
  messages: z.array(
    z.looseObject({
      sid: z.string().nullish(),
      body: z.string().nullish(),
      to: z.string().nullish(),
      status: z.string().nullish(),
      direction: z.string().nullish(),
      date_created: z.string().nullish(),
      error_message: z.string().nullish(),
    }),
  ),
});

/** Our clock and Twilio's may differ by this much. */
const SKEW = 5 * SECOND;

function read(answer: HttpAnswer, message: OutgoingMessage, attemptedAt: number): LookUpFinding {
  if (answer.kind !== 'answered' || answer.status !== 200)
    return { found: null, reason: 'Twilio could not be asked.' };
  const list = listSchema.safeParse(answer.json).data;
  if (!list) return { found: null, reason: 'The list of Twilio cannot be read.' };
  const mine = list.messages.find(
    (one) =>
      one.to === message.to &&
      one.direction === 'outbound-api' &&
      one.body === message.text &&
      createdSince(one.date_created, attemptedAt),
  );
  if (mine?.sid) {
    const failed = mine.status === 'failed' || mine.status === 'undelivered' || mine.status === 'canceled';
    return {
      found: true,
      providerId: mine.sid,
      state: failed ? 'failed' : 'accepted',
      reason: mine.error_message ?? null,
    };
  }
  if (list.next_page_uri) return { found: null, reason: 'There are too many texts to this number to tell.' };
  if (list.messages.some((one) => one.body === null || one.body === ''))
    return { found: null, reason: 'Twilio hides the texts of messages in this account.' };
  return { found: false };
}

function createdSince(date: string | null | undefined, attemptedAt: number): boolean {
  const created = readDate(date);
  // Twilio reports whole seconds.
  return created?.kind === 'instant' && created.at >= Math.floor(attemptedAt / SECOND) * SECOND - SKEW;
}

/** Asks by number and day, and recognises the text by its wording and time, as it has no id of ours. */
export const lookUp: LookUp<TwilioConfig> = {
  waitMs: 10 * MINUTE,
  request: (message, config, attemptedAt) => {
    const since = new Date(Math.floor((attemptedAt - DAY) / DAY) * DAY).toISOString();
    return {
      method: 'GET',
      url: `${messagesUrl(config)}?To=${encodeURIComponent(message.to)}&DateSent%3E=${encodeURIComponent(since)}&PageSize=200`,
      headers: { accept: 'application/json' },
      body: null,
      auth: twilioAuth(config),
    };
  },
  read,
};
