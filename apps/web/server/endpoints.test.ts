import { createHmac, randomUUID } from 'node:crypto';
import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerAtEndpoint } from './endpoints.ts';
import { openInstallation, SHOPIFY_SECRET, type Installation } from './testing/installation.ts';

let here: Installation;
let server: Server;
let origin: string;
let connection: string;

beforeAll(async () => {
  here = await openInstallation();
  connection = await here.connectShopify();
  server = createServer((incoming, outgoing) => {
    if (!answerAtEndpoint(incoming, outgoing)) outgoing.writeHead(299).end('for the pages');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await here.close();
});

const authorised = (more: Record<string, string> = {}) => ({ authorization: `Bearer ${here.key}`, ...more });
const event = (id: string) => ({
  id,
  type: 'product-viewed',
  customer: { email: `${id}@example.com` },
  properties: { productId: 'p' },
});
const stored = async () => {
  const [row] = await here.store.db.inWorkspace(
    here.store.context.workspaceId,
    (tx) => tx<{ count: number }[]>`select count(*)::int as count from events`,
  );
  return row?.count ?? 0;
};

describe('the endpoints that machines use', () => {
  it('takes events and answers with the headers of every answer', async () => {
    const answer = await fetch(`${origin}/api/v1/events`, {
      method: 'POST',
      headers: authorised({ 'content-type': 'application/json' }),
      body: JSON.stringify([event('event-1'), { ...event('event-2'), customer: {} }]),
    });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ accepted: [{ id: 'event-1' }, { id: 'event-2' }] });
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/);
  });

  it('verifies a webhook over its exact bytes, including characters of several bytes', async () => {
    const file = new URL(
      '../../../packages/catalogue/connectors/shopify/contract/customers__update.json',
      import.meta.url,
    );
    const example = JSON.parse(readFileSync(file, 'utf8')) as {
      headers: Record<string, string>;
      payload: object;
    };
    const body = JSON.stringify({ ...example.payload, first_name: 'נועה 🌸' });
    const send = (secret: string) =>
      fetch(`${origin}/hooks/shopify/${connection}`, {
        method: 'POST',
        body,
        headers: {
          ...example.headers,
          'x-shopify-webhook-id': randomUUID(),
          'x-shopify-triggered-at': new Date().toISOString(),
          'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
        },
      });
    expect((await send('another-secret')).status).toBe(401);
    expect((await send(SHOPIFY_SECRET)).status).toBe(200);
  });

  it('answers a GET with a body, and HEAD without one', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(
        `${origin}/api/v1/flows`,
        { method: 'GET', headers: authorised({ 'content-length': '2' }) },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      asked.once('error', reject);
      asked.end('{}');
    });
    expect(status).toBe(200);
    const head = await fetch(`${origin}/api/v1/flows`, { method: 'HEAD', headers: authorised() });
    expect(head.status).toBe(200);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(2);
  });

  it('answers 413 to more than ten megabytes, also without a length', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(`${origin}/hooks/shopify/${connection}`, { method: 'POST' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.once('error', reject);
      for (let sent = 0; sent < 12; sent += 1) asked.write(Buffer.alloc(1024 * 1024, 'x'));
      asked.end();
    });
    expect(status).toBe(413);
  });

  it('stores nothing of a request that breaks off, and goes on answering others', async () => {
    const before = await stored();
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => {
        socket.write(
          `POST /api/v1/events HTTP/1.1\r\nHost: a b\r\nAuthorization: Bearer ${here.key}\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n${JSON.stringify(event('half'))}`,
          () => {
            socket.destroy();
            resolve();
          },
        );
      });
    });
    expect((await fetch(`${origin}/api/v1/flows`, { headers: authorised() })).status).toBe(200);
    expect(await stored()).toBe(before);
  });

  it('leaves everything else to the pages', async () => {
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/api/health'],
      ['POST', '/api/auth/sign-out'],
      ['GET', '/api/trpc/viewer.me'],
      ['POST', '/hookshopify'],
      ['GET', '/metricsize'],
    ] as const)
      expect((await fetch(`${origin}${path}`, { method })).status, `${method} ${path}`).toBe(299);
  });

  it('answers every other method and path with a problem that says what to do', async () => {
    const asked = (method: string, path: string) =>
      new Promise<{ status: number | undefined; type: string | undefined; allow: string | undefined }>(
        (resolve, reject) => {
          const sent = request(`${origin}${path}`, { method, headers: authorised() }, (answer) => {
            answer.resume();
            resolve({
              status: answer.statusCode,
              type: answer.headers['content-type'],
              allow: answer.headers.allow,
            });
          });
          sent.once('error', reject);
          sent.end();
        },
      );
    for (const [method, path, status] of [
      ['GET', `/hooks/shopify/${connection}`, 405],
      ['DELETE', '/hooks/shopify/x', 405],
      ['OPTIONS', '/api/v1/events', 405],
      ['TRACE', '/api/v1/events', 405],
      ['PROPFIND', '/api/v1/flows', 405],
      ['PATCH', '/api/v1/flows', 405],
      ['POST', '/metrics', 405],
      ['GET', '/api/', 404],
      ['GET', '/api/nothing/here', 404],
      ['GET', '/api/v1', 299],
      ['GET', '/api/v1/', 404],
      ['GET', '/api/v1/%', 404],
      ['GET', '/api/v1/errors/%00', 404],
      ['GET', '/api/v1//flows', 200],
      ['POST', '/hooks/', 404],
      ['POST', '/hooks/shopify/%00', 404],
    ] as const) {
      const answer = await asked(method, path);
      expect(answer.status, `${method} ${path}`).toBe(status);
      if (status >= 400) expect(answer.type, `${method} ${path}`).toBe('application/problem+json');
      if (status === 405) expect(answer.allow, `${method} ${path}`).toMatch(/[A-Z]{3}/);
    }
  });

  it('reads no body of a caller without permission', async () => {
    const status = (path: string, headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        // Only the first bytes of the announced megabyte are sent. A server that waited for the rest would never answer.
        const asked = request(
          `${origin}${path}`,
          { method: 'POST', headers: { 'content-length': '900000', ...headers } },
          (answer) => {
            answer.resume();
            resolve(answer.statusCode);
            asked.destroy();
          },
        );
        asked.once('error', (error: NodeJS.ErrnoException) =>
          error.code === 'ECONNRESET' ? undefined : reject(error),
        );
        asked.write('{"id":');
      });
    expect(await status('/api/v1/events', { authorization: 'Bearer mill_nobody_holds_this' })).toBe(401);
    expect(await status('/api/v1/events', {})).toBe(401);
  });
});
