/** What came back. Status 0 means that nobody answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Seconds asked for by `Retry-After`; null when not said. */
  readonly retryAfter: number | null;
}

export interface Request {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type Call = (request: Request) => Promise<Answer>;

const PATIENCE = 15_000;

/** One request, no retries, never throws. Redirects are not followed: where a link leads to is not the product's affair. */
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
    };
  } catch {
    return { status: 0, text: '', retryAfter: null };
  }
};

export type Verdict = 'taken' | 'later' | 'no-access' | 'refused';

/** Taken; to be tried again later; closed to us altogether (key, secret or connection are wrong); or refused for good. */
export function verdictOf({ status }: Answer): Verdict {
  if (status >= 200 && status < 400) return 'taken';
  if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) return 'later';
  return status === 401 || status === 403 || status === 404 ? 'no-access' : 'refused';
}

/** Seconds to wait after this many failures in a row: 1, 2, 4 ... 30, or what was asked for, at most a minute. */
export function backoff(failures: number, retryAfter: number | null): number {
  return retryAfter === null ? Math.min(30, 2 ** Math.max(0, failures - 1)) : Math.min(60, retryAfter);
}
