import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FAILURES, healthSign } from './connection-failure.ts';
import type { Answer, SmtpStage } from './exchange.ts';
import { smtp } from './smtp/connector.ts';
import { twilio } from './twilio/connector.ts';

const mail = (answer: Answer) => healthSign(answer, smtp.deliver!.email!.outcome(answer));
const text = (answer: Answer) => healthSign(answer, twilio.deliver!.sms!.outcome(answer));
const refused = (stage: SmtpStage, code: number): Answer => ({
  kind: 'refused',
  stage,
  code,
  enhanced: null,
  response: 'no',
});
const answered = (status: number, json: unknown = {}): Answer => ({
  kind: 'answered',
  status,
  headers: {},
  body: '',
  json,
  retryAfterMs: null,
});

describe('what a call says about the connection', () => {
  test.each([
    [
      'a mail server that is down',
      { kind: 'not-sent', cause: 'refused', reason: '' } as Answer,
      'unreachable',
    ],
    [
      'a name that is not there',
      { kind: 'not-sent', cause: 'name-unknown', reason: '' } as Answer,
      'unreachable',
    ],
    [
      'a certificate that has run out',
      { kind: 'not-sent', cause: 'tls', reason: '' } as Answer,
      'encryption',
    ],
    ['a wrong password', refused('auth', 535), 'sign-in'],
    ['a sender that is not allowed', refused('sender', 553), 'sender'],
    ['a server that blocks us', refused('greeting', 554), 'turned-away'],
    ['a server that is full', refused('data', 452), 'busy'],
    ['a mailbox that does not exist', refused('recipient', 550), 'works'],
    ['greylisting', refused('recipient', 451), null],
    ['a mail that was refused for its words', refused('message', 554), 'works'],
    ['silence', { kind: 'no-answer', cause: 'timeout', reason: '' } as Answer, 'no-answer'],
  ])('%s', (_what, answer, sign) => expect(mail(answer)).toBe(sign));

  test.each([
    ['a key that was revoked', answered(401), 'sign-in'],
    ['too many at once', answered(429), 'busy'],
    ['an outage', answered(503), 'busy'],
    ['a number that cannot be texted', answered(400, { code: 21211, message: 'no' }), 'works'],
    ['a text that was taken', answered(201, { sid: 'SM1', status: 'queued' }), 'works'],
  ])('%s', (_what, answer, sign) => expect(text(answer)).toBe(sign));

  test('every failure that can be told has words and a next step', () => {
    const stages: SmtpStage[] = ['greeting', 'auth', 'sender', 'recipient', 'data', 'message'];
    fc.assert(
      fc.property(
        fc.oneof(
          fc
            .record({ stage: fc.constantFrom(...stages), code: fc.integer({ min: 400, max: 599 }) })
            .map(({ stage, code }) => refused(stage, code)),
          fc.integer({ min: 200, max: 599 }).map((status) => answered(status)),
        ),
        (answer) => {
          for (const sign of [mail(answer), text(answer)])
            if (sign !== null && sign !== 'works') expect(FAILURES[sign].next).toMatch(/\.$/);
        },
      ),
    );
  });
});
