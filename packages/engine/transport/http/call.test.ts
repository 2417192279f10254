import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HttpRequest } from '@millrace/connectors';
import { call } from './call.ts';

// The servers of these tests are on this machine.
process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const post = (url: string, body = 'To=1'): HttpRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body,
  auth: { kind: 'basic', user: 'AC1', password: 'secret-token' },
});
const get = (url: string): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  body: null,
  auth: { kind: 'bearer', token: 'secret-token' },
});
const here = { timeoutMs: 2_000 };

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming) text += String(chunk);
  return text;
}
const answer = (
  response: ServerResponse,
  status: number,
  body = '{}',
  headers: Record<string, string> = {},
) => response.writeHead(status, headers).end(body);

describe('an answer', () => {
  test('has status, headers, text and parsed body, and the request carried its password', async () => {
    let seen = '';
    const url = await serve(async (incoming, response) => {
      seen = `${incoming.method} ${incoming.headers.authorization} ${await bodyOf(incoming)}`;
      answer(response, 201, '{"sid":"SM1"}', { 'X-Request-Id': 'r1' });
    });
    expect(await call(post(url), here)).toMatchObject({
      kind: 'answered',
      status: 201,
      json: { sid: 'SM1' },
      headers: { 'x-request-id': 'r1' },
      retryAfterMs: null,
    });
    expect(seen).toBe(`POST Basic ${Buffer.from('AC1:secret-token').toString('base64')} To=1`);
  });

  test('of 429 says how long to wait', async () => {
    const url = await serve((_incoming, response) => answer(response, 429, '', { 'Retry-After': '7' }));
    expect(await call(post(url), here)).toMatchObject({ status: 429, retryAfterMs: 7_000 });
  });

  test('of 500 is a response, and is not retried automatically', async () => {
    let times = 0;
    const url = await serve((_incoming, response) => {
      times += 1;
      answer(response, 500, 'oops');
    });
    expect(await call(post(url), here)).toMatchObject({ kind: 'answered', status: 500, json: undefined });
    expect(times).toBe(1);
  });

  test('that is too long is cut off, and its status still counts', async () => {
    const url = await serve((_incoming, response) => answer(response, 400, 'x'.repeat(3_000_000)));
    const result = await call(post(url), { ...here, maxAnswerBytes: 100_000 });
    expect(result).toMatchObject({ kind: 'answered', status: 400, json: undefined });
    expect(result.kind === 'answered' && result.body.length).toBeLessThanOrEqual(100_000);
  });

  test('that begins and never ends is cut off in time, and its status still counts', async () => {
    const url = await serve((_incoming, response) => {
      response.writeHead(422);
      response.write('{"code":');
    });
    expect(await call(post(url), { ...here, timeoutMs: 300 })).toMatchObject({
      kind: 'answered',
      status: 422,
    });
  });
});

describe('no answer', () => {
  test('within the time limit, after the request left, may mean that it was acted on', async () => {
    let arrived = false;
    const url = await serve(() => {
      arrived = true;
    });
    const result = await call(post(url), { ...here, timeoutMs: 300 });
    expect(result).toMatchObject({ kind: 'no-answer', cause: 'timeout' });
    expect(arrived).toBe(true);
  });

  test('because the server hung up after reading, may mean that it was acted on', async () => {
    const url = await serve((incoming) => {
      incoming.on('data', () => incoming.socket.destroy());
    });
    expect(await call(post(url), here)).toMatchObject({ kind: 'no-answer', cause: 'broken' });
  });

  test('because nothing listens means that nothing was sent', async () => {
    const tcp = createTcpServer();
    await new Promise<void>((resolve) => void tcp.listen(0, '127.0.0.1', resolve));
    const { port } = tcp.address() as AddressInfo;
    await new Promise((resolve) => tcp.close(resolve));
    expect(await call(post(`http://127.0.0.1:${port}`), here)).toMatchObject({
      kind: 'not-sent',
      cause: 'refused',
    });
  });

  test('because the name does not exist means that nothing was sent', async () => {
    expect(await call(post('https://nobody.invalid/'), { timeoutMs: 4_000 })).toMatchObject({
      kind: 'not-sent',
    });
  });

  test('because encryption fails means that nothing was sent', async () => {
    const url = await serve((_incoming, response) => answer(response, 200));
    expect(await call(post(url.replace('http:', 'https:')), here)).toMatchObject({ kind: 'not-sent' });
  });

  test('never names the path, the query or the password of the request', async () => {
    const url = await serve(() => undefined);
    const result = await call(
      { ...post(`${url}/Accounts/AC1?To=%2B14155550123`) },
      { ...here, timeoutMs: 200 },
    );
    expect(JSON.stringify(result)).not.toMatch(/Accounts|14155550123|secret-token/);
  });
});

describe('addresses inside the network', () => {
  beforeEach(() => vi.stubEnv('MILLRACE_ALLOW_INTERNAL', ''));
  afterEach(() => vi.unstubAllEnvs());

  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://0.0.0.0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a00:1]/',
    'http://10.1.2.3/',
    'http://192.168.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://224.0.0.1/',
  ])('are not called: %s', async (url) => {
    expect(await call(get(url), { timeoutMs: 1_000 })).toMatchObject({
      kind: 'not-sent',
      cause: 'address-blocked',
    });
  });

  test('are not called through a name either', async () => {
    expect(await call(get('http://localhost:1/'), { timeoutMs: 2_000 })).toMatchObject({
      kind: 'not-sent',
      cause: 'address-blocked',
    });
  });

  test.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'http://user:password@example.com/',
    'not an address',
  ])('and other invalid addresses are refused: %s', async (url) => {
    expect(await call(get(url))).toMatchObject({ kind: 'not-sent', cause: 'request-invalid' });
  });
});

describe('a redirect', () => {
  test('is followed for a GET, without the password when it leads to another host', async () => {
    let seen: string | undefined = 'nothing';
    const target = await serve((incoming, response) => {
      seen = incoming.headers.authorization;
      answer(response, 200, '"there"');
    });
    const first = await serve((_incoming, response) => answer(response, 302, '', { Location: target }));
    expect(await call(get(first), here)).toMatchObject({ status: 200, json: 'there' });
    expect(seen).toBeUndefined();
  });

  test('is not followed for any other method', async () => {
    const url = await serve((_incoming, response) =>
      answer(response, 307, '', { Location: 'http://127.0.0.1:1/' }),
    );
    expect(await call(post(url), here)).toMatchObject({ kind: 'answered', status: 307 });
  });

  test('to an address inside the network is not followed', async () => {
    const url = await serve((_incoming, response) =>
      answer(response, 302, '', { Location: 'http://[::ffff:a9fe:a9fe]/latest/meta-data/' }),
    );
    expect(await call(get(url), here)).toMatchObject({ kind: 'not-sent', cause: 'address-blocked' });
  });

  test('in a loop ends', async () => {
    let times = 0;
    const url = await serve((incoming, response) => {
      times += 1;
      answer(response, 302, '', { Location: `http://${incoming.headers.host}/again` });
    });
    expect(await call(get(url), here)).toMatchObject({ status: 302 });
    expect(times).toBe(4);
  });

  test('to something other than a web address is not followed', async () => {
    const url = await serve((_incoming, response) =>
      answer(response, 302, '', { Location: 'file:///etc/passwd' }),
    );
    expect(await call(get(url), here)).toMatchObject({ kind: 'not-sent', cause: 'request-invalid' });
  });
});
