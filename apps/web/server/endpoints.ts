import type { IncomingMessage, ServerResponse } from 'node:http';
import { handleWebhook, webhookBytes } from './intake/handle-webhook.ts';
import { log, traceOf } from './log.ts';
import { handleMetrics } from './metrics-endpoint.ts';
import { handleRest, restBytes } from './rest/handle.ts';
import { handleStorefront, storefrontBytes } from './storefront/handle-storefront.ts';
import { methodNotAllowed, noSuchPath } from './rest/problem.ts';
import { requestIdOf } from './request-id.ts';
import { HEADERS } from './security-policy.ts';

/** A request before its body is read. */
export interface Head {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
}

interface Endpoint {
  readonly prefix: string;
  /** Allowed methods; all by default. */
  readonly methods?: readonly string[];
  /** Most bytes of the body to read, or a response to send without reading any. */
  bytes(head: Head): Promise<number> | number | Promise<number | Response>;
  handler(request: Request): Promise<Response>;
}

/** Endpoints for machines, which are called many times a second. */
const ENDPOINTS: readonly Endpoint[] = [
  { prefix: '/hooks/', methods: ['POST'], bytes: webhookBytes, handler: handleWebhook },
  { prefix: '/api/v1/', bytes: restBytes, handler: handleRest },
  {
    prefix: '/store/',
    methods: ['GET', 'HEAD', 'POST', 'OPTIONS'],
    bytes: storefrontBytes,
    handler: handleStorefront,
  },
  { prefix: '/metrics', methods: ['GET', 'HEAD'], bytes: () => 0, handler: handleMetrics },
];
/** Paths under /api that Next serves. */
const PAGES = /^\/api\/(?:auth|trpc|health|export|v1)(?:[/?]|$)/;
/** Methods for which the fetch standard has requests. */
export const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Serves webhooks and the public API without Next, whose overhead is several times the cost of storing an event. The handlers
 * are those of the routes in `app/`, which the development server uses.
 * @returns false if the request is not for one of these endpoints
 */
export function answerAtEndpoint(request: IncomingMessage, response: ServerResponse): boolean {
  const path = request.url ?? '/';
  const endpoint = ENDPOINTS.find(
    ({ prefix }) =>
      path.startsWith(prefix) && (prefix.endsWith('/') || /^[?/]?$/.test(path.charAt(prefix.length))),
  );
  if (!endpoint && (!path.startsWith('/api/') || PAGES.test(path))) return false;
  void answer(endpoint ?? null, request, response).catch((error: unknown) => {
    log().error(
      { requestId: request.headers['x-request-id'], trace: traceOf(error) },
      'an answer could not be sent',
    );
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
  return true;
}

async function answer(
  endpoint: Endpoint | null,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const head = headOf(incoming);
  const answered = await answerOf(endpoint, head, incoming);
  if (answered === null) return;
  for (const { key, value } of HEADERS) outgoing.setHeader(key, value);
  const given = new Set<string>();
  answered.headers.forEach((value, name) => {
    if (given.has(name)) outgoing.appendHeader(name, value);
    else outgoing.setHeader(name, value);
    given.add(name);
  });
  const body = answered.body === null ? null : Buffer.from(await answered.arrayBuffer());
  outgoing.setHeader('Content-Length', body?.byteLength ?? 0);
  outgoing.writeHead(answered.status);
  outgoing.end(incoming.method === 'HEAD' ? null : body);
}

async function answerOf(
  endpoint: Endpoint | null,
  head: Head,
  incoming: IncomingMessage,
): Promise<Response | null> {
  const requestId = requestIdOf(head.headers);
  if (!endpoint) return noSuchPath(requestId);
  const { methods } = endpoint;
  if (!METHODS.has(head.method) || (methods && !methods.includes(head.method)))
    return methodNotAllowed(methods ?? [...METHODS], head.method, requestId);
  const most = await endpoint.bytes(head);
  if (typeof most !== 'number') return most;
  const bytes = await bytesOf(incoming, most);
  return bytes && endpoint.handler(requestOf(head, bytes));
}

/**
 * Reads a body. Of a body over the limit, just enough is kept for the handler to see that it is too large. The rest is read and
 * dropped, since a sender whose connection is closed would never read the response.
 * @returns null if the sender closed the connection
 */
function bytesOf(incoming: IncomingMessage, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (incoming.destroyed) return Promise.resolve(null);
  return new Promise((resolve) => {
    const chunks: Buffer<ArrayBuffer>[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer<ArrayBuffer>) => {
      if (size > most) return;
      chunks.push(chunk);
      size += chunk.length;
      if (size > most) resolve(Buffer.concat(chunks, size));
    });
    incoming.once('end', () => resolve(Buffer.concat(chunks, size)));
    incoming.once('error', () => resolve(null));
    incoming.once('close', () => resolve(null));
  });
}

function headOf(incoming: IncomingMessage): Head {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value);
    else for (const one of value ?? []) headers.append(name, one);
  }
  // The handlers use only the path. The sender's Host header is never trusted.
  return {
    method: incoming.method ?? 'GET',
    url: new URL(`http://localhost${incoming.url ?? '/'}`),
    headers,
  };
}

function requestOf({ method, url, headers }: Head, bytes: Uint8Array<ArrayBuffer>): Request {
  const takesBody = method !== 'GET' && method !== 'HEAD' && bytes.length > 0;
  return new Request(url, { method, headers, ...(takesBody ? { body: bytes } : {}) });
}
