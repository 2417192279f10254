import type { NotSent, NoAnswer } from '@millrace/connectors';

/** The innermost code of an error, because undici and TLS wrap the cause. */
export function codeOf(error: unknown): string {
  let current: unknown = error;
  let code = '';
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    const own = (current as { code?: unknown }).code;
    if (typeof own === 'string') code = own;
    const [inner] = current instanceof AggregateError ? (current.errors as unknown[]) : [current.cause];
    current = inner;
  }
  return code;
}

const TLS = /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_SSL|EPROTO|HOSTNAME_MISMATCH)/;

/**
 * The result for a failure before the request left. The reason names the host, never the path, the query or
 * the body.
 */
export function notSent(error: unknown, host: string): NotSent {
  const code = codeOf(error);
  if (code === 'ADDRESS_BLOCKED')
    return {
      kind: 'not-sent',
      cause: 'address-blocked',
      reason: `${host} leads to an address inside the network, which is not called unless MILLRACE_ALLOW_INTERNAL names it.`,
    };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA')
    return { kind: 'not-sent', cause: 'name-unknown', reason: `The name ${host} cannot be found.` };
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT')
    return { kind: 'not-sent', cause: 'timeout', reason: `${host} could not be reached in time.` };
  if (TLS.test(code))
    return {
      kind: 'not-sent',
      cause: 'tls',
      reason: `The certificate of ${host} is not accepted (${code}).`,
    };
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return { kind: 'not-sent', cause: 'refused', reason: `${host} refuses the connection (${code}).` };
  if (code === 'UND_ERR_INVALID_ARG' || code === 'ERR_INVALID_URL')
    return { kind: 'not-sent', cause: 'request-invalid', reason: 'The request cannot be sent as it is.' };
  return {
    kind: 'not-sent',
    cause: 'broken',
    reason: `The connection to ${host} broke before anything was sent${code === '' ? '' : ` (${code})`}.`,
  };
}

/** The result for a failure after the request left: it may have been acted on. */
export function noAnswer(error: unknown, host: string): NoAnswer {
  return {
    kind: 'no-answer',
    cause: 'broken',
    reason: `The connection to ${host} broke before it answered (${codeOf(error) || 'closed'}).`,
  };
}
