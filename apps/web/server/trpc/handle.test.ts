import pino from 'pino';
import { initTRPC } from '@trpc/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureFirstOwner } from '../auth/first-owner.ts';
import { handleAuth } from '../auth/handle.ts';
import { openInstallation, PUBLIC_URL, type Installation } from '../testing/installation.ts';
import { envelope } from './envelope.ts';
import { answerTrpc, handleTrpc } from './handle.ts';
import { MOST_CALLS } from './work.ts';

const OWNER = { email: 'owner@example.com', password: 'correct-horse-battery' };
let here: Installation;
let cookie: string;
const lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  here = await openInstallation({
    MILLRACE_ADMIN_EMAIL: OWNER.email,
    MILLRACE_ADMIN_PASSWORD: OWNER.password,
  });
  await ensureFirstOwner();
  const answer = await handleAuth(
    new Request(`${PUBLIC_URL}/api/auth/sign-in/email`, {
      method: 'POST',
      body: JSON.stringify(OWNER),
      headers: { 'content-type': 'application/json', origin: PUBLIC_URL },
    }),
  );
  cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  (globalThis as { millraceLog?: pino.Logger }).millraceLog = pino(
    { base: null },
    { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  );
});
afterAll(async () => {
  delete (globalThis as { millraceLog?: pino.Logger }).millraceLog;
  await here.close();
});
beforeEach(() => void lines.splice(0));

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  handleTrpc(
    new Request(`${PUBLIC_URL}/api/trpc/${path}`, {
      method: 'POST',
      body,
      headers: { cookie, origin: PUBLIC_URL, 'content-type': 'application/json', ...headers },
    }),
  );
const get = (path: string, headers: Record<string, string> = {}) =>
  handleTrpc(new Request(`${PUBLIC_URL}/api/trpc/${path}`, { headers: { cookie, ...headers } }));
interface Told {
  readonly error?: {
    readonly json: {
      readonly data: {
        readonly httpStatus: number;
        readonly problem: { readonly code: string; readonly details: object };
      };
    };
  };
  readonly result?: { readonly data: { readonly json: unknown } };
}
const told = async (response: Response) => (await response.json()) as Told;
const codeOf = async (response: Response) => (await told(response)).error?.json.data.problem.code;
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('what screens send', () => {
  it.each([
    ['nested too deeply', `{"json":{"graph":${nested(1_500)}}}`, 422, 'limit-exceeded'],
    ['of too many values', `{"json":{"graph":[${'1,'.repeat(300_000)}1]}}`, 422, 'limit-exceeded'],
    ['no JSON', '{"json":', 400, 'json-malformed'],
    ['a zero byte', '{"json":{"name":"A\\u0000"}}', 422, 'input-invalid'],
    ['half a letter', '{"json":{"name":"\\ud800"}}', 422, 'input-invalid'],
    ['too large', JSON.stringify({ json: { name: 'x'.repeat(7 * 1024 * 1024) } }), 413, 'body-too-large'],
    ['no envelope', '[1,2]', 422, 'input-invalid'],
    [
      'notes that build a value without end',
      '{"json":{"graph":{"a":null}},"meta":{"referentialEqualities":{"graph":["graph.a"]}}}',
      422,
      'input-invalid',
    ],
    [
      'notes that make other things than JSON',
      '{"json":{"name":"(a+)+$"},"meta":{"values":{"name":["regexp"]}}}',
      422,
      'input-invalid',
    ],
    [
      'notes that name what every object has',
      '{"json":{},"meta":{"values":{"__proto__.x":["map"]}}}',
      422,
      'input-invalid',
    ],
  ])('is refused with a typed error when it is %s', async (_what, body, status, code) => {
    const response = await post('flows.create', body);
    expect(response.status).toBe(status);
    expect(await codeOf(response)).toBe(code);
  });

  it('may omit values', async () => {
    const response = await post(
      'flows.create',
      JSON.stringify(envelope.serialize({ name: 'With a gap', graph: undefined })),
    );
    expect((await told(response)).result?.data.json).toMatchObject({ name: 'With a gap' });
  });

  it('is returned whatever its name, also names that every object has', async () => {
    const names =
      '{"prototype":1,"constructor":{"prototype":2},"__proto__":3,"deep":{"__proto__":{"constructor":[4]}}}';
    const sent = await here.call('POST', '/events', {
      body: `{"id":"names","type":"note-left","customer":{"email":"names@example.com","prototype":"a","constructor":"b"},"properties":${names}}`,
    });
    expect(sent.status).toBe(202);
    const list = (await told(await get('customers.list'))).result?.data.json as {
      items: { id: string; properties: object }[];
    };
    expect(list.items[0]?.properties).toMatchObject({ prototype: 'a', constructor: 'b' });
    const id = JSON.stringify({ json: { id: list.items[0]?.id } });
    for (const path of ['customers.get', 'customers.timeline', 'customers.export'])
      expect((await get(`${path}?input=${encodeURIComponent(id)}`)).status, path).toBe(200);
    expect((await here.call('GET', `/customers/${list.items[0]?.id}/timeline`)).status).toBe(200);
  });

  it('is checked in an address too', async () => {
    const ask = (input: string) => get(`flows.list?input=${encodeURIComponent(input)}`);
    expect((await ask('{"json":{"limit":1}}')).status).toBe(200);
    for (const [input, code] of [
      [`{"json":${nested(100)}}`, 'limit-exceeded'],
      ['{', 'json-malformed'],
      ['{"json":{"search":"\\u0000"}}', 'input-invalid'],
      ['7', 'input-invalid'],
    ] as const)
      expect(await codeOf(await ask(input)), input.slice(0, 30)).toBe(code);
  });

  it('has to be JSON, and only a little is read without a session', async () => {
    for (const type of ['multipart/form-data; boundary=x', 'application/octet-stream', 'text/plain'])
      expect(await codeOf(await post('flows.create', 'x', { 'content-type': type }))).toBe(
        'content-type-unsupported',
      );
    const large = JSON.stringify({ json: { name: 'x'.repeat(20_000) } });
    expect(await codeOf(await post('flows.create', large, { cookie: '' }))).toBe('body-too-large');
  });
});

