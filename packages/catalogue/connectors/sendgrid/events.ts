import { z } from 'zod';
import { fail, isMillraceError, uuidSchema, type MillraceError } from '@millrace/base';
import type { IntakeEvent } from '@millrace/flow';
import { checkedEvent } from '../checked-event.ts';
import type { SuppressionReason } from '../delivery.ts';
import type { MessageReport } from '../message-report.ts';
import { email, idOrNothing, read, text } from '../reading.ts';
import { MESSAGE_ARGUMENT } from './deliver.ts';

/** All of SendGrid's events come in one kind of delivery: a batch. */
export const BATCH = 'events';

const eventSchema = z.looseObject({
  event: text(40),
  email,
  sg_event_id: idOrNothing,
  sg_message_id: text(200),
  timestamp: z.unknown().optional(),
  reason: text(300),
  response: text(300),
  status: text(20),
  type: text(40),
  [MESSAGE_ARGUMENT]: z.unknown().optional(),
});
type Event = z.output<typeof eventSchema>;

/** More than a batch of SendGrid holds. */
const MOST = 10_000;

export const sendgridTopic = (payload: unknown): string => (Array.isArray(payload) ? BATCH : '');

/**
 * The events of a batch. An event that cannot be read is skipped; a batch without any readable event is
 * refused.
 */
function eventsOf(topic: string, payload: unknown): Event[] {
  if (topic !== BATCH) fail('topic-unknown', { topic: topic.slice(0, 80) });
  if (!Array.isArray(payload) || payload.length > MOST)
    return fail('input-invalid', { problems: 'The batch: it is no list of events' });
  const events: Event[] = [];
  let problem: MillraceError | null = null;
  for (const [place, item] of payload.entries()) {
    try {
      const event = read(
        eventSchema,
        typeof item === 'object' && item !== null ? item : {},
        `The event ${place}`,
      );
      if (event.event === undefined)
        fail('input-invalid', { problems: `The event ${place}: event: is missing` });
      events.push(event);
    } catch (error) {
      if (!isMillraceError(error)) throw error;
      problem ??= error;
    }
  }
  if (events.length === 0 && problem !== null) throw problem;
  return events;
}

const nameOf = (event: Event): string =>
  event.sg_event_id ??
  `${event.sg_message_id ?? event.email ?? ''}:${event.event}:${String(secondsOf(event) ?? '')}`;

/** SendGrid reports whole seconds. */
function secondsOf({ timestamp }: Event): number | undefined {
  const number =
    typeof timestamp === 'string' && /^\d{1,11}$/.test(timestamp) ? Number(timestamp) : timestamp;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

interface Told {
  readonly event: MessageReport['event'];
  readonly suppress: SuppressionReason | null;
}

const DROPPED: readonly (readonly [RegExp, SuppressionReason])[] = [
  [/bounce/i, 'bounced'],
  [/spam report/i, 'complained'],
  [/unsubscribe/i, 'unsubscribed'],
  // "Invalid SMTPAPI header" and "Spam Content" are about the mail.
  [/^invalid$/i, 'invalid-address'],
];

/**
 * What an event says about the mail; null if it is ignored. Opens and clicks are counted by our own links.
 */
function toldBy({ event, type, reason = '' }: Event): Told | null {
  switch (event) {
    case 'processed':
      return { event: 'message-sent', suppress: null };
    case 'delivered':
      return { event: 'message-delivered', suppress: null };
    case 'bounce':
      // Blocked means that the mail or our address was refused, not that the mailbox does not exist.
      return type === 'blocked'
        ? { event: 'message-undelivered', suppress: null }
        : { event: 'message-failed', suppress: 'bounced' };
    case 'dropped':
      return {
        event: 'message-failed',
        suppress: DROPPED.find(([words]) => words.test(reason))?.[1] ?? null,
      };
    case 'spamreport':
      return { event: 'message-complained', suppress: 'complained' };
    default:
      return null;
  }
}

/** Reports about our mails. */
export function sendgridReports(topic: string, payload: unknown): readonly MessageReport[] {
  return eventsOf(topic, payload).flatMap((event): MessageReport[] => {
    const told = toldBy(event);
    if (told === null) return [];
    const why = event.reason ?? event.response;
    return [
      {
        id: `sendgrid:${nameOf(event)}`.slice(0, 180),
        event: told.event,
        messageId: uuidSchema.safeParse(event[MESSAGE_ARGUMENT]).data ?? null,
        // SendGrid appends routing information to the id it returned.
        providerId: event.sg_message_id?.split('.')[0] ?? null,
        channel: 'email',
        address: event.email ?? null,
        reason: told.event === 'message-delivered' || why === undefined ? null : `SendGrid: ${why}`,
        suppress: told.suppress,
        text: null,
      },
    ];
  });
}

const LEFT: Readonly<Record<string, string>> = {
  unsubscribe: 'Unsubscribed at SendGrid',
  group_unsubscribe: 'Unsubscribed at SendGrid',
  spamreport: 'Marked as spam',
};

/**
 * Whoever unsubscribes by SendGrid's own links, or marks a mail as spam, gets no more mail. SendGrid
 * subscribes nobody again.
 */
export function sendgridIntake(topic: string, payload: unknown): readonly IntakeEvent[] {
  return eventsOf(topic, payload).flatMap((event) => {
    const source = LEFT[event.event ?? ''];
    if (source === undefined || event.email === undefined) return [];
    const at = secondsOf(event);
    return [
      checkedEvent({
        id: `sendgrid:${nameOf(event)}`.slice(0, 255),
        type: 'customer-unsubscribed',
        ...(at === undefined ? {} : { occurredAt: at * 1_000 }),
        customer: {
          email: event.email,
          consent: {
            email: { state: 'unsubscribed', source, ...(at === undefined ? {} : { at: at * 1_000 }) },
          },
        },
        properties: { channel: 'email' },
      }),
    ];
  });
}
