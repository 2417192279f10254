import type { NotSent, SmtpRefused, SmtpServer } from '@millrace/connectors';
import { openConnection, SMTP_TIMEOUTS, type SmtpTimeouts } from './open-connection.ts';
import { refusalOf, smtpNotSent, type SmtpError } from './smtp-failure.ts';

/** Connects and signs in without sending anything. Null when that works. */
export async function probeSmtp(
  server: SmtpServer,
  timeouts: Partial<SmtpTimeouts> = {},
): Promise<SmtpRefused | NotSent | null> {
  try {
    (await openConnection(server, { ...SMTP_TIMEOUTS, ...timeouts })).quit();
    return null;
  } catch (error) {
    return refusalOf(error as SmtpError, false) ?? smtpNotSent(error as SmtpError, server.host);
  }
}
