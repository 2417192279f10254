import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join, sep } from 'node:path';
import { expect, test } from './test.ts';
import { product } from './product.ts';

const APP = join(import.meta.dirname, '../apps/web/app');
const SEGMENTS = [
  'x',
  'x.png',
  'x.svg',
  'x.ico',
  'x.woff2',
  '%00',
  '%2e%2e%2f',
  '01a1fced-09e3-7e35-b690-000000000000',
];

/** Every page and endpoint in the folder of routes, with unusual text for each parameter. */
const ROUTES = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?:^|[\\/])(?:page\.tsx|route\.ts)$/.test(file))
  .map(
    (file) =>
      `/${file
        .split(sep)
        .slice(0, -1)
        .filter((part) => !part.startsWith('('))
        .join('/')}`,
  )
  .flatMap((path) =>
    path.includes('[') ? SEGMENTS.map((segment) => path.replace(/\[+(?:\.\.\.)?\w+\]+/g, segment)) : [path],
  );

const ODD = [
  '/messages/x.png',
  '/nothing/here',
  '/nothing.png',
  '/favicon.ico',
  '/icon.svg',
  '/robots.txt',
  '/.env',
  '//evil.example/',
  '/%5cevil.example',
  '/%',
  '/%00',
  '/%ff',
  '/..%2f..%2fetc/passwd',
  '/_next/static/nothing.js',
  '/_next/static/../../package.json',
  '/_next/image?url=http%3A%2F%2F127.0.0.1%2F&w=64&q=1',
  '/_next/data/x/index.json',
  '/flows?_rsc=x',
  '/metrics',
  '/api',
  '/api/nothing',
  '/hooks',
  `/${'long/'.repeat(600)}`,
];

interface Told {
  readonly status: number;
  readonly raw: readonly string[];
  readonly body: string;
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Told> {
  const { hostname, port } = new URL(product.url());
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (body += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, raw: answer.rawHeaders, body }));
    });
    asked.once('error', reject);
    asked.end();
  });
}

const valuesOf = ({ raw }: Told, name: string): string[] =>
  raw.filter((_value, index) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === name);

/** The problems with a response's headers, as sentences. */
function wrongWith(told: Told): string[] {
  const wrong: string[] = [];
  for (const name of [
    'x-content-type-options',
    'referrer-policy',
    'permissions-policy',
    'cross-origin-opener-policy',
    'x-request-id',
    'content-security-policy',
  ])
    if (valuesOf(told, name).length !== 1) wrong.push(`${name} stands ${valuesOf(told, name).length} times`);
  const policy = valuesOf(told, 'content-security-policy')[0] ?? '';
  if (!policy.includes('frame-ancestors')) wrong.push('anybody may frame it');
  if (/unsafe-eval|script-src[^;]*unsafe-inline/.test(policy)) wrong.push(`its policy is ${policy}`);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  const scripts = [...told.body.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  if (nonce && scripts.some((tag) => !tag.includes(`nonce="${nonce}"`)))
    wrong.push('a script of it lacks the nonce of its policy');
  if (told.status >= 500) wrong.push(`it is answered ${told.status}`);
  return wrong;
}

test('every response has the common headers, whatever the path', async ({ context }) => {
  test.setTimeout(240_000);
  expect(ROUTES.length).toBeGreaterThan(60);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const asked: Record<string, string>[] = [
    {},
    { cookie },
    { 'next-router-prefetch': '1' },
    { cookie, rsc: '1', 'next-router-prefetch': '1' },
  ];
  const faults: string[] = [];
  for (const path of [...ROUTES, ...ODD])
    for (const headers of asked)
      for (const fault of wrongWith(await ask(path, headers)))
        faults.push(`${path.slice(0, 80)} ${JSON.stringify(Object.keys(headers))}: ${fault}`);
  for (const method of ['HEAD', 'OPTIONS', 'POST', 'TRACE', 'PATCH'])
    for (const path of [
      '/',
      '/messages/x.png',
      '/api/trpc/viewer.me',
      '/api/auth/nothing',
      '/hooks/x/y',
      '/api/v1/flows',
      '/u/x',
    ])
      for (const fault of wrongWith(await ask(path, {}, method))) faults.push(`${method} ${path}: ${fault}`);
  expect(faults).toEqual([]);
});

test('a page whose path ends like a picture is the app with a page’s policy', async () => {
  const told = await ask('/messages/x.png');
  expect(valuesOf(told, 'content-security-policy')[0] ?? valuesOf(told, 'location')[0]).toMatch(
    /nonce-|sign-in/,
  );
  expect((await ask('/sign-in.png')).body).not.toMatch(/<script(?![^>]*nonce)/);
});

test('an invalid HTTP request is refused with the same headers', async () => {
  const { hostname, port } = new URL(product.url());
  for (const bytes of [
    'nonsense\r\n\r\n',
    'GET  HTTP/1.1\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: x\r\ny: ${'z'.repeat(40_000)}\r\n\r\n`,
  ]) {
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(port), hostname, () => socket.write(bytes));
      socket.on('data', (chunk) => (text += chunk.toString('latin1')));
      socket.once('close', () => resolve(text));
      socket.once('error', reject);
    });
    expect(answer, bytes.slice(0, 20)).toMatch(/^HTTP\/1\.1 4\d\d [\s\S]*content-security-policy/i);
  }
});
