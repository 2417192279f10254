import { readFileSync } from 'node:fs';
import type { HttpAnswered } from '../exchange.ts';

interface Recorded {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** An answer as the transport passes it on. */
export function answered({ status, headers = {}, body }: Recorded): HttpAnswered {
  const retryAfter = headers['retry-after'];
  return {
    kind: 'answered',
    status,
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    json: typeof body === 'string' ? undefined : body,
    retryAfterMs: retryAfter === undefined ? null : Number(retryAfter) * 1_000,
  };
}

/** An answer as it was recorded. */
export const recorded = (file: URL): HttpAnswered =>
  answered(JSON.parse(readFileSync(file, 'utf8')) as Recorded);
