import { describe, expect, test } from 'vitest';
import { outgoing } from '../delivery.ts';
import type { SmtpRefused, SmtpStage } from '../exchange.ts';
import { smtpConfig, type SmtpConfig } from './config.ts';
import { deliverEmail, smtpEnvelope } from './deliver.ts';
import { smtpOutcome } from './outcome.ts';

const config: SmtpConfig = smtpConfig.parse({
  host: 'smtp.example.com',
  fromAddress: 'hello@harbourlane.example',
  fromName: 'Harbour Lane',
});
const mail = outgoing({
  channel: 'email',
  messageId: '0193b2c4',
  to: 'maya@example.com',
  toName: 'Maya',
  subject: 'Hi',
  html: '<p>Hi</p>',
  text: 'Hi',
});
const refused = (
  code: number,
  enhanced: string | null,
  stage: SmtpStage = 'recipient',
  words = 'said no',
): SmtpRefused => ({
  kind: 'refused',
  stage,
  code,
  enhanced,
  response: `${code} ${enhanced ?? ''} ${words}`,
});

describe('a mail as it is handed to a mail server', () => {
  test('always has the same Message-ID for the same message', () => {
    expect(smtpEnvelope(mail, config).messageId).toBe('<0193b2c4@harbourlane.example>');
    expect(smtpEnvelope(mail, config)).toEqual(smtpEnvelope(mail, config));
  });

  test('keeps the unsubscribe headers and lets nothing slip in a header of its own', () => {
    const envelope = smtpEnvelope(
      {
        ...mail,
        subject: 'Hi\r\nBcc: all@example.com',
        headers: {
          'List-Unsubscribe': '<https://x.example/u>',
          'Message-ID': '<other>',
          Bcc: 'all@example.com',
          'X-A': 'b\r\nBcc: all@example.com',
          'Bad Name': 'x',
        },
      },
      config,
    );
    expect(envelope.subject).toBe('Hi Bcc: all@example.com');
    expect(envelope.headers).toEqual({
      'List-Unsubscribe': '<https://x.example/u>',
      'X-A': 'b Bcc: all@example.com',
    });
  });

  test.each([
    '',
    'nobody',
    'a@b.example,c@d.example',
    'a@b.example\r\nRCPT TO:<c@d.example>',
    '<a@b.example>',
  ])('goes to one person only, and never to %j', (to) => {
    expect(() => smtpEnvelope({ ...mail, to }, config)).toThrow(
      expect.objectContaining({ code: 'input-invalid' }),
    );
  });

  test('has the sender and reply address of the flow where it has its own', () => {
    expect(
      smtpEnvelope(
        {
          ...mail,
          from: { address: 'anna@harbourlane.example', name: 'Anna' },
          replyTo: 'care@harbourlane.example',
        },
        config,
      ),
    ).toMatchObject({ from: { name: 'Anna' }, replyTo: { address: 'care@harbourlane.example' } });
    expect(deliverEmail.request(mail, config)).toMatchObject({
      via: 'smtp',
      server: { host: 'smtp.example.com', port: 587, user: null },
      envelope: { from: { name: 'Harbour Lane' }, replyTo: null },
    });
  });
});

describe('what an answer of a mail server means', () => {
  test('taken: with the name the server gave it', () => {
    expect(smtpOutcome({ kind: 'accepted', response: '250 2.0.0 Ok: queued as 4FdZx91' })).toEqual({
      result: 'accepted',
      providerId: '4FdZx91',
    });
    expect(smtpOutcome({ kind: 'accepted', response: '250 OK' })).toEqual({
      result: 'accepted',
      providerId: null,
    });
  });

  test.each([421, 450, 451, 452])('%i: not now, so again later', (code) => {
    expect(smtpOutcome(refused(code, '4.2.1'))).toMatchObject({ result: 'retry', connectionProblem: false });
  });

  test('no such person: never again, and the address is closed', () => {
    expect(smtpOutcome(refused(550, '5.1.1'))).toMatchObject({ result: 'rejected', suppress: 'bounced' });
    expect(smtpOutcome(refused(550, null, 'recipient', 'No such user here'))).toMatchObject({
      suppress: 'bounced',
    });
  });

  test.each([
    ['5.2.2', 'mailbox full'],
    ['5.7.1', 'blocked by policy'],
    [null, 'rejected'],
  ])('%s %s: not this mail, but the address stays open', (enhanced, words) => {
    expect(smtpOutcome(refused(550, enhanced, 'recipient', words))).toMatchObject({
      result: 'rejected',
      suppress: null,
    });
  });

  test('content it does not like closes no address', () => {
    expect(smtpOutcome(refused(554, '5.7.1', 'message', 'looks like spam'))).toMatchObject({
      result: 'rejected',
      suppress: null,
    });
  });

  test.each([
    ['auth', 535],
    ['sender', 553],
    ['greeting', 554],
  ] as const)(
    'a no at %s is a fault of the settings: the mail waits and the owner is told',
    (stage, code) => {
      expect(smtpOutcome(refused(code, null, stage))).toMatchObject({
        result: 'retry',
        connectionProblem: true,
      });
    },
  );

  test('handed over and then silence: nobody knows, and it is not sent again by itself', () => {
    expect(smtpOutcome({ kind: 'no-answer', cause: 'broken', reason: 'gone' })).toEqual({
      result: 'unknown',
      reason: 'gone',
    });
    expect(deliverEmail.repeat.harmless).toBe(false);
  });
});

test('a user name without a password, or a password alone, is not saved', () => {
  const base = { host: 'smtp.example.com', fromAddress: 'a@b.example' };
  expect(smtpConfig.safeParse({ ...base, user: 'shop' }).success).toBe(false);
  expect(smtpConfig.safeParse({ ...base, password: 'x' }).success).toBe(false);
  expect(smtpConfig.safeParse({ ...base, user: 'shop', password: 'x' }).success).toBe(true);
});
