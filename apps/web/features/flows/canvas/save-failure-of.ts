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

/** What to do about it, where the server does not say it in the editor's own terms. */
const NEXT: Partial<Readonly<Record<FailureKind, string>>> = {
  'signed-out': 'Sign in here or in another tab, and it is saved by itself.',
  'not-allowed': 'Ask an owner for a role that may change flows. Your changes wait here meanwhile.',
  gone: 'Somebody deleted it. Copy your steps into a new flow to keep them.',
  'too-large': 'Take steps or long texts out, or make two flows of it.',
  busy: 'It is tried again by itself.',
  offline: 'It is tried again by itself as soon as there is a connection.',
};

const SENTENCES: Partial<Readonly<Record<FailureKind, string>>> = {
  'signed-out': 'You are not signed in any more.',
  'not-allowed': 'Your role does not allow changing flows any more.',
  gone: 'This flow is not there any more.',
  'too-large': 'The flow is larger than what can be stored at once.',
  offline: 'Millrace cannot be reached.',
};

interface Answered {
  readonly meta?: { readonly response?: { readonly status?: number; readonly headers?: Headers } };
}

/** An error of a save, told apart by what the server said, or by its status where something on the way answered for it. */
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
