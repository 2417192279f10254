import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outgoing } from '../delivery.ts';
import type { SmtpStage } from '../exchange.ts';
import { smtpConfig } from './config.ts';
import { messageIdOf, smtpEnvelope, smtpServer } from './deliver.ts';
import { smtpOutcome } from './outcome.ts';

const config = smtpConfig.parse({
  host: 'smtp.example.com',
  fromAddress: 'hello@harbourlane.example',
  replyTo: 'care@harbourlane.example',
});
const STAGES: readonly SmtpStage[] = ['greeting', 'auth', 'sender', 'recipient', 'data', 'message'];
const mail = (change: object = {}) =>
  outgoing({ channel: 'email', messageId: 'row-1', to: 'maya@example.com', text: 'Hi', ...change });

describe('a mail', () => {
  test('has no line break or control in anything that becomes a header, whatever is written', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('a\r\nBcc: x@y.example', 'a\u2028b', '\u0000', '\u0085x'),
    );
    fc.assert(
      fc.property(
        word,
        word,
        word,
        fc.dictionary(fc.constantFrom('X-A', 'List-Unsubscribe', 'Bcc', 'From', 'Bad Name', 'X:Y'), word),
        (subject, toName, fromName, headers) => {
          const envelope = smtpEnvelope(
            mail({ subject, toName, headers, from: { address: 'anna@harbourlane.example', name: fromName } }),
            config,
          );
          const lines = [
            envelope.subject,
            envelope.to.name!,
            envelope.from.name!,
            envelope.messageId,
            ...Object.entries(envelope.headers).flat(),
          ];
          for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
          for (const name of Object.keys(envelope.headers))
            expect(['X-A', 'List-Unsubscribe']).toContain(name);
        },
      ),
    );
  });

  test('goes to whom it is for, from whom the settings say, and answers where they say', () => {
    expect(smtpEnvelope(mail(), config)).toMatchObject({
      from: { address: 'hello@harbourlane.example', name: null },
      to: { address: 'maya@example.com', name: null },
      replyTo: { address: 'care@harbourlane.example' },
      html: '',
      subject: '',
    });
    for (const who of ['from', 'replyTo'])
      expect(() =>
        smtpEnvelope(
          mail({ [who]: who === 'from' ? { address: 'nobody', name: null } : 'a@b.example, c@d.example' }),
          config,
        ),
      ).toThrow(expect.objectContaining({ code: 'input-invalid' }));
  });

  test('has one Message-ID for ever, of the domain it is sent from', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.emailAddress(), (row, address) => {
        const id = messageIdOf(row, address);
        expect(id).toBe(messageIdOf(row, address));
        expect(id).toMatch(/^<[^<>\s]+@[^<>\s@]+>$/);
        expect(id).toContain(row);
      }),
    );
  });
});

describe('whatever a server answers', () => {
  const refusal = fc.record({
    stage: fc.constantFrom(...STAGES),
    code: fc.integer({ min: 400, max: 599 }),
    enhanced: fc.option(fc.constantFrom('5.1.1', '5.2.1', '5.2.2', '5.7.1', '4.2.2', '5.1.10', '5.0.0')),
    response: fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.constantFrom('550 No such user', '550 mailbox unavailable', '550 5.7.1 blocked, user unknown'),
    ),
  });

  test('below 500 is tried again; at the door it is the settings; else it is a no that closes an address only where the mailbox is gone', () => {
    fc.assert(
      fc.property(refusal, (said) => {
        const outcome = smtpOutcome({ kind: 'refused', ...said });
        const isSettings = ['greeting', 'auth', 'sender'].includes(said.stage);
        if (said.code < 500) expect(outcome).toMatchObject({ result: 'retry', connectionProblem: false });
        else if (isSettings) expect(outcome).toMatchObject({ result: 'retry', connectionProblem: true });
        else {
          expect(outcome.result).toBe('rejected');
          const { suppress } = outcome as { suppress: string | null };
          if (said.enhanced === '5.7.1' || said.enhanced === '5.2.2' || said.enhanced === '5.0.0')
            expect(suppress).toBeNull();
          if (said.enhanced === '5.1.1' || said.enhanced === '5.1.10' || said.enhanced === '5.2.1')
            expect(suppress).toBe('bounced');
          if (said.enhanced === null && said.stage !== 'recipient') expect(suppress).toBeNull();
        }
        const { reason } = outcome as { reason: string };
        expect(reason.length).toBeLessThanOrEqual(340);
        // What listens there in place of a mail server is told by its code alone.
        if (said.stage === 'greeting')
          expect(reason).toBe(`The mail server refused the connection (${said.code}).`);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['250 2.0.0 OK 1699999999 a1b2', null],
    ['250 2.0.0 Ok: queued as 4FdZx91', '4FdZx91'],
    ['250 Queued as ABC-1.2 for delivery', 'ABC-1.2'],
    ['', null],
  ])('%j is taken under the name %j', (response, providerId) => {
    expect(smtpOutcome({ kind: 'accepted', response })).toEqual({ result: 'accepted', providerId });
  });

  test.each(['address-blocked', 'name-unknown', 'refused', 'tls', 'request-invalid'] as const)(
    '%s is the settings',
    (cause) => {
      expect(smtpOutcome({ kind: 'not-sent', cause, reason: 'x' })).toMatchObject({
        result: 'retry',
        connectionProblem: true,
      });
    },
  );
  test.each(['timeout', 'broken'] as const)(
    '%s before anything was sent is no fault of the settings',
    (cause) => {
      expect(smtpOutcome({ kind: 'not-sent', cause, reason: 'x' })).toMatchObject({
        result: 'retry',
        connectionProblem: false,
      });
    },
  );
});

describe('settings', () => {
  const can = (change: object) =>
    smtpConfig.safeParse({ host: 'smtp.example.com', fromAddress: 'a@b.example', ...change }).success;
  test.each([
    [{}, true],
    [{ host: 'localhost', port: 1025, security: 'none' }, true],
    [{ host: '2001:db8::1' }, true],
    [{ host: '' }, false],
    [{ host: 'smtp.example.com/x' }, false],
    [{ host: 'smtp example' }, false],
    [{ port: 0 }, false],
    [{ port: 65_536 }, false],
    [{ fromAddress: 'nobody' }, false],
    [{ user: '', password: '' }, true],
    [{ perSecond: 0 }, false],
  ])('%j can be used: %s', (change, expected) => expect(can(change)).toBe(expected));
  test('without a user name ask for none', () => {
    expect(
      smtpServer(smtpConfig.parse({ host: 'x', fromAddress: 'a@b.example', user: '', password: '' })),
    ).toMatchObject({ user: null, password: null, port: 587, security: 'auto' });
  });
});
