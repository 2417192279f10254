/** The answer to a request. Status 0 means that there was none. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Seconds from `Retry-After`; null when there is none. */
  readonly retryAfter: number | null;
  /** Where a redirect leads. */
  readonly location?: string | null;
}

export interface Request {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type Call = (request: Request) => Promise<Answer>;

const PATIENCE = 15_000;

/**
 * One request, with no retries. Never throws. Does not follow redirects, since Millrace does not answer for where a
 * link leads.
 */
export const call: Call = async ({ url, method, headers, body }) => {
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const after = Number(response.headers.get('retry-after'));
    return {
      status: response.status,
      text: await response.text(),
      retryAfter: Number.isFinite(after) && after > 0 ? after : null,
      location: response.headers.get('location'),
    };
  } catch {
    return { status: 0, text: '', retryAfter: null };
  }
};

export type Verdict = 'taken' | 'later' | 'no-access' | 'refused';

/**
 * Whether the request was taken, should be tried again later, has no access (wrong key, secret or connection), or was
 * refused.
 */
export function verdictOf({ status }: Answer): Verdict {
  if (status >= 200 && status < 400) return 'taken';
  if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) return 'later';
  return status === 401 || status === 403 || status === 404 ? 'no-access' : 'refused';
}

/** Seconds to wait after this many failures in a row: 1, 2, 4 ... 30, or `Retry-After`, at most a minute. */
export function backoff(failures: number, retryAfter: number | null): number {
  return retryAfter === null ? Math.min(30, 2 ** Math.max(0, failures - 1)) : Math.min(60, retryAfter);
}
