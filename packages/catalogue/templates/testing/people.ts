import { DAY, HOUR, MINUTE } from '@millrace/base';
import { event, store } from '@millrace/flow/testing';
import type { RehearsalEvent, RehearsalSend } from '@millrace/rehearsal';

/** A Tuesday at noon in Berlin. */
export const FROM = Date.UTC(2026, 9, 6, 10);
/** The end of a rehearsal in which everybody of a template's cast reaches their end. */
export const untilOf = ({ lastsDays }: { readonly lastsDays: number }) => FROM + (lastsDays + 60) * DAY;
export const STORE = store;

/** Opens every e-mail that arrives, after a while. */
export function opening(after: number) {
  return ({ at, message, customer: { id } }: RehearsalSend): readonly RehearsalEvent[] =>
    message.channel === 'email'
      ? [
          {
            event: event('message-opened', {
              id: `${id}-opened-${message.messageId}`,
              at: at + after,
              messageId: message.messageId,
            }),
          },
        ]
      : [];
}

export { DAY, HOUR, MINUTE };
