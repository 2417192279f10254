import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isStorable } from '@millrace/base';
import type { ActCall } from '../act.ts';
import { METHODS, OWN_HEADERS, webRequest } from '../acts/web-request.ts';
import type { Answer } from '../exchange.ts';
import { answered } from '../testing/recorded.ts';
import { requestByHttp } from './act.ts';
import { httpConfig } from './config.ts';
import { webApi } from './connector.ts';
import { keptOf } from './kept.ts';

const config = httpConfig.parse(webApi.example);
const call = (change: object = {}, texts?: Readonly<Record<string, string>>): ActCall => {
  const input = { ...(webRequest.example as object), ...change };
  return {
    callId: 'call-1',
    input,
    texts: texts ?? requestByHttp.texts!(input),
    person: { email: null, phone: null, externalId: null },
    about: { order: null, product: null },
    learned: null,
  };
};
function requestOf(asked: ActCall, through: typeof config | null = null) {
  const dispatch = requestByHttp.request(asked, through);
  if (dispatch.via !== 'http') throw new Error('it is asked by HTTP');
  return dispatch;
}

describe('a request', () => {
  test.each(METHODS)('by %s has a body, a key and redirects as that method may', (method) => {
    const { request, maxRedirects, timeoutMs } = requestOf(call({ method, timeoutSeconds: 7 }));
    const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
    expect(request.method).toBe(method);
    expect(request.body === null).toBe(!hasBody);
    expect('content-type' in request.headers).toBe(hasBody);
    expect(request.headers['idempotency-key']).toBe(method === 'GET' ? undefined : 'call-1');
    expect([maxRedirects, timeoutMs]).toEqual([method === 'GET' ? 5 : 0, 7_000]);
    expect(requestOf(call({ method, body: ' ' })).request.body).toBeNull();
  });

  test.each([
    ['GET', false, 'harmless'],
    ['PUT', false, 'harmless'],
    ['DELETE', true, 'harmless'],
    ['POST', true, 'provider-key'],
    ['PATCH', true, 'provider-key'],
    ['POST', false, 'ask-a-person'],
    ['PATCH', false, 'ask-a-person'],
  ])('by %s, keys honoured: %s, is repeated by %s', (method, honoursKey, means) => {
    expect(requestByHttp.repeat(call({ method, honoursKey }).input)).toMatchObject({
      means,
      harmless: means !== 'ask-a-person',
    });
  });

  test('carries the secret of its connection apart, and to its address alone', () => {
    const { request } = requestOf(call({ url: '/members' }), config);
    expect(request.url).toBe('https://api.example.com/members');
    expect(request.auth).toEqual({ kind: 'header', name: 'authorization', value: 'Bearer example-token' });
    expect(JSON.stringify({ ...request, auth: undefined })).not.toContain('example-token');
    expect(() => requestOf(call({ url: 'https://evil.example/members' }), config)).toThrow(
      /goes to another host/,
    );
    expect(() => requestOf(call({ url: '/members' }))).toThrow(/begin with https/);
    expect(requestOf(call()).request.auth).toBeUndefined();
  });

  test('has each header in one line of characters it can carry, or is not made', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (value) => {
        const asked = call({ headers: [{ name: 'X-Note', value: 'x' }] }, { 'header/0': value });
        try {
          const header = requestOf(asked).request.headers['x-note']!;
          expect(header).toMatch(/^[\x20-\x7e\x80-\xff]*$/);
          expect(header).toBe(header.trim());
        } catch (error) {
          expect(error).toMatchObject({
            code: 'input-invalid',
            message: expect.stringMatching(/header X-Note/),
          });
        }
      }),
    );
    const split = call(
      { headers: [{ name: 'X-Note', value: 'x' }] },
      { 'header/0': 'a\r\nHost: evil.example' },
    );
    expect(requestOf(split).request.headers['x-note']).toBe('a Host: evil.example');
  });

  test.each([...OWN_HEADERS, 'Host', 'X Y', 'Ü', 'a:b', ''])('never sets the header %j', (name) => {
    expect(() => requestOf(call({ headers: [{ name, value: 'x' }] }))).toThrow(/cannot be set/);
  });
});

