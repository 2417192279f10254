import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpServer } from '@millrace/connectors';

export interface SmtpTimeouts {
  /** To reach the server, its name looked up. */
  readonly connectMs: number;
  readonly greetingMs: number;
  /** Longest silence during the talk. RFC 5321 (4.5.3.2) allows a server ten minutes after the final dot; few need one. */
  readonly silenceMs: number;
}

export const SMTP_TIMEOUTS: SmtpTimeouts = { connectMs: 10_000, greetingMs: 15_000, silenceMs: 120_000 };

/** Connects and signs in. Nothing of a message is sent. @throws the error of nodemailer, to be read by `smtpFailure` */
export async function openConnection(server: SmtpServer, timeouts: SmtpTimeouts): Promise<SMTPConnection> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls' || (server.security === 'auto' && server.port === 465),
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    tls: { rejectUnauthorized: !server.allowSelfSigned, minVersion: 'TLSv1.2' },
    connectionTimeout: timeouts.connectMs,
    dnsTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silenceMs,
    // Its log would hold addresses and the talk itself.
    logger: false,
  });
  // Errors also come by the callback in progress; an idle connection that breaks is found broken at its next use.
  connection.on('error', () => undefined);
  try {
    await talk(connection, (done) => connection.connect(done));
    const { user, password } = server;
    if (user !== null && password !== null)
      await talk(connection, (done) => connection.login({ credentials: { user, pass: password } }, done));
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** One step of the talk. A connection that ends without calling back counts as an error. */
export function talk<Result>(
  connection: SMTPConnection,
  step: (done: (error?: Error | null, result?: Result) => void) => void,
): Promise<Result | undefined> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => finish(error);
    const onEnd = () => finish(Object.assign(new Error('The connection ended.'), { code: 'ECONNECTION' }));
    const finish = (error?: Error | null, result?: Result) => {
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
