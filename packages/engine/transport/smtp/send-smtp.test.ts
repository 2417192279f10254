import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { closeSmtpConnections } from './connection-pool.ts';
import { sendSmtp } from './send-smtp.ts';
import {
  reply,
  sampleMail,
  scriptedMailServer,
  type Script,
  type ScriptedMailServer,
} from './testing/scripted-mail-server.ts';

// The servers of these tests are on this machine.
process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  closeSmtpConnections();
  for (const server of open.splice(0)) await server.close();
});

async function start(script: Script = {}): Promise<ScriptedMailServer> {
  const server = await scriptedMailServer(script);
  open.push(server);
  return server;
}

const agree = () => vi.fn(async () => undefined);
const quick = { connectMs: 2_000, greetingMs: 400, talkMs: 2_000, silenceMs: 400 };

describe('an accepted mail', () => {
  test('arrives once, with our own Message-ID, the unsubscribe headers and every dot intact', async () => {
    const mail = await start();
    const answer = await sendSmtp(sampleMail, mail.server, { beforeData: agree() });
    expect(answer.kind).toBe('accepted');
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]).toContain('Message-ID: <0193-row@harbourlane.example>');
    expect(mail.mails[0]).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(mail.mails[0]).toMatch(/\r\n\.\r\n\.one dot first\r\n/);
  });

  test('calls beforeData after the server accepted sender and recipient, before it gets any content', async () => {
    const mail = await start();
    const seen: string[][] = [];
    await sendSmtp(sampleMail, mail.server, {
      beforeData: async () => {
        seen.push([...mail.log]);
      },
    });
    expect(seen).toEqual([['connect', 'from', 'to']]);
    expect(mail.log).toEqual(['connect', 'from', 'to', 'content']);
  });

  test('waits for beforeData however long it takes', async () => {
    const mail = await start();
    let go = () => undefined as void;
    const sending = sendSmtp(sampleMail, mail.server, {
      beforeData: () =>
        new Promise<void>((resolve) => {
          go = resolve;
        }),
    });
    await vi.waitFor(() => expect(mail.log).toContain('to'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(mail.log).not.toContain('content');
    go();
    expect((await sending).kind).toBe('accepted');
  });

  test('uses the same connection as the one before it', async () => {
    const mail = await start();
    await sendSmtp(sampleMail, mail.server, { beforeData: agree() });
    await sendSmtp(sampleMail, mail.server, { beforeData: agree() });
    expect(mail.log.filter((entry) => entry === 'connect')).toHaveLength(1);
    expect(mail.mails).toHaveLength(2);
  });

  test('still goes out once when the server has closed the kept connection', async () => {
    const mail = await start();
    await sendSmtp(sampleMail, mail.server, { beforeData: agree() });
    mail.drop();
    const beforeData = agree();
    expect((await sendSmtp(sampleMail, mail.server, { beforeData })).kind).toBe('accepted');
    expect(beforeData).toHaveBeenCalledTimes(1);
    expect(mail.mails).toHaveLength(2);
  });

  test('shares a few connections with many others, and each arrives exactly once', async () => {
    const mail = await start();
    const ids = Array.from({ length: 40 }, (_, index) => `<row-${index}@harbourlane.example>`);
    const answers = await Promise.all(
      ids.map((messageId) => sendSmtp({ ...sampleMail, messageId }, mail.server, { beforeData: agree() })),
    );
    expect(answers.every((answer) => answer.kind === 'accepted')).toBe(true);
    expect(mail.mails.map((text) => /Message-ID: (<.*>)/.exec(text)?.[1]).sort()).toEqual([...ids].sort());
    expect(mail.log.filter((entry) => entry === 'connect').length).toBeLessThanOrEqual(5);
  });

  test('gets through to a server that is slow at every step', async () => {
    const mail = await start({ delayMs: 120 });
    expect((await sendSmtp(sampleMail, mail.server, { beforeData: agree(), timeouts: quick })).kind).toBe(
      'accepted',
    );
  });
});

