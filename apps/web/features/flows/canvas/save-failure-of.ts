import { SaveFailure, type FailureKind } from '../../editor/store/save-failure.ts';
import { problemOf } from '../../shell/problem.ts';

const BY_CODE: Readonly<Record<string, FailureKind>> = {
  'not-signed-in': 'signed-out',
  'not-allowed': 'not-allowed',
  'not-found': 'gone',
  'body-too-large': 'too-large',
  'input-invalid': 'refused',
  'graph-too-new': 'refused',
  'json-malformed': 'refused',
  'rate-limited': 'busy',
  'database-unavailable': 'busy',
  'engine-unavailable': 'busy',
  unexpected: 'server',
  unreachable: 'offline',
};

const BY_STATUS: Readonly<Record<number, FailureKind>> = {
  401: 'signed-out',
  403: 'not-allowed',
  404: 'gone',
  413: 'too-large',
  429: 'busy',
  502: 'busy',
  503: 'busy',
  504: 'busy',
};

/** What to do, for failures where the server's own sentence does not fit the editor. */
const NEXT: Partial<Readonly<Record<FailureKind, string>>> = {
  'signed-out': 'Sign in here or in another tab. Your changes are then saved automatically.',
  'not-allowed': 'Ask an owner for a role that may edit flows. Your changes are kept here meanwhile.',
  gone: 'It was deleted. Copy your steps into a new flow to keep them.',
  'too-large': 'Remove steps or long texts, or split it into two flows.',
  busy: 'Millrace tries again automatically.',
  offline: 'Millrace tries again as soon as there is a connection.',
};

const SENTENCES: Partial<Readonly<Record<FailureKind, string>>> = {
  'signed-out': 'You are no longer signed in.',
  'not-allowed': 'Your role no longer allows you to edit flows.',
  gone: 'This flow no longer exists.',
  'too-large': 'The flow is too large to be saved.',
  offline: 'Millrace cannot be reached.',
};

interface Answered {
  readonly meta?: { readonly response?: { readonly status?: number; readonly headers?: Headers } };
}

/** Classifies an error of saving by the server's error code, or by the HTTP status if a proxy answered instead. */
export function saveFailureOf(error: unknown): SaveFailure {
  const { code, sentence, next, details, fault } = problemOf(error);
  const response = (error as Answered | null)?.meta?.response;
  const status = response?.status;
  const kind =
    (code === 'unreachable' && status
      ? (BY_STATUS[status] ?? (status >= 500 ? 'server' : 'refused'))
      : BY_CODE[code]) ?? (fault === 'service' ? 'busy' : fault === 'ours' ? 'server' : 'refused');
  const requestId =
    kind === 'server'
      ? ((details['requestId'] as string | undefined) ?? response?.headers?.get('x-request-id') ?? null)
      : null;
  return new SaveFailure(kind, SENTENCES[kind] ?? sentence, NEXT[kind] ?? next, requestId || null);
}
