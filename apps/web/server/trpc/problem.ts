import { isMillraceError, MillraceError, type ErrorCode, type Fault } from '@millrace/base';
import { TRPCError } from '@trpc/server';

/** An error for screens: a sentence and what to do next, without anything secret. */
export interface Problem {
  readonly code: ErrorCode;
  readonly sentence: string;
  readonly next: string;
  readonly fault: Fault;
  readonly details: Readonly<Record<string, unknown>>;
}

const BY_STATUS: Readonly<Record<number, TRPCError['code']>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
};

const BY_TRPC: Partial<Readonly<Record<TRPCError['code'], ErrorCode>>> = {
  BAD_REQUEST: 'input-invalid',
  PARSE_ERROR: 'json-malformed',
  UNAUTHORIZED: 'not-signed-in',
  FORBIDDEN: 'not-allowed',
  NOT_FOUND: 'not-found',
  METHOD_NOT_SUPPORTED: 'method-not-allowed',
  UNSUPPORTED_MEDIA_TYPE: 'content-type-unsupported',
};

/** A MillraceError as a TRPCError with its status; anything else unchanged. */
export function asTrpcError(error: unknown): unknown {
  if (!isMillraceError(error)) return error;
  return new TRPCError({
    code: BY_STATUS[error.status] ?? 'INTERNAL_SERVER_ERROR',
    message: error.message,
    cause: error,
  });
}

/** Parameters for the sentences of transport errors. */
const NAMES = {
  what: 'procedure',
  permission: '',
  problems: '',
  method: 'this method',
  allowed: 'GET for queries, POST for changes',
};

export function problemOf(error: TRPCError, requestId: string): Problem {
  const known = isMillraceError(error.cause)
    ? error.cause
    : new MillraceError(BY_TRPC[error.code] ?? 'unexpected', { ...NAMES, requestId });
  return {
    code: known.code,
    sentence: known.message,
    next: known.next,
    fault: known.fault,
    details: known.details,
  };
}
