import type { NotSent, SmtpRefused, SmtpStage } from '@millrace/connectors';
import { AddressBlocked } from '../guard/resolve.ts';
import { notSent } from '../http/failure.ts';
import { redact } from '../redact.ts';

/** nodemailer's error for a failed step. */
export interface SmtpError extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly response?: string | false;
  readonly command?: string;
  readonly rejectedErrors?: readonly SmtpError[];
}

/** The server's refusal, if it gave one: the stage, and its words without addresses. */
export function refusalOf(error: SmtpError, contentSent: boolean): SmtpRefused | null {
  const source = error.rejectedErrors?.[0] ?? error;
  const code = source.responseCode;
  if (code === undefined || code < 400 || code > 599) return null;
  const response = redact(String(source.response || source.message)).slice(0, 500);
  return {
    kind: 'refused',
    stage: contentSent ? 'message' : stageOf(source),
    code,
    enhanced: /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null,
    response,
  };
}

function stageOf(error: SmtpError): SmtpStage {
  const command = error.command?.toUpperCase() ?? '';
  if (error.code === 'EAUTH' || command.startsWith('AUTH')) return 'auth';
  if (command.startsWith('MAIL')) return 'sender';
  if (command.startsWith('RCPT')) return 'recipient';
  if (command.startsWith('DATA')) return 'data';
  return 'greeting';
}

/** The result for a failure without a response from the server, before any content was sent. */
export function smtpNotSent(error: SmtpError, host: string): NotSent {
  const code = error.originalCode ?? error.code ?? '';
  if (error instanceof AddressBlocked) return notSent(error, host);
  if (error.code === 'EDNS' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { kind: 'not-sent', cause: 'name-unknown', reason: `The mail server ${host} cannot be found.` };
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return {
      kind: 'not-sent',
      cause: 'refused',
      reason: `The mail server ${host} refuses the connection (${code}).`,
    };
  if (error.code === 'ETIMEDOUT')
    return { kind: 'not-sent', cause: 'timeout', reason: `The mail server ${host} did not answer in time.` };
  if (
    error.code === 'ETLS' ||
    /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO)/.test(code)
  ) {
    return {
      kind: 'not-sent',
      cause: 'tls',
      reason: `No encrypted connection to ${host} could be made (${code}).`,
    };
  }
  if (error.code === 'EENVELOPE' || error.code === 'EMESSAGE')
    return {
      kind: 'not-sent',
      cause: 'request-invalid',
      reason: 'The mail server cannot take a mail of this size or to this address.',
    };
  return {
    kind: 'not-sent',
    cause: 'broken',
    reason: `The mail server ${host} ended the connection before it got the mail.`,
  };
}
