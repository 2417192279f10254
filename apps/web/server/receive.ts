import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientAddress } from './client-address.ts';
import { answerAtEndpoint, METHODS } from './endpoints.ts';
import { log, traceOf } from './log.ts';
import { defaultHeaders } from './security-policy.ts';
import { world } from './world.ts';

type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Headers that only this server may set for the pages. Removed from requests. */
const OURS_TO_SAY = ['x-nonce', 'x-path', 'x-middleware-subrequest', 'x-real-ip', 'forwarded'];

/**
 * Receives every request first: sets the caller's address, the default headers of the response, and a response in case the
 * handler fails.
 */
export function receive(request: IncomingMessage, response: ServerResponse, pages: Pages): void {
  const { publicUrl, trustedProxies } = world().configuration;
  for (const { key, value } of defaultHeaders(publicUrl)) response.setHeader(key, value);
  const requestId = requestIdFor(request);
  response.setHeader('X-Request-Id', requestId);
  const forwarded = [request.headers['x-forwarded-for'] ?? ''].flat().join(',');
  for (const name of OURS_TO_SAY) delete request.headers[name];
  // From here on this is one trusted address, for limits and the list of sessions.
  request.headers['x-forwarded-for'] = clientAddress(request.socket.remoteAddress, forwarded, trustedProxies);
  request.headers['x-request-id'] = requestId;
  if (!request.url?.startsWith('/')) return refuse(response, 400, 'The request has no path.');
  if (answerAtEndpoint(request, response)) return;
  if (!METHODS.has(request.method ?? '')) {
    response.setHeader('Allow', [...METHODS].join(', '));
    return refuse(response, 405, 'This method is not supported.');
  }
  void pages(request, response).catch((error: unknown) => {
    log().error({ requestId, trace: traceOf(error) }, 'a page could not be answered');
    if (response.headersSent) response.destroy();
    else
      refuse(response, 500, `Something went wrong on our side. Report it with the request id ${requestId}.`);
  });
}

function requestIdFor(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(sentence);
}
