import { MillraceError } from '@millrace/base';
import { world } from '../world.ts';

/** An error in the format of RFC 9457, with what to do next. */
export interface ProblemBody {
  /** Address of the page that explains this error. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly next: string;
  readonly requestId: string;
  /** Invalid fields, if any. */
  readonly fields?: readonly { readonly field: string; readonly problem: string }[];
  /** Problems of a flow, by node. */
  readonly problems?: unknown;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Address of an error's page, on this installation. */
export const pageOf = (code: string): string => `${world().configuration.publicUrl}/api/v1/errors/${code}`;

const firstSentence = (text: string) => /^[^:.]+/.exec(text)?.[0] ?? text;

export function problemBody(error: MillraceError, requestId: string): ProblemBody {
  const { fields, problems, ...details } = error.details as {
    fields?: ProblemBody['fields'];
    problems?: unknown;
  } & Record<string, unknown>;
  return {
    type: pageOf(error.code),
    title: firstSentence(error.message),
    status: error.status,
    code: error.code,
    detail: error.message,
    next: error.next,
    requestId,
    ...(fields ? { fields } : {}),
    ...(Array.isArray(problems) ? { problems } : {}),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  };
}

export function problemResponse(
  error: MillraceError,
  requestId: string,
  headers: Record<string, string> = {},
): Response {
  const retry =
    error.code === 'rate-limited'
      ? String(error.details['seconds'] ?? 1)
      : error.fault === 'service'
        ? '2'
        : null;
  return new Response(JSON.stringify(problemBody(error, requestId)), {
    status: error.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      'X-Request-Id': requestId,
      ...(error.status === 401 ? { 'WWW-Authenticate': 'Bearer realm="Millrace"' } : {}),
      ...(retry ? { 'Retry-After': retry } : {}),
      ...headers,
    },
  });
}

/** The response for a path that does not exist. */
export const noSuchPath = (requestId: string): Response =>
  problemResponse(new MillraceError('not-found', { what: 'path in the API' }), requestId);

/** The response for a wrong method. @param allowed the methods of the path */
export function methodNotAllowed(allowed: readonly string[], method: string, requestId: string): Response {
  const error = new MillraceError('method-not-allowed', { method, allowed: allowed.join(', ') });
  return problemResponse(error, requestId, { Allow: allowed.join(', ') });
}
