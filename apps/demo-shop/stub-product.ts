import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

/** One webhook as it was received. */
export interface TakenWebhook {
  readonly topic: string;
  readonly id: string;
  readonly signed: boolean;
  readonly domain: string;
  readonly payload: Record<string, unknown>;
}

export interface StubProduct {
  readonly url: string;
  readonly events: Record<string, unknown>[];
  readonly webhooks: TakenWebhook[];
  /** Links that were followed, with their method. */
  readonly followed: string[];
  /** The answer to `GET /api/v1/messages`, oldest first. */
  readonly messages: Record<string, unknown>[];
  /** Answers every request with this status; 0 drops the connection. Null to answer normally. */
  trouble: number | null;
  close(): Promise<void>;
}

/** Stands in for Millrace in tests: takes events and webhooks, checks keys and signatures, and returns messages. */
export async function startStub(apiKey: string, connectionId: string, secret: string): Promise<StubProduct> {
  const stub = {
    url: '',
    events: [] as Record<string, unknown>[],
    webhooks: [] as TakenWebhook[],
    followed: [] as string[],
    messages: [] as Record<string, unknown>[],
    trouble: null as number | null,
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (stub.trouble === 0) return request.socket.destroy();
      if (stub.trouble !== null) return response.writeHead(stub.trouble).end();
      const { status, answer } = take(stub, request, body, { apiKey, connectionId, secret });
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  stub.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return Object.assign(stub, {
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

type Keys = { readonly apiKey: string; readonly connectionId: string; readonly secret: string };

function take(
  stub: Omit<StubProduct, 'close'>,
  request: IncomingMessage,
  body: Buffer,
  keys: Keys,
): { status: number; answer: unknown } {
  const url = new URL(request.url ?? '/', 'http://stub.invalid');
  if (url.pathname.startsWith('/api/') && request.headers.authorization !== `Bearer ${keys.apiKey}`)
    return { status: 401, answer: {} };
  if (url.pathname === '/api/v1/events') {
    const events = JSON.parse(body.toString('utf8')) as Record<string, unknown>[];
    stub.events.push(...events);
    return {
      status: 202,
      answer: { accepted: events.map((event, index) => ({ index, id: event['id'] })), refused: [] },
    };
  }
  if (url.pathname === '/api/v1/messages') {
    const from = Number(url.searchParams.get('after') || 0);
    const items = stub.messages.slice(from, from + Number(url.searchParams.get('limit') ?? 50));
    return { status: 200, answer: { items, next: String(from + items.length) } };
  }
  if (url.pathname === `/hooks/shopify/${keys.connectionId}`) {
    const given = Buffer.from(String(request.headers['x-shopify-hmac-sha256'] ?? ''), 'base64');
    const right = createHmac('sha256', keys.secret).update(body).digest();
    const signed = given.length === right.length && timingSafeEqual(given, right);
    stub.webhooks.push({
      topic: String(request.headers['x-shopify-topic']),
      id: String(request.headers['x-shopify-webhook-id']),
      domain: String(request.headers['x-shopify-shop-domain']),
      signed,
      payload: JSON.parse(body.toString('utf8')) as Record<string, unknown>,
    });
    return { status: signed ? 200 : 401, answer: {} };
  }
  stub.followed.push(`${request.method} ${url.pathname}`);
  return { status: 200, answer: {} };
}
