import type { IncomingMessage, ServerResponse } from 'node:http';
import { handleWebhook, WEBHOOK_LIMIT } from './intake/handle-webhook.ts';
import { log, traceOf } from './log.ts';
import { handleRest } from './rest/handle.ts';
import { HEADERS } from './security-policy.ts';

type Handler = (request: Request) => Promise<Response>;

/** What machines call, many times a second, and no page belongs to. The methods are those of the routes; Next refuses others. */
const DOORS: readonly { readonly prefix: string; readonly methods: readonly string[]; readonly handler: Handler }[] = [
  { prefix: '/hooks/', methods: ['POST'], handler: handleWebhook },
  { prefix: '/api/v1/', methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'], handler: handleRest },
];

/** Of no door more is taken. */
const MOST = WEBHOOK_LIMIT;

/**
 * Webhooks and the public API are answered before Next sees them: its rendering machinery costs several times what storing
 * an event does. The handlers are those of the routes in `app/`, which the development server uses.
 * @returns false when this is not for a door
 */
export function answerAtDoor(request: IncomingMessage, response: ServerResponse): boolean {
  const { url = '/', method = 'GET' } = request;
  const door = DOORS.find(({ prefix, methods }) => url.startsWith(prefix) && methods.includes(method));
  if (!door) return false;
  void answer(door.handler, request, response).catch((error: unknown) => {
    log().error({ trace: traceOf(error) }, 'an answer could not be sent');
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
  return true;
}

async function answer(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const bytes = await bytesOf(incoming);
  if (bytes === null) return;
  const answered = await handler(requestOf(incoming, bytes));
  for (const { key, value } of HEADERS) outgoing.setHeader(key, value);
  answered.headers.forEach((value, name) => outgoing.appendHeader(name, value));
  const body = answered.body === null ? null : Buffer.from(await answered.arrayBuffer());
  outgoing.setHeader('Content-Length', body?.byteLength ?? 0);
  outgoing.writeHead(answered.status);
  outgoing.end(incoming.method === 'HEAD' ? null : body);
}

/**
 * What was sent; of more than anybody takes only so much that the handler sees it is too much. The rest is let through and
 * dropped: hung up on in the middle, a sender would never read why.
 * @returns null when the sender went away in the middle: nobody is left to answer
 */
function bytesOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | null> {
  return new Promise((resolve) => {
    const chunks: Buffer<ArrayBuffer>[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer<ArrayBuffer>) => {
      if (size > MOST) return;
      chunks.push(chunk);
      size += chunk.length;
      if (size > MOST) resolve(Buffer.concat(chunks, size));
    });
    incoming.once('end', () => resolve(Buffer.concat(chunks, size)));
    incoming.once('error', () => resolve(null));
    incoming.once('close', () => resolve(null));
  });
}

function requestOf(incoming: IncomingMessage, bytes: Uint8Array<ArrayBuffer>): Request {
  const { method = 'GET' } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value);
    else for (const one of value ?? []) headers.append(name, one);
  }
  const takesBody = method !== 'GET' && method !== 'HEAD' && bytes.length > 0;
  // The handlers look at the path only: what a sender says of the host is never believed.
  return new Request(new URL(`http://localhost${incoming.url ?? '/'}`), { method, headers, ...(takesBody ? { body: bytes } : {}) });
}
