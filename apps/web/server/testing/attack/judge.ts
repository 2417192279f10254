import { ERRORS } from '@millrace/base';
import type { Answered } from './target.ts';

export interface Judged {
  readonly via: 'trpc' | 'rest' | 'page';
  /** Words that stand only in another workspace. */
  readonly foreign: readonly string[];
  /** What was sent: an echo of it is no leak. */
  readonly sent: string;
}

/** What is wrong with an answer, whatever was asked; null when it is as it should be. */
export function wrongWith({ status, type, text }: Answered, { via, foreign, sent }: Judged): string | null {
  if (status >= 500) return `status ${status}`;
  const leaked = foreign.find((word) => text.includes(word) && !sent.includes(word));
  if (leaked) return `it tells ${leaked} of another workspace`;
  if (via === 'page') return null;
  const body = parsed(text);
  if (body === undefined && text !== '') return `it is no JSON: ${text.slice(0, 60)}`;
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
  if (type !== 'application/problem+json') return `its type is ${type}, which is no problem+json`;
  const problem = body as Record<string, unknown> | null;
  if (!isCode(problem?.['code'])) return `its code is ${String(problem?.['code'])}`;
  if (problem?.['status'] !== status) return `it says ${String(problem?.['status'])} and is ${status}`;
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
  // Refused before it reached a procedure: a change of another site's page.
  if (isCode((body as { code?: unknown } | null)?.code)) return null;
  const problem = (body as TrpcError | null)?.error?.json?.data?.problem;
  if (!isCode(problem?.code))
    return `status ${status} without an error of the table: ${JSON.stringify(body).slice(0, 120)}`;
  return problem?.sentence && problem.next ? null : 'it says nothing a person can read';
}