describe('what comes of it', () => {
  const through = { connection: 'one' };
  const outcome = (answer: Answer, change: object = {}) => requestByHttp.outcome(answer, call(change));
  test.each([
    [200, {}, 'done'],
    [204, {}, 'done'],
    [301, {}, 'refused'],
    [400, {}, 'refused'],
    [401, {}, 'refused'],
    [401, through, 'retry'],
    [403, through, 'retry'],
    [404, through, 'refused'],
    [408, {}, 'unknown'],
    [429, {}, 'retry'],
    [500, {}, 'unknown'],
  ])('%i with %j is %s', (status, change, result) => {
    expect(outcome(answered({ status, body: {} }), change).result).toBe(result);
  });
  test('an address that may not be called is a no, one that cannot be reached is tried again', () => {
    for (const cause of ['address-blocked', 'request-invalid'] as const)
      expect(outcome({ kind: 'not-sent', cause, reason: 'x' }).result).toBe('refused');
    for (const cause of ['name-unknown', 'refused', 'timeout', 'tls', 'broken'] as const)
      expect(outcome({ kind: 'not-sent', cause, reason: 'x' }).result).toBe('retry');
    expect(outcome({ kind: 'accepted', response: '250' }).result).toBe('unknown');
  });
  test('says what it was to keep and did not find', () => {
    const keep = [
      { path: 'a.b', name: 'one', type: 'text' },
      { path: 'c', name: 'two', type: 'number' },
    ];
    expect(outcome(answered({ status: 201, body: { a: { b: 'x' } } }), { keep })).toEqual({
      result: 'done',
      found: { one: 'x', two: null },
      sentence: 'Answered 201, without c.',
    });
    expect(outcome(answered({ status: 200, body: 'plain words' }), { keep })).toMatchObject({
      found: { one: null, two: null },
    });
  });
});

describe('what is kept', () => {
  test('is of its type, from where it was found, and can be stored, whatever is answered', () => {
    const path = fc.array(fc.constantFrom('a', 'b', '0', 'length', '__proto__', 'constructor'), {
      minLength: 1,
      maxLength: 3,
    });
    const type = fc.constantFrom<'text' | 'number' | 'boolean'>('text', 'number', 'boolean');
    const tree = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string({ unit: 'binary' }),
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('a', 'b', '0'), tie('value')),
      ),
    })).value;
    fc.assert(
      fc.property(tree, path, type, (answer, parts, kind) => {
        const { x: kept } = keptOf(answer, [{ path: parts.join('.'), name: 'x', type: kind }]);
        if (kept === null) return;
        expect(typeof kept).toBe(kind === 'text' ? 'string' : kind);
        if (typeof kept === 'string') expect(kept.length <= 2_000 && isStorable(kept)).toBe(true);
        if (typeof kept === 'number') expect(Number.isFinite(kept)).toBe(true);
      }),
      { numRuns: 150 },
    );
    expect(keptOf({ a: `x${'😀'.repeat(1_500)}\0` }, [{ path: 'a', name: 'x', type: 'text' }])).toEqual({
      x: `x${'😀'.repeat(999)}`,
    });
  });
});

test.each([
  [{}, true],
  [{ baseUrl: 'https://api.example.com/v1' }, true],
  [{ baseUrl: 'http://localhost:3000' }, true],
  [{ baseUrl: 'https://user:secret@api.example.com' }, false],
  [{ baseUrl: 'ftp://api.example.com' }, false],
  [{ baseUrl: 'https://api.example.com/?key=1' }, false],
  [{ baseUrl: 'https://api.example.com/#x' }, false],
  [{ headerName: 'Host' }, false],
  [{ headerName: 'X Key' }, false],
  [{ headerSecret: 'abc' }, false],
  [{ headerSecret: 'line\nbreak' }, false],
  [{ headerSecret: 'schlüssel' }, false],
])('settings with %j can be used: %s', (change, can) => {
  expect(httpConfig.safeParse({ ...(webApi.example as object), ...change }).success).toBe(can);
});
