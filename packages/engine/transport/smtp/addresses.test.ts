import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { isMillraceError, toEmailAddress } from '@millrace/base';
import { connector, outgoing } from '@millrace/connectors';
import { closeSmtpConnections } from './connection-pool.ts';
import { sendSmtp } from './send-smtp.ts';
import { sampleMail, scriptedMailServer, type ScriptedMailServer } from './testing/scripted-mail-server.ts';

// The server of these tests is on this machine.
process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';

let mail: ScriptedMailServer;
let envelopes: { from: string; to: string[] }[] = [];
beforeAll(async () => {
  mail = await scriptedMailServer({
    options: {
      onRcptTo: (_address, session, done) => {
        const { mailFrom, rcptTo } = session.envelope;
        envelopes.push({
          from: mailFrom ? mailFrom.address : '',
          to: [...rcptTo.map((one) => one.address), _address.address],
        });
        done();
      },
    },
  });
});
afterEach(() => {
  mail.mails.length = 0;
  envelopes = [];
});
afterAll(async () => {
  closeSmtpConnections();
  await mail.close();
});

/** Headers of a received mail, unfolded, by name. */
function headersOf(text: string): Map<string, string[]> {
  const head = text.slice(0, text.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const headers = new Map<string, string[]>();
  for (const line of head.split('\r\n')) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(line.indexOf(':') + 1).trim()]);
  }
  return headers;
}

const nasty = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.constantFrom(
          '\r\n',
          '\n',
          '\r',
          '\u0000',
          'Bcc: all@example.com',
          'all@example.com',
          ',',
          ';',
          '<',
          '>',
          '"',
          '\\',
          '(',
          ')',
          '@',
          ' ',
          'RCPT TO:<all@example.com>',
          '.',
          '\u2028',
          '\u0085',
          'Ärzte',
          '漢字',
          '😀',
          '=?utf-8?Q?a=0D=0ABcc:_all=40example.com?=',
          'x'.repeat(200),
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join('')),
  },
);
const written = fc.oneof(
  fc.emailAddress(),
  fc.constantFrom('a@example.com', 'hallo@bücher.example', 'имя@пример.рф'),
  nasty,
  fc.tuple(fc.emailAddress(), nasty).map((parts) => parts.join('')),
);

test('for any text as address or name, exactly one sender and one recipient go to the server, and no injected header', async () => {
  const smtp = connector('smtp');
  const config = smtp.config.parse({
    host: mail.server.host,
    port: mail.server.port,
    security: 'none',
    fromAddress: 'shop@example.com',
  });
  await fc.assert(
    fc.asyncProperty(
      written,
      written,
      written,
      nasty,
      nasty,
      nasty,
      async (from, to, replyTo, fromName, toName, subject) => {
        mail.mails.length = 0;
        envelopes = [];
        const message = outgoing({
          channel: 'email',
          messageId: 'm1',
          to,
          toName,
          subject,
          html: '<p>Hi</p>',
          text: 'Hi',
          headers: { 'List-Unsubscribe': '<https://shop.example/u>', 'X-Name': fromName },
          from: { address: from, name: fromName },
          replyTo,
        });
        const [sender, recipient, answers] = [from, to, replyTo].map(toEmailAddress);
        let dispatch;
        try {
          dispatch = smtp.deliver!.email!.request(message, config);
        } catch (error) {
          expect(isMillraceError(error) && error.code).toBe('input-invalid');
          expect([sender, recipient, answers]).toContain(null);
          return;
        }
        expect([sender, recipient, answers]).not.toContain(null);
        if (dispatch.via !== 'smtp') throw new Error('a mail goes by SMTP');
        const answer = await sendSmtp(dispatch.envelope, dispatch.server, {
          beforeData: async () => undefined,
        });
        expect(answer.kind).toBe('accepted');
        expect(envelopes.map((one) => [one.from, ...one.to].map(toEmailAddress))).toEqual([
          [sender, recipient],
        ]);
        const headers = headersOf(mail.mails[0] ?? '');
        for (const name of ['from', 'to', 'reply-to', 'message-id', 'list-unsubscribe'])
          expect(headers.get(name), name).toHaveLength(1);
        for (const name of ['bcc', 'cc', 'sender']) expect(headers.get(name), name).toBeUndefined();
        expect(headers.get('subject') ?? [], 'subject').toHaveLength(headers.has('subject') ? 1 : 0);
        // Exactly one address in each, whatever the name beside it.
        for (const [name, address] of [
          ['from', sender],
          ['to', recipient],
          ['reply-to', answers],
        ] as const)
          expect(
            toEmailAddress(/<([^<>]*)>$/.exec(headers.get(name)![0]!)?.[1] ?? headers.get(name)![0]!),
            name,
          ).toBe(address);
        // Non-ASCII text is encoded, except for an address in another script (RFC 6531).
        if (/^[\x20-\x7e]*$/.test(`${sender}${recipient}${answers}`))
          expect(mail.mails[0]!.slice(0, mail.mails[0]!.indexOf('\r\n\r\n'))).toMatch(
            /^[\x09\x0d\x0a\x20-\x7e]*$/,
          );
      },
    ),
    { numRuns: 250 },
  );
}, 60_000);

test.each([
  ['sender', { from: { address: 'a@example.com\r\nRCPT TO:<all@example.com>', name: null } }],
  ['recipient', { to: { address: 'a@example.com,b@example.com', name: null } }],
  ['answers', { replyTo: { address: 'a@example.com\u0000', name: null } }],
])('the transport itself sends nothing with such a %s', async (_what, change) => {
  const before = [...mail.log];
  const answer = await sendSmtp({ ...sampleMail, ...change }, mail.server, {
    beforeData: async () => undefined,
  });
  expect(answer).toMatchObject({ kind: 'not-sent', cause: 'request-invalid' });
  expect(mail.log).toEqual(before);
});
