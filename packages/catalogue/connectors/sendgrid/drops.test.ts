import { describe, expect, test } from 'vitest';
import { sendgridReports } from './events.ts';

const dropped = (reason: unknown) =>
  sendgridReports('events', [
    { event: 'dropped', email: 'maya@example.com', sg_event_id: 'e1', sg_message_id: 'abc.recvd-1', reason },
  ])[0];

describe('a mail that SendGrid drops', () => {
  // Every reason that its event webhook documents (Twilio SendGrid, Event Webhook Reference, "Dropped").
  test.each([
    ['Bounced Address', 'bounced'],
    ['Unsubscribed Address', 'unsubscribed'],
    ['Spam Reporting Address', 'complained'],
    ['Invalid', 'invalid-address'],
    ['Invalid SMTPAPI header', null],
    ['Spam Content (if Spam Checker app is enabled)', null],
    ['Recipient List over Package Quota', null],
    [undefined, null],
  ])('for “%s” closes the address by %s', (reason, suppress) => {
    expect(dropped(reason)).toMatchObject({ event: 'message-failed', suppress });
  });

  test('is told with SendGrid’s own words', () => {
    expect(dropped('Bounced Address')?.reason).toBe('SendGrid: Bounced Address');
    expect(dropped(undefined)?.reason).toBeNull();
  });
});
