import { ERRORS } from '@millrace/base';
import type { Answered } from './target.ts';

export interface Judged {
  readonly via: 'trpc' | 'rest' | 'page';
  /** Words that exist only in another workspace. */
  readonly foreign: readonly string[];
  /** The request. A word that the response repeats from it is not a leak. */
  readonly sent: string;
}

/** The fault in a response to any request; null when it has none. */
export function wrongWith({ status, type, text }: Answered, { via, foreign, sent }: Judged): string | null {
  if (status >= 500) return `status ${status}`;
  const leaked = foreign.find((word) => text.includes(word) && !sent.includes(word));
  if (leaked) return `it leaks ${leaked} from another workspace`;
  if (via === 'page') return null;
  const body = parsed(text);
  if (body === undefined && text !== '') return `it is not JSON: ${text.slice(0, 60)}`;
  if (status < 400) return null;
  return via === 'rest' ? wrongProblem(status, type, body) : wrongTrpc(status, body);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isCode = (code: unknown): boolean =>
  typeof code === 'string' && Object.hasOwn(ERRORS, code) && code !== 'unexpected';

function wrongProblem(status: number, type: string, body: unknown): string | null {
  if (type !== 'application/problem+json') return `its type is ${type}, not application/problem+json`;
  const problem = body as Record<string, unknown> | null;
  if (!isCode(problem?.['code'])) return `its code is ${String(problem?.['code'])}`;
  if (problem?.['status'] !== status)
    return `it says status ${String(problem?.['status'])}, but has ${status}`;
  const lacking = ['title', 'detail', 'next', 'requestId', 'type'].filter(
    (name) => typeof problem[name] !== 'string' || problem[name] === '',
  );
  return lacking.length === 0 ? null : `it lacks ${lacking.join(', ')}`;
}

interface TrpcError {
  readonly error?: {
    readonly json?: {
      readonly data?: {
        readonly problem?: { readonly code?: string; readonly sentence?: string; readonly next?: string };
      };
    };
  };
}

function wrongTrpc(status: number, body: unknown): string | null {
  // The handler refused it before the procedure, as it does with a change from another site.
  if (isCode((body as { code?: unknown } | null)?.code)) return null;
  const problem = (body as TrpcError | null)?.error?.json?.data?.problem;
  if (!isCode(problem?.code))
    return `status ${status} without a known error code: ${JSON.stringify(body).slice(0, 120)}`;
  return problem?.sentence && problem.next ? null : 'it has no sentence for a person';
}
