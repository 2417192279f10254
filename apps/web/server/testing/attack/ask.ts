import type { CallKind } from './calls.ts';
import { asText } from './hostile.ts';
import type { Answered, Sent, Target } from './target.ts';

/** Who sends a request: a user by a session cookie, an API key, or nobody. */
export interface Caller {
  readonly name: string;
  readonly cookie?: string;
  readonly key?: string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : asText(value));

/** The request for an input, with its parts in the path, the query or the body. */
export function requestOf(target: Target, kind: CallKind, caller: Caller, input: unknown): Sent {
  const headers = headersOf(target, caller);
  if (kind.via === 'trpc')
    return {
      method: 'POST',
      path: kind.path,
      headers,
      body: input === undefined ? '{}' : `{"json":${asText(input)}}`,
    };
  const fields =
    typeof input === 'object' && input !== null && !Array.isArray(input)
      ? { ...(input as Record<string, unknown>) }
      : null;
  const path = kind.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = fields?.[name] ?? 'none';
    if (fields) delete fields[name];
    return encodeURIComponent(
      textOf(value)
        .slice(0, 2_000)
        .replace(/[\ud800-\udfff]/gu, '�'),
    );
  });
  if (!kind.changes) {
    const query = new URLSearchParams(
      Object.entries(fields ?? {}).map(([name, value]) => [name, textOf(value).slice(0, 4_000)]),
    );
    return { method: kind.method, path: query.size > 0 ? `${path}?${query.toString()}` : path, headers };
  }
  const rest = fields ?? input;
  return { method: kind.method, path, headers, ...(rest === undefined ? {} : { body: asText(rest) }) };
}

export function headersOf(target: Target, { cookie, key }: Caller): Record<string, string> {
  return {
    'content-type': 'application/json',
    origin: target.origin,
    ...(cookie ? { cookie } : {}),
    ...(key ? { authorization: `Bearer ${key}` } : {}),
  };
}

/** A request with this exact body. */
export const rawRequestOf = (
  target: Target,
  kind: CallKind,
  caller: Caller,
  body: string | Uint8Array<ArrayBuffer>,
): Sent => ({
  ...requestOf(target, kind, caller, {}),
  body,
});

/** The outcome of a response: `200`, or the code of the error. */
export function outcomeOf({ status, text }: Answered): string {
  if (status < 400) return String(status);
  try {
    const body = JSON.parse(text) as {
      code?: string;
      error?: { json?: { data?: { problem?: { code?: string } } } };
    };
    return body.code ?? body.error?.json?.data?.problem?.code ?? String(status);
  } catch {
    return String(status);
  }
}
