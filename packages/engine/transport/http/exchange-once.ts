import type { IncomingHttpHeaders } from 'node:http';
import { Agent, type Dispatcher } from 'undici';
import type { HttpAnswer, HttpRequest } from '@millrace/connectors';
import { guardedConnector } from '../guard/connector.ts';
import { noAnswer, notSent } from './failure.ts';
import { retryAfterMs } from './retry-after.ts';

/** A request, whose body may be encrypted bytes too. */
export type Sendable = Omit<HttpRequest, 'body'> & { readonly body: string | Uint8Array | null };

export interface Limits {
  /** Time limit in milliseconds for the whole exchange, from the look-up of the name to the last byte. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  /** Longest response to read. */
  readonly maxAnswerBytes: number;
}

const agents = new Map<number, Agent>();

function agentFor({ connectTimeoutMs }: Limits): Agent {
  const agent =
    agents.get(connectTimeoutMs) ??
    new Agent({
      connections: 50,
      keepAliveTimeout: 4_000,
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: guardedConnector(connectTimeoutMs),
    });
  agents.set(connectTimeoutMs, agent);
  return agent;
}

/**
 * One request and one response, without redirects. After a failure, whether the request had begun to leave
 * decides between `not-sent` and `no-answer`: undici calls `onRequestStart` on the connected socket just
 * before the first byte.
 */
export function exchangeOnce(
  request: Sendable,
  url: URL,
  headers: Record<string, string>,
  limits: Limits,
): Promise<HttpAnswer> {
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | null = null;
    let answer: { status: number; headers: Record<string, string> } | null = null;
    let settled = false;
    const chunks: Buffer[] = [];
    let size = 0;

    const settle = (result: HttpAnswer) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      resolve(result);
    };
    /** A known status counts, even when the rest of the response is too long or never comes. */
    const answered = (whole: boolean): HttpAnswer => {
      const body = Buffer.concat(chunks).toString('utf8');
      return {
        kind: 'answered',
        ...answer!,
        body,
        json: whole ? parseJson(body) : undefined,
        retryAfterMs: retryAfterMs(answer!.headers['retry-after'], Date.now()),
      };
    };
    const timer = setTimeout(() => {
      const reason = `${url.host} did not answer within ${limits.timeoutMs / 1_000} seconds.`;
      if (answer) settle(answered(false));
      else
        settle(
          controller
            ? { kind: 'no-answer', cause: 'timeout', reason }
            : { kind: 'not-sent', cause: 'timeout', reason: `${url.host} could not be reached in time.` },
        );
      controller?.abort(new Error('timed out'));
    }, limits.timeoutMs);

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        // The time limit passed while connecting. Stopping here keeps the promise that nothing was sent.
        if (settled) return started.abort(new Error('given up'));
        controller = started;
      },
      onResponseStart(_controller, status, incoming) {
        if (status >= 200) answer = { status, headers: flatten(incoming) };
      },
      onResponseData(current, chunk) {
        size += chunk.length;
        if (size <= limits.maxAnswerBytes) return void chunks.push(chunk);
        settle(answered(false));
        current.abort(new Error('too long'));
      },
      onResponseEnd() {
        settle(answered(true));
      },
      onResponseError(_controller, error) {
        if (answer) settle(answered(false));
        else settle(controller ? noAnswer(error, url.host) : notSent(error, url.host));
      },
    };
    try {
      agentFor(limits).dispatch(
        {
          origin: url.origin,
          path: `${url.pathname}${url.search}`,
          method: request.method,
          headers,
          body: request.body,
        },
        handler,
      );
    } catch (error) {
      settle(notSent(error, url.host));
    }
  });
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).filter(
    (entry): entry is [string, string | string[]] => entry[1] !== undefined,
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]),
  );
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
