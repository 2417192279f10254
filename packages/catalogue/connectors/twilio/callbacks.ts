import { z } from 'zod';
import { fail, uuidSchema } from '@millrace/base';
import { replyWord, type IntakeEvent } from '@millrace/flow';
import { checkedEvent } from '../checked-event.ts';
import type { MessageReport } from '../message-report.ts';
import { compact, read, text } from '../reading.ts';
import type { IntakeConnection } from '../webhook.ts';
import type { TwilioConfig } from './config.ts';
import { suppressionOf } from './error-codes.ts';

const callbackSchema = z.looseObject({
  MessageSid: text(64),
  SmsSid: text(64),
  MessageStatus: text(40),
  SmsStatus: text(40),
  ErrorCode: text(10),
  ErrorMessage: text(300),
  From: text(40),
  To: text(40),
  Body: text(1_600),
  OptOutType: text(10),
  FromCountry: text(2),
});
type Callback = z.output<typeof callbackSchema>;

/** Twilio names no topic: reports about our texts have MessageStatus, a text from a customer does not. */
export function twilioTopic(payload: unknown): string {
  const given = callbackSchema.safeParse(payload).data;
  if (given === undefined) return '';
  if (given.SmsStatus === 'received' || (given.MessageStatus === undefined && given.Body !== undefined))
    return 'inbound';
  return given.MessageStatus === undefined && given.MessageSid === undefined && given.SmsSid === undefined
    ? ''
    : 'status';
}

export function twilioDeliveryId(payload: unknown): string | null {
  const given = callbackSchema.safeParse(payload).data;
  const sid = given?.MessageSid ?? given?.SmsSid;
  return sid === undefined ? null : `${sid}:${given?.MessageStatus ?? given?.SmsStatus ?? ''}`;
}

function parse(topic: string, payload: unknown): Callback & { readonly sid: string } {
  if (topic !== 'status' && topic !== 'inbound') fail('topic-unknown', { topic: topic.slice(0, 80) });
  const given = read(callbackSchema, payload, 'The callback');
  const sid =
    given.MessageSid ??
    given.SmsSid ??
    fail('input-invalid', { problems: 'The callback: MessageSid: is missing' });
  return { ...given, sid };
}

const EVENTS: Readonly<Record<string, MessageReport['event']>> = {
  sent: 'message-sent',
  delivered: 'message-delivered',
  read: 'message-delivered',
  undelivered: 'message-undelivered',
  failed: 'message-failed',
};

/** Reports about our texts, and replies of customers. */
export function twilioCallbacks(
  topic: string,
  payload: unknown,
  connection: IntakeConnection<TwilioConfig>,
): readonly MessageReport[] {
  const given = parse(topic, payload);
  const event = topic === 'inbound' ? 'message-replied' : EVENTS[given.MessageStatus ?? ''];
  if (event === undefined) return [];
  const code = /^\d+$/.test(given.ErrorCode ?? '') ? Number(given.ErrorCode) : null;
  const reason = code === null ? null : `Twilio: ${given.ErrorMessage ?? 'not delivered'} (${code})`;
  return [
    {
      id: `twilio:${given.sid}:${topic === 'inbound' ? 'received' : given.MessageStatus}`,
      event,
      messageId: topic === 'inbound' ? null : rowOf(connection.query?.['message']),
      providerId: topic === 'inbound' ? null : given.sid,
      channel: 'sms',
      address: (topic === 'inbound' ? given.From : given.To) ?? null,
      reason,
      suppress: suppressionOf(code),
      text: topic === 'inbound' ? (given.Body ?? '') : null,
      word: topic === 'inbound' ? replyWord(given.Body ?? '', connection.languages) : null,
    },
  ];
}

/** The id of our row from the callback address; anything else is not ours. */
function rowOf(given: string | undefined): string | null {
  return uuidSchema.safeParse(given).data ?? null;
}

/**
 * A text of STOP or START, in their many spellings, changes consent. HELP and everything else is a reply and
 * changes none.
 */
export function twilioIntake(
  topic: string,
  payload: unknown,
  connection: Pick<IntakeConnection<unknown>, 'languages' | 'receivedAt'> = {},
): readonly IntakeEvent[] {
  const given = parse(topic, payload);
  if (topic !== 'inbound' || given.From === undefined) return [];
  const word = replyWord(given.Body ?? '', connection.languages);
  const stops = given.OptOutType === 'STOP' || word === 'stop';
  if (!stops && given.OptOutType !== 'START' && word !== 'start') return [];
  // Twilio sends no date with a text; the text is passed on as it arrives.
  const at = connection.receivedAt;
  const sms = stops
    ? { state: 'unsubscribed', source: 'Texted STOP', at }
    : { state: 'subscribed', source: 'Texted START', optIn: 'single', at };
  return [
    checkedEvent({
      id: `twilio:inbound:${given.sid}`,
      type: stops ? 'customer-unsubscribed' : 'customer-subscribed',
      customer: compact({
        phone: given.From,
        country: /^[A-Z]{2}$/.test(given.FromCountry ?? '') ? given.FromCountry : undefined,
        consent: { sms: compact(sms) },
      }),
      properties: { channel: 'sms', word: stops ? 'STOP' : 'START' },
    }),
  ];
}