describe('several calls in one request', () => {
  const batch = (paths: readonly string[], input: Record<string, unknown> = {}) =>
    get(`${paths.join(',')}?batch=1&input=${encodeURIComponent(JSON.stringify(input))}`);

  it('are answered together up to the limit, and beyond it none is', async () => {
    const many = (count: number) => Array.from({ length: count }, () => 'settings.store');
    const right = await batch(many(MOST_CALLS));
    expect(right.status).toBe(200);
    expect(await right.json()).toHaveLength(MOST_CALLS);
    const wrong = await batch(many(MOST_CALLS + 1));
    expect(wrong.status).toBe(422);
    const [first] = (await wrong.json()) as Told[];
    expect(first?.error?.json.data.problem).toMatchObject({
      code: 'limit-exceeded',
      details: { limitName: 'calls' },
    });
  });

  it('may not cost too much together', async () => {
    const calls = Array.from({ length: 5 }, () => 'flows.rehearse').join(',');
    const [first] = (await (await post(`${calls}?batch=1`, '{}')).json()) as Told[];
    expect(first?.error?.json.data.problem).toMatchObject({
      code: 'limit-exceeded',
      details: { limitName: 'work' },
    });
  });

  it('are limited for one person at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => batch(Array.from({ length: 20 }, () => 'settings.store'))),
    );
    const statuses = answers.map((answer) => answer.status);
    expect(statuses).toContain(200);
    expect(statuses).toContain(429);
    expect((await batch(['settings.store'])).status).toBe(200);
  });
});

describe('an answer that cannot be given', () => {
  it('has the id of the request in its headers and in the log, even when it cannot be written', async () => {
    const trpc = initTRPC.create({
      transformer: {
        serialize: () => {
          throw new RangeError('Maximum call stack size exceeded');
        },
        deserialize: (value: unknown) => value,
      },
    });
    const router = trpc.router({ broken: trpc.procedure.query(() => 'fine') });
    const response = await answerTrpc(
      new Request(`${PUBLIC_URL}/api/trpc/broken`, {
        headers: { cookie, 'x-request-id': 'find-me-in-the-log' },
      }),
      router,
    );
    expect(response.status).toBe(500);
    expect(response.headers.get('x-request-id')).toBe('find-me-in-the-log');
    expect(lines.filter((line) => line['requestId'] === 'find-me-in-the-log' && line['trace'])).not.toEqual(
      [],
    );
  });

  it('is logged under the id that the screen shows when a procedure fails unexpectedly', async () => {
    const { db } = here.store;
    await db.sql.unsafe('select 1');
    const trpc = initTRPC.create({ transformer: envelope });
    const router = trpc.router({
      broken: trpc.procedure.query(() => {
        throw new TypeError('secret words');
      }),
    });
    const response = await answerTrpc(
      new Request(`${PUBLIC_URL}/api/trpc/broken`, {
        headers: { cookie, 'x-request-id': 'another-to-find' },
      }),
      router,
    );
    expect(response.status).toBe(500);
    expect(lines.filter((line) => line['requestId'] === 'another-to-find')).not.toEqual([]);
    expect(JSON.stringify(lines)).not.toContain('secret words');
  });
});