describe('a refusal', () => {
  test('of the recipient comes with its code, before beforeData is called', async () => {
    const mail = await start({ onRecipient: () => reply(550, '5.1.1 <maya@example.com>: no such user') });
    const beforeData = agree();
    const answer = await sendSmtp(sampleMail, mail.server, { beforeData });
    expect(answer).toMatchObject({ kind: 'refused', stage: 'recipient', code: 550, enhanced: '5.1.1' });
    expect(JSON.stringify(answer)).not.toContain('maya@example.com');
    expect(beforeData).not.toHaveBeenCalled();
  });

  test.each([
    [450, 'recipient', { onRecipient: () => reply(450, '4.2.1 busy') }],
    [451, 'sender', { onSender: () => reply(451, '4.3.2 not now') }],
  ] as const)('of %i at the %s is temporary, with nothing sent', async (code, stage, script) => {
    const mail = await start(script);
    const beforeData = agree();
    expect(await sendSmtp(sampleMail, mail.server, { beforeData })).toMatchObject({
      kind: 'refused',
      stage,
      code,
    });
    expect(beforeData).not.toHaveBeenCalled();
  });

  test('of 421, with the server hanging up, is never taken for a mail that may have gone', async () => {
    const mail = await start({ onSender: () => reply(421, '4.3.2 shutting down') });
    const beforeData = agree();
    expect(['refused', 'not-sent']).toContain((await sendSmtp(sampleMail, mail.server, { beforeData })).kind);
    expect(beforeData).not.toHaveBeenCalled();
  });

  test.each([
    [554, '5.7.1'],
    [451, '4.7.0'],
  ])(
    'of %i to the content itself counts as a refusal, although the mail was sent',
    async (code, enhanced) => {
      const mail = await start({ onContent: () => reply(code, `${enhanced} not like this`) });
      const beforeData = agree();
      expect(await sendSmtp(sampleMail, mail.server, { beforeData })).toMatchObject({
        kind: 'refused',
        stage: 'message',
        code,
        enhanced,
      });
      expect(beforeData).toHaveBeenCalledTimes(1);
      expect(mail.mails).toEqual([]);
    },
  );

  test('of a wrong password is reported as a fault of signing in', async () => {
    const mail = await start({
      options: {
        disabledCommands: ['STARTTLS'],
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: (_auth, _session, done) => done(reply(535, '5.7.8 bad password')),
      },
    });
    const answer = await sendSmtp(
      sampleMail,
      { ...mail.server, user: 'shop', password: 'wrong-secret' },
      { beforeData: agree() },
    );
    expect(answer).toMatchObject({ kind: 'refused', stage: 'auth', code: 535 });
    expect(JSON.stringify(answer)).not.toContain('wrong-secret');
  });

  test('of one mail does not spoil the connection for the next', async () => {
    let first = true;
    const mail = await start({
      onRecipient: () => (first ? ((first = false), reply(550, '5.1.1 no')) : null),
    });
    await sendSmtp(sampleMail, mail.server, { beforeData: agree() });
    expect((await sendSmtp(sampleMail, mail.server, { beforeData: agree() })).kind).toBe('accepted');
  });
});

