import { escapeHtml, isMillraceError } from '@millrace/base';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { requestIdOf } from '../request-id.ts';
import { letterPage } from '../links/letter-page.ts';
import { createMatcher } from './match.ts';
import { inputOf, ok, type Call, type Operation } from './operation.ts';
import { readBytes, requireJson } from './read-body.ts';
import { queryOf } from './read-query.ts';

/** The code of the error that a call ends with; null if it does not. */
async function codeOf(run: () => unknown): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    return isMillraceError(error) ? error.code : String(error);
  }
}

const operation = (method: Operation['method'], path: string): Operation => ({
  id: `${method} ${path}`,
  method,
  path,
  tag: 'Test',
  summary: 'For tests',
  scope: null,
  answer: { status: 200, description: 'Fine', schema: z.null() },
  run: () => Promise.resolve(ok(null)),
});

describe('finding the operation of a path', () => {
  const match = createMatcher([
    operation('GET', '/flows/{id}'),
    operation('PUT', '/flows/{id}'),
    operation('GET', '/flows/mine'),
    operation('GET', '/flows/{id}/versions/{number}'),
  ]);
  const found = (method: string, path: string) => {
    const is = match(method, path);
    return is === null ? null : 'operation' in is ? [is.operation.id, is.params] : is.allowed;
  };

  test.each([
    ['GET', '/flows/1', ['GET /flows/{id}', { id: '1' }]],
    ['GET', '/flows/mine', ['GET /flows/mine', {}]],
    ['GET', '/flows/mine/', ['GET /flows/mine', {}]],
    ['GET', '/flows/a%2Fb/versions/3', ['GET /flows/{id}/versions/{number}', { id: 'a/b', number: '3' }]],
    ['GET', '/flows/50%', ['GET /flows/{id}', { id: '50%' }]],
    ['DELETE', '/flows/1', ['GET', 'PUT']],
    ['GET', '/flows', null],
    ['GET', '/flows/1/versions', null],
    ['GET', '/', null],
  ])('%s %s is %j', (method, path, is) => {
    expect(found(method, path)).toEqual(is);
  });

  it('gives back any id as it was meant', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (id) => {
        fc.pre(id !== 'mine');
        expect(found('PUT', `/flows/${encodeURIComponent(id)}`)).toEqual(['PUT /flows/{id}', { id }]);
      }),
    );
  });
});

describe('the parameters of an address', () => {
  const query = z.object({ limit: z.string(), search: z.string() });
  const read = (search: string) => queryOf(new URL(`https://flows.example.com/api/v1/x${search}`), { query });

  it('are read as they were meant', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (text) => {
        fc.pre(!text.includes('\0'));
        expect(read(`?search=${encodeURIComponent(text)}`)).toEqual({ search: text });
      }),
    );
    expect(read('?search=a+b&limit=5')).toEqual({ search: 'a b', limit: '5' });
    expect(read('')).toEqual({});
  });

  test.each([
    ['unknown', '?limt=5'],
    ['a name that every object has', '?constructor=1'],
    ['given twice', '?limit=5&limit=6'],
    ['too long', `?search=${'a'.repeat(2_001)}`],
    ['no text', '?search=%E0%A4'],
    ['broken', '?search=100%'],
    ['not storable', '?search=a%00b'],
  ])('that are %s are refused', async (_what, search) => {
    expect(await codeOf(() => read(search))).toBe('input-invalid');
  });

  it('at the longest are accepted', () => {
    expect(read(`?search=${'a'.repeat(2_000)}`).search).toHaveLength(2_000);
  });
});

describe('a body', () => {
  /** In pieces of the given sizes, without a length. */
  const streamed = (sizes: readonly number[]) => {
    const pieces = sizes.map((size, at) => new Uint8Array(size).fill(at + 1));
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const next = pieces.shift();
        if (next) controller.enqueue(next);
        else controller.close();
      },
    });
    return new Request('https://flows.example.com', { method: 'POST', body, duplex: 'half' } as RequestInit);
  };

  it('is read whole in any pieces up to the limit, and refused beyond it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 200 }),
        async (sizes, limit) => {
          const whole = sizes.reduce((sum, size) => sum + size, 0);
          if (whole > limit)
            expect(await codeOf(() => readBytes(streamed(sizes), limit))).toBe('body-too-large');
          else
            expect([...(await readBytes(streamed(sizes), limit))]).toEqual(
              sizes.flatMap((size, at) => Array.from({ length: size }, () => at + 1)),
            );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('that says itself that it is too long is not read', async () => {
    const request = new Request('https://flows.example.com', {
      method: 'POST',
      headers: { 'content-length': '999999' },
      body: 'x',
    });
    expect(await codeOf(() => readBytes(request, 1_000))).toBe('body-too-large');
    expect(request.bodyUsed).toBe(false);
  });

  test.each([
    ['application/json', null],
    ['Application/JSON; charset=utf-8', null],
    ['application/vnd.shop+json', null],
    ['text/plain', 'content-type-unsupported'],
    ['multipart/form-data; boundary=x', 'content-type-unsupported'],
    ['application/jsonp', 'content-type-unsupported'],
  ])('of type %s ends in %j', async (type, code) => {
    const request = new Request('https://flows.example.com', {
      method: 'POST',
      headers: { 'content-type': type },
      body: '{}',
    });
    expect(await codeOf(() => requireJson(request))).toBe(code);
  });
});

describe('the input of an operation', () => {
  const call = (params: object, body: unknown) => ({ params, query: {}, body }) as unknown as Call;
  it('takes the path’s word, which the body may repeat and not contradict', async () => {
    expect(inputOf(call({ id: 'a' }, { name: 'x' }))).toEqual({ id: 'a', name: 'x' });
    expect(inputOf(call({ id: 'a' }, { id: 'a' }))).toEqual({ id: 'a' });
    expect(inputOf(call({ id: 'a' }, undefined), { id: 'flow' })).toEqual({ flow: 'a' });
    expect(await codeOf(() => inputOf(call({ id: 'a' }, { id: 'b' })))).toBe('input-invalid');
  });
  test.each([[[]], [null], ['text'], [7]])('is refused when its body is %j', async (body) => {
    expect(await codeOf(() => inputOf(call({}, body)))).toBe('input-invalid');
  });
});

describe('what is written into an answer', () => {
  it('keeps the caller’s id of a request only if it is a plain word', () => {
    const idOf = (id: string) => requestIdOf(new Headers({ 'x-request-id': id }));
    expect(idOf('order_import-2026')).toBe('order_import-2026');
    for (const id of ['short', 'a b c d e f', 'x'.repeat(65), '<script>alert</script>'])
      expect(idOf(id)).toMatch(/^[\da-f-]{36}$/);
  });

  it('cannot become markup on a page for customers', async () => {
    const marks = fc.string({ unit: fc.constantFrom('&', '<', '>', '"', "'", 'a', ' ', 'é', '😀') });
    fc.assert(
      fc.property(marks, (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
        const back = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" } as const;
        const read = escapeHtml(text).replaceAll(
          /&(amp|lt|gt|quot|#39);/g,
          (one) => back[one as keyof typeof back],
        );
        expect(read).toBe(text);
      }),
    );
    const page = letterPage({ title: '<b>Fern & Co</b>', body: '<main>' });
    expect(await page.text()).toContain('<title>&lt;b&gt;Fern &amp; Co&lt;/b&gt;</title>');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
  });
});
