import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { SmtpEnvelope, SmtpServer } from '@millrace/connectors';

/**
 * A real SMTP server on a free port of this machine that keeps accepted mails and behaves as the script says.
 * For tests.
 */
export interface ScriptedMailServer {
  readonly server: SmtpServer;
  /** What happened, in order: `connect`, `from`, `to`, `content`. */
  readonly log: string[];
  /** Accepted mails, as received. */
  readonly mails: string[];
  /** Breaks every connection at once, like a crash of the server. */
  drop(): void;
  close(): Promise<void>;
}

export interface Script {
  readonly options?: SMTPServerOptions;
  readonly onRecipient?: (drop: () => void) => Error | null | 'hang';
  readonly onSender?: () => Error | null;
  /** Called after the whole mail arrived; null accepts it. */
  readonly onContent?: (drop: () => void, content: string) => Error | null | 'hang';
  readonly delayMs?: number;
}

/** A response with this code, such as `reply(550, '5.1.1 no such user')`. */
export function reply(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

export async function scriptedMailServer(script: Script = {}): Promise<ScriptedMailServer> {
  const log: string[] = [];
  const mails: string[] = [];
  const later = (act: () => void) => void setTimeout(act, script.delayMs ?? 0);
  const smtp = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    authOptional: true,
    logger: false,
    onConnect: (_session, done) =>
      later(() => {
        log.push('connect');
        done();
      }),
    onMailFrom: (_address, _session, done) =>
      later(() => {
        log.push('from');
        done(script.onSender?.() ?? null);
      }),
    onRcptTo: (_address, _session, done) =>
      later(() => {
        const said = script.onRecipient?.(drop) ?? null;
        log.push('to');
        if (said !== 'hang') done(said);
      }),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () =>
        later(() => {
          log.push('content');
          const content = Buffer.concat(chunks).toString('utf8');
          const said = script.onContent?.(drop, content) ?? null;
          if (said === 'hang') return;
          if (said === null) mails.push(content);
          done(said);
        }),
      );
    },
    ...script.options,
  });
  smtp.on('error', () => undefined);
  const drop = () => {
    for (const connection of smtp.connections)
      (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
  };
  await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  return {
    server: { host: '127.0.0.1', port, security: 'none', user: null, password: null, allowSelfSigned: false },
    log,
    mails,
    drop,
    close: () =>
      new Promise((resolve) => {
        drop();
        smtp.close(() => resolve());
      }),
  };
}

export const sampleMail: SmtpEnvelope = {
  from: { address: 'hello@harbourlane.example', name: 'Harbour Lane' },
  to: { address: 'maya@example.com', name: 'Maya' },
  replyTo: null,
  messageId: '<0193-row@harbourlane.example>',
  subject: 'You left something ☕',
  html: '<p>Your cart is waiting.</p>',
  text: 'Your cart is waiting.\n.\n.one dot first\n',
  headers: {
    'List-Unsubscribe': '<https://shop.example/u/1>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
};
