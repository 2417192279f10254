import type { IncomingMessage, ServerResponse } from 'node:http';
import { handleWebhook, WEBHOOK_LIMIT } from './intake/handle-webhook.ts';
import { log, traceOf } from './log.ts';
import { handleRest } from './rest/handle.ts';
import { HEADERS } from './security-policy.ts';

type Handler = (request: Request) => Promise<Response>;

/** What machines call, many times a second, and no page belongs to. */
const DOORS: readonly { readonly prefix: string; readonly handler: Handler }[] = [
  { prefix: '/hooks/', handler: handleWebhook },
  { prefix: '/api/v1/', handler: handleRest },
];

/** Of no door more is taken. */
const MOST = WEBHOOK_LIMIT;

/**
 * Webhooks and the public API are answered before Next sees them: its rendering machinery costs several times what storing
 * an event does. The handlers are those of the routes in `app/`, which the development server uses.
 * @returns false when this is not for a door
 */
export function answerAtDoor(request: IncomingMessage, response: ServerResponse): boolean {
  const path = request.url ?? '/';
  const door = DOORS.find(({ prefix }) => path.startsWith(prefix));
  if (!door || (door.handler === handleWebhook && request.method !== 'POST')) return false;
  void answer(door.handler, request, response).catch((error: unknown) => {
    log().error({ trace: traceOf(error) }, 'an answer could not be sent');
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
  return true;
}

async function answer(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const answered = await handler(requestOf(incoming, await bytesOf(incoming)));
  for (const { key, value } of HEADERS) outgoing.setHeader(key, value);
  answered.headers.forEach((value, name) => outgoing.appendHeader(name, value));
  const body = answered.body === null ? null : Buffer.from(await answered.arrayBuffer());
  outgoing.setHeader('Content-Length', body?.byteLength ?? 0);
  outgoing.writeHead(answered.status);
  outgoing.end(incoming.method === 'HEAD' ? null : body);
}

/** What was sent; of more than anybody takes only so much that the handler sees it is too much. */
function bytesOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer<ArrayBuffer>[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer<ArrayBuffer>) => {
      if (size > MOST) return;
      chunks.push(chunk);
      size += chunk.length;
      if (size > MOST) resolve(Buffer.concat(chunks, size));
    });
    incoming.once('end', () => resolve(Buffer.concat(chunks, size)));
    incoming.once('error', reject);
    incoming.once('close', () => reject(new Error('The sender went away.')));
  });
}

function requestOf(incoming: IncomingMessage, bytes: Uint8Array<ArrayBuffer>): Request {
  const { method = 'GET' } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === 'string') headers.set(name, value);
    else for (const one of value ?? []) headers.append(name, one);
  }
  const url = new URL(incoming.url ?? '/', `http://${headers.get('host') ?? 'localhost'}`);
  return new Request(url, { method, headers, ...(bytes.length > 0 ? { body: bytes } : {}) });
}
