import { Readable } from 'node:stream';
import { isEmailAddress } from '@millrace/base';
import type { SmtpAnswer, SmtpEnvelope, SmtpServer } from '@millrace/connectors';
import { leaseConnection, type Lease } from './connection-pool.ts';
import { mailBytes } from './mail-bytes.ts';
import { SMTP_TIMEOUTS, talk, type SmtpTimeouts } from './open-connection.ts';
import { refusalOf, smtpNotSent, type SmtpError } from './smtp-failure.ts';

export interface SendSmtpOptions {
  /**
   * Awaited when the server has accepted sender and recipient and said "go ahead" (354), immediately before
   * the first byte of the mail. Any failure before the call is safe to retry; after it only the server's own
   * response settles the outcome. When it rejects, nothing is sent and `sendSmtp` rejects with the same
   * error.
   */
  readonly beforeData: () => Promise<void>;
  readonly timeouts?: Partial<SmtpTimeouts>;
}

/** Sends one mail to one recipient over a pooled connection. Throws only what `beforeData` throws. */
export async function sendSmtp(
  envelope: SmtpEnvelope,
  server: SmtpServer,
  options: SendSmtpOptions,
): Promise<SmtpAnswer> {
  const timeouts = { ...SMTP_TIMEOUTS, ...options.timeouts };
  // The last check before sending: one sender, one recipient, and nothing that a server could read as more.
  const addresses = [
    envelope.from.address,
    envelope.to.address,
    ...(envelope.replyTo ? [envelope.replyTo.address] : []),
  ];
  if (!addresses.every(isEmailAddress))
    return {
      kind: 'not-sent',
      cause: 'request-invalid',
      reason: 'The mail has a sender or a recipient that is not one e-mail address.',
    };
  const bytes = await mailBytes(envelope, Date.now());
  const first = await attempt(envelope, server, bytes, options, timeouts, false);
  // The server may have closed a connection kept from an earlier mail, so try once more over a new one.
  if (first.again) return (await attempt(envelope, server, bytes, options, timeouts, true)).answer;
  return first.answer;
}

async function attempt(
  envelope: SmtpEnvelope,
  server: SmtpServer,
  bytes: Buffer,
  options: SendSmtpOptions,
  timeouts: SmtpTimeouts,
  fresh: boolean,
): Promise<{ answer: SmtpAnswer; again: boolean }> {
  let lease: Lease;
  try {
    lease = await leaseConnection(server, timeouts, fresh);
  } catch (error) {
    return {
      answer: refusalOf(error as SmtpError, false) ?? smtpNotSent(error as SmtpError, server.host),
      again: false,
    };
  }
  const gate = new Gate(bytes, options.beforeData);
  try {
    const info = await talk<{ response?: string }>(
      lease.connection,
      (done) =>
        lease.connection.send(
          { from: envelope.from.address, to: [envelope.to.address], size: bytes.length },
          gate.stream,
          done,
        ),
      timeouts.talkMs,
      () => gate.asked,
    );
    lease.release(true);
    return { answer: { kind: 'accepted', response: info?.response ?? '' }, again: false };
  } catch (error) {
    const refusal = refusalOf(error as SmtpError, gate.opened);
    // After a refusal of sender, recipient or content RSET would allow the next mail, but a new connection is
    // safer.
    lease.release(false);
    if (gate.refusal !== null) throw gate.refusal.error;
    if (refusal !== null)
      return { answer: refusal, again: lease.reused && refusal.code === 421 && !gate.asked };
    if (gate.opened)
      return {
        answer: {
          kind: 'no-answer',
          cause: (error as SmtpError).code === 'ETIMEDOUT' ? 'timeout' : 'broken',
          reason: `The mail server ${server.host} got the mail and did not confirm it.`,
        },
        again: false,
      };
    return { answer: smtpNotSent(error as SmtpError, server.host), again: lease.reused && !gate.asked };
  }
}

/**
 * The mail as a stream that awaits `beforeData` before its first byte. nodemailer reads it only after the
 * server's 354.
 */
class Gate {
  /** `beforeData` was called. */
  asked = false;
  /** It resolved, and the bytes were released. */
  opened = false;
  refusal: { readonly error: unknown } | null = null;
  readonly stream: Readable;

  constructor(bytes: Buffer, beforeData: () => Promise<void>) {
    this.stream = new Readable({
      read: () => {
        if (this.asked) return;
        this.asked = true;
        void this.open(bytes, beforeData);
      },
    });
    this.stream.on('error', () => undefined);
  }

  private async open(bytes: Buffer, beforeData: () => Promise<void>): Promise<void> {
    try {
      await beforeData();
    } catch (error) {
      this.refusal = { error };
      this.stream.destroy(error instanceof Error ? error : new Error('refused'));
      return;
    }
    // The connection may have broken during `beforeData`. Then nothing was sent, and nothing will be.
    if (this.stream.destroyed) return;
    this.opened = true;
    this.stream.push(bytes);
    this.stream.push(null);
  }
}
