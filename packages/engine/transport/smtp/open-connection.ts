import { isIP } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from '@millrace/connectors';
import { plainHost } from '../guard/allowed-internal.ts';
import { resolveChecked } from '../guard/resolve.ts';
import { codeOf } from '../http/failure.ts';

export interface SmtpTimeouts {
  /** Time limit in milliseconds for reaching the server, including the look-up of its name. */
  readonly connectMs: number;
  readonly greetingMs: number;
  /**
   * Time limit in milliseconds for everything up to the server's "go ahead": connecting, signing in, sender,
   * recipient, however slowly it arrives.
   */
  readonly talkMs: number;
  /**
   * Longest silence of the server, in milliseconds. RFC 5321 (4.5.3.2) allows a server ten minutes after the
   * final dot; few need one.
   */
  readonly silenceMs: number;
}

export const SMTP_TIMEOUTS: SmtpTimeouts = {
  connectMs: 10_000,
  greetingMs: 10_000,
  talkMs: 30_000,
  silenceMs: 90_000,
};

/** How many addresses of a name are tried. */
const MOST_ADDRESSES = 3;
const NOBODY_THERE = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/;

/**
 * Connects to a checked address and signs in. Sends nothing of a message.
 * @throws AddressBlocked, or an error of nodemailer for `smtpFailure`
 */
export async function openConnection(server: SmtpServer, timeouts: SmtpTimeouts): Promise<SMTPConnection> {
  const addresses = await withTimeout(resolveChecked(server.host, server.port), timeouts.connectMs);
  for (const [at, { address }] of addresses.slice(0, MOST_ADDRESSES).entries()) {
    try {
      return await openAt(address, server, timeouts);
    } catch (error) {
      const isLast = at === Math.min(addresses.length, MOST_ADDRESSES) - 1;
      if (isLast || !NOBODY_THERE.test(codeOf(error))) throw error;
    }
  }
  throw Object.assign(new Error('The name has no address.'), { code: 'ENOTFOUND' });
}

async function openAt(address: string, server: SmtpServer, timeouts: SmtpTimeouts): Promise<SMTPConnection> {
  const name = plainHost(server.host);
  const connection = new SMTPConnection({
    host: address,
    // The certificate is checked against the name.
    ...(isIP(name) === 0 ? { servername: name } : {}),
    port: server.port,
    secure: server.security === 'tls' || (server.security === 'auto' && server.port === 465),
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    tls: { rejectUnauthorized: !server.allowSelfSigned, minVersion: 'TLSv1.2' },
    connectionTimeout: timeouts.connectMs,
    dnsTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silenceMs,
    // nodemailer's log would contain addresses and the whole conversation.
    logger: false,
  } as SMTPConnection.Options);
  // Errors also reach the pending callback. An idle connection that breaks is noticed at its next use.
  connection.on('error', () => undefined);
  try {
    await talk(connection, (done) => connection.connect(done), timeouts.talkMs);
    const { user, password } = server;
    if (user !== null && password !== null)
      await talk(
        connection,
        (done) => connection.login({ credentials: { user, pass: password } }, done),
        timeouts.talkMs,
      );
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

const tooLate = () => Object.assign(new Error('It took too long.'), { code: 'ETIMEDOUT' });

async function withTimeout<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooLate()), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * One step of the conversation. A connection that ends without a callback counts as an error.
 * @param most time limit of the step in milliseconds, whatever the server sends meanwhile
 * @param isOver checked at the time limit; while it returns false the step continues
 */
export function talk<Result>(
  connection: SMTPConnection,
  step: (done: (error?: Error | null, result?: Result) => void) => void,
  most: number,
  isOver: () => boolean = () => false,
): Promise<Result | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      if (isOver()) return;
      finish(tooLate());
      connection.close();
    }, most);
    const onError = (error: Error) => finish(error);
    const onEnd = () => finish(Object.assign(new Error('The connection ended.'), { code: 'ECONNECTION' }));
    const finish = (error?: Error | null, result?: Result) => {
      clearTimeout(timer);
      connection.off('error', onError);
      connection.off('end', onEnd);
      if (error) reject(error);
      else resolve(result);
    };
    connection.once('error', onError);
    connection.once('end', onEnd);
    step(finish);
  });
}