describe('a connection that breaks', () => {
  test('before the content leaves nothing sent, and beforeData is not called', async () => {
    const mail = await start({
      onRecipient: (drop) => {
        drop();
        return null;
      },
    });
    const beforeData = agree();
    expect(await sendSmtp(sampleMail, mail.server, { beforeData })).toMatchObject({ kind: 'not-sent' });
    expect(beforeData).not.toHaveBeenCalled();
  });

  test('during beforeData leaves nothing sent', async () => {
    const mail = await start();
    const answer = await sendSmtp(sampleMail, mail.server, {
      beforeData: async () => {
        mail.drop();
        await new Promise((resolve) => setTimeout(resolve, 80));
      },
    });
    expect(answer).toMatchObject({ kind: 'not-sent' });
    expect(mail.mails).toEqual([]);
  });

  test('after the content leaves the outcome unknown', async () => {
    const mail = await start({
      onContent: (drop) => {
        drop();
        return 'hang';
      },
    });
    expect(await sendSmtp(sampleMail, mail.server, { beforeData: agree() })).toMatchObject({
      kind: 'no-answer',
      cause: 'broken',
    });
  });

  test('or a server silent after the content leaves the outcome unknown', async () => {
    const mail = await start({ onContent: () => 'hang' });
    expect(await sendSmtp(sampleMail, mail.server, { beforeData: agree(), timeouts: quick })).toMatchObject({
      kind: 'no-answer',
      cause: 'timeout',
    });
  });

  test('or a server silent at the recipient leaves nothing sent', async () => {
    const mail = await start({ onRecipient: () => 'hang' });
    expect(await sendSmtp(sampleMail, mail.server, { beforeData: agree(), timeouts: quick })).toMatchObject({
      kind: 'not-sent',
      cause: 'timeout',
    });
  });

  test('or a server that never greets leaves nothing sent', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const answer = await sendSmtp(
      sampleMail,
      { host: '127.0.0.1', port, security: 'none', user: null, password: null, allowSelfSigned: false },
      { beforeData: agree(), timeouts: quick },
    );
    expect(answer).toMatchObject({ kind: 'not-sent', cause: 'timeout' });
    silent.close();
  });

  test('or a port on which nothing listens, or an unknown name, leaves nothing sent', async () => {
    const mail = await scriptedMailServer();
    await mail.close();
    expect(await sendSmtp(sampleMail, mail.server, { beforeData: agree() })).toMatchObject({
      kind: 'not-sent',
      cause: 'refused',
    });
    expect(
      await sendSmtp(
        sampleMail,
        { ...mail.server, host: 'mail.invalid' },
        { beforeData: agree(), timeouts: quick },
      ),
    ).toMatchObject({
      kind: 'not-sent',
    });
  });
});

describe('beforeData', () => {
  test('that rejects sends nothing, and its error is thrown', async () => {
    const mail = await start();
    const sending = sendSmtp(sampleMail, mail.server, {
      beforeData: () => Promise.reject(new Error('the database is away')),
    });
    await expect(sending).rejects.toThrow('the database is away');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(mail.mails).toEqual([]);
  });
});

describe('encryption', () => {
  const offering: Script = { options: { disabledCommands: ['AUTH'] } };

  test('is used when the server offers it, and an untrusted certificate stops the mail', async () => {
    const mail = await start(offering);
    const answer = await sendSmtp(sampleMail, { ...mail.server, security: 'auto' }, { beforeData: agree() });
    expect(answer).toMatchObject({ kind: 'not-sent', cause: 'tls' });
    expect(mail.mails).toEqual([]);
  });

  test('works with a self-signed certificate where the settings allow it', async () => {
    let secure = false;
    const mail = await start({
      options: {
        disabledCommands: ['AUTH'],
        onMailFrom: (_address, session, done) => {
          secure = session.secure;
          done();
        },
      },
    });
    const answer = await sendSmtp(
      sampleMail,
      { ...mail.server, security: 'starttls', allowSelfSigned: true },
      { beforeData: agree() },
    );
    expect(answer.kind).toBe('accepted');
    expect(secure).toBe(true);
  });

  test('that is required and not offered stops the mail', async () => {
    const mail = await start();
    expect(
      await sendSmtp(sampleMail, { ...mail.server, security: 'starttls' }, { beforeData: agree() }),
    ).toMatchObject({
      kind: 'refused',
      stage: 'greeting',
    });
    expect(mail.mails).toEqual([]);
  });
});
