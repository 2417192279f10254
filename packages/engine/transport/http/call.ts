import type { HttpAnswer } from '@millrace/connectors';
import { exchangeOnce, type Limits, type Sendable } from './exchange-once.ts';

export interface CallOptions extends Partial<Limits> {
  /**
   * How many redirects a GET follows, each checked again. Other methods follow none, because a repeat could
   * act twice.
   */
  readonly maxRedirects?: number;
}

const DEFAULTS: Limits = {
  timeoutMs: 15_000,
  connectTimeoutMs: 5_000,
  maxAnswerBytes: 1_000_000,
};

/**
 * Sends one request of any connector. Never throws and never retries. The result is `answered`, certainly
 * `not-sent`, or perhaps acted on (`no-answer`); the connector decides what that means.
 */
export async function call(request: Sendable, options: CallOptions = {}): Promise<HttpAnswer> {
  const limits = { ...DEFAULTS, ...options };
  const redirects = request.method === 'GET' ? (options.maxRedirects ?? 3) : 0;
  let url = parseUrl(request.url);
  let withAuth = true;
  for (let hop = 0; ; hop += 1) {
    if (url === null)
      return {
        kind: 'not-sent',
        cause: 'request-invalid',
        reason: 'This is not an address that can be called.',
      };
    const answer = await exchangeOnce(request, url, headersOf(request, withAuth), limits);
    const target =
      answer.kind === 'answered' && answer.status >= 300 && answer.status < 400
        ? answer.headers['location']
        : undefined;
    if (target === undefined || hop >= redirects) return answer;
    const next = parseUrl(target, url);
    // Never from an encrypted address to a plain one, and never with the password to another host.
    if (next !== null && url.protocol === 'https:' && next.protocol !== 'https:') return answer;
    withAuth &&= next?.origin === url.origin;
    url = next;
  }
}

function parseUrl(text: string, base?: URL): URL | null {
  try {
    const url = new URL(text, base);
    return (url.protocol === 'https:' || url.protocol === 'http:') &&
      url.username === '' &&
      url.password === ''
      ? url
      : null;
  } catch {
    return null;
  }
}

/** Headers with credentials, which are for one host only. */
const PRIVATE: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key']);

function headersOf(request: Sendable, withAuth: boolean): Record<string, string> {
  const own = Object.entries(request.headers).filter(
    ([name]) => withAuth || !PRIVATE.has(name.toLowerCase()),
  );
  const headers: Record<string, string> = { 'user-agent': 'Millrace', ...Object.fromEntries(own) };
  const { auth } = request;
  if (!withAuth || auth === undefined) return headers;
  if (auth.kind === 'header') headers[auth.name] = auth.value;
  else headers['authorization'] = authorization(auth);
  return headers;
}

function authorization(auth: Exclude<NonNullable<Sendable['auth']>, { kind: 'header' }>): string {
  if (auth.kind === 'bearer') return `Bearer ${auth.token}`;
  if (auth.kind === 'word') return `${auth.word} ${auth.token}`;
  return `Basic ${Buffer.from(`${auth.user}:${auth.password}`, 'utf8').toString('base64')}`;
}
