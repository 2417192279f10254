import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';
import { receive } from './receive.ts';
import { openInstallation, type Installation } from './testing/installation.ts';
import { unreadable } from './unreadable.ts';
import { settleIn, world } from './world.ts';

let here: Installation;
let server: Server;
let port: number;
let seen: IncomingMessage | null = null;
let pages: (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const shown = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  seen = request;
  response.setHeader('content-type', 'text/html');
  response.end('a page');
};

beforeAll(async () => {
  here = await openInstallation();
  server = createServer({ maxHeaderSize: 8_192 }, (request, response) =>
    receive(request, response, (...both) => pages(...both)),
  );
  server.on('clientError', unreadable);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  pages = shown;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await here.close();
});

/** The answer to raw bytes, with head and body. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      answer += chunk;
      if (answer.includes('\r\n\r\n')) socket.destroy();
    });
    socket.once('close', () => resolve(answer));
    socket.once('error', reject);
  });
}
const get = (target: string, more = '') => raw(`GET ${target} HTTP/1.1\r\nHost: here\r\n${more}\r\n`);
const change = (settings: Record<string, string>) => {
  const { databaseUrl, authDatabaseUrl } = world().configuration;
  settleIn(
    readConfiguration({
      DATABASE_APP_URL: databaseUrl,
      DATABASE_AUTH_URL: authDatabaseUrl,
      MILLRACE_SECRET: Buffer.alloc(32, 7).toString('base64'),
      ...settings,
    }),
  );
};

const EVERY = [
  'x-content-type-options: nosniff',
  'content-security-policy: ',
  'referrer-policy: ',
  'permissions-policy: ',
];
const missing = (answer: string, wanted: readonly string[]) =>
  wanted.filter((header) => !answer.toLowerCase().includes(`\r\n${header}`));

describe('the headers of every answer', () => {
  it('are there whatever the path, the method or the bytes', async () => {
    pages = shown;
    const targets = [
      '/',
      '/messages/x.png',
      '/a.svg',
      '/b.ico?c=.woff2',
      '//evil.example/',
      '/%',
      '/%00',
      '/..%2f..%2fetc/passwd',
      '/\\evil',
      '*',
      'http://evil.example/path',
      '/api/v1/flows',
      '/api/v1/%ff',
      '/api/health.png',
      '/api/nowhere',
      '/hooks/x/y',
      '/metrics',
      '/_next/static/x.js',
      `/${'long/'.repeat(400)}`,
    ];
    for (const target of targets) {
      const answer = await get(target);
      expect(answer, target).toMatch(/^HTTP\/1\.1 [234]\d\d /);
      expect(
        missing(answer, [...EVERY, 'strict-transport-security: max-age=31536000', 'x-request-id: ']),
        target,
      ).toEqual([]);
    }
    for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PUT', 'PROPFIND'])
      for (const path of ['/', '/api/v1/flows', '/hooks/x/y', '/metrics', '/api/nowhere'])
        expect(
          missing(await raw(`${method} ${path} HTTP/1.1\r\nHost: here\r\n\r\n`), EVERY),
          `${method} ${path}`,
        ).toEqual([]);
    for (const bytes of [
      'nonsense\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
      'GET /\u00e9 HTTP/1.1\r\n\r\n',
    ]) {
      const answer = await raw(bytes);
      expect(answer, bytes.slice(0, 20)).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(missing(answer, EVERY), bytes.slice(0, 20)).toEqual([]);
    }
  });

  it('are there when a page fails, and the log has the id of the answer', async () => {
    pages = () => Promise.reject(new Error('boom'));
    const answer = await get('/flows', 'x-request-id: request-to-find-1\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 500 /);
    expect(missing(answer, [...EVERY, 'x-request-id: request-to-find-1'])).toEqual([]);
  });

  it('let a page set its own policy instead of the strict default', async () => {
    pages = async (_request, response) => {
      response.setHeader('content-security-policy', "script-src 'nonce-x'");
      response.end();
    };
    expect((await get('/')).match(/content-security-policy/gi)).toHaveLength(1);
  });

  it('ask for HTTPS only where it is used', async () => {
    change({ MILLRACE_URL: 'http://localhost:3000' });
    expect((await get('/')).toLowerCase()).not.toContain('strict-transport-security');
    change({ MILLRACE_URL: 'https://millrace.test' });
  });
});

describe('the address of a caller', () => {
  const told = async (headers: string) => {
    await get('/flows', headers);
    return seen?.headers['x-forwarded-for'];
  };

  it('is the other end of the connection, whatever a caller writes, until the owner names a proxy', async () => {
    expect(await told('X-Forwarded-For: 1.2.3.4\r\nX-Real-IP: 1.2.3.4\r\nForwarded: for=1.2.3.4\r\n')).toBe(
      '127.0.0.1',
    );
    expect(seen?.headers['x-real-ip']).toBeUndefined();
    expect(seen?.headers['forwarded']).toBeUndefined();
    change({ MILLRACE_URL: 'https://millrace.test', MILLRACE_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' });
    expect(await told('X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 5.6.7.8, 10.1.1.1\r\n')).toBe('5.6.7.8');
    change({ MILLRACE_URL: 'https://millrace.test' });
  });

  it('cannot set the headers that only the server may set for its pages', async () => {
    await get('/flows', 'X-Nonce: mine\r\nX-Path: //evil.example\r\n');
    expect(seen?.headers['x-nonce']).toBeUndefined();
    expect(seen?.headers['x-path']).toBeUndefined();
  });

  it('keeps one caller from posing as many', async () => {
    const statuses: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      // Unknown keys: after 120 at once a caller has to wait, whatever address it claims.
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, each) =>
          get(
            '/api/v1/templates',
            `Authorization: Bearer mill_guess_${index}_${each}\r\nX-Forwarded-For: 9.${index}.${each}.1\r\n`,
          ),
        ),
      );
      statuses.push(...answers.map((answer) => answer.slice(9, 12)));
    }
    expect(statuses.filter((status) => status === '429').length).toBeGreaterThan(10);
  });
});

describe('metrics', () => {
  const metrics = async (headers = '') => (await get('/metrics', headers)).slice(9, 12);
  const TOKEN = 'a-token-for-prometheus';

  it('are not there at a public address without a token', async () => {
    change({ MILLRACE_URL: 'https://millrace.test' });
    expect(await metrics()).toBe('404');
    expect(await metrics('Authorization: Bearer undefined\r\n')).toBe('404');
  });

  it('without a token are for this machine alone, and not through a proxy on it', async () => {
    change({ MILLRACE_URL: 'http://localhost:3000' });
    expect(await metrics()).toBe('200');
    expect(await metrics('X-Forwarded-Proto: https\r\n')).toBe('404');
    expect(await metrics('Via: 1.1 proxy\r\n')).toBe('404');
    change({ MILLRACE_URL: 'http://localhost:3000', MILLRACE_TRUSTED_PROXIES: '127.0.0.1' });
    expect(await metrics('X-Forwarded-For: 5.6.7.8\r\n')).toBe('404');
  });

  it('with a token are for whoever sends it, and it cannot be guessed', async () => {
    change({ MILLRACE_URL: 'https://millrace.test', MILLRACE_METRICS_TOKEN: TOKEN });
    for (let index = 0; index < 30; index += 1)
      expect(await metrics(`Authorization: Bearer ${TOKEN}\r\n`)).toBe('200');
    for (const wrong of [
      '',
      'Authorization: Bearer wrong\r\n',
      `Authorization: Basic ${TOKEN}\r\n`,
      `Authorization: Bearer ${TOKEN}x\r\n`,
    ])
      expect(await metrics(wrong)).toBe('401');
    for (let index = 0; index < 20; index += 1) await metrics('Authorization: Bearer wrong\r\n');
    expect(await metrics('Authorization: Bearer wrong\r\n')).toBe('429');
  });

  it('need a token that is long enough', () => {
    expect(() => change({ MILLRACE_METRICS_TOKEN: 'short' })).toThrow(/MILLRACE_METRICS_TOKEN/);
    expect(() => change({ MILLRACE_TRUSTED_PROXIES: '10.0.0.0/8 proxy' })).toThrow(
      /MILLRACE_TRUSTED_PROXIES.*proxy/,
    );
  });
});
