import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressProblem, addressTexts, originOf, writeAddress } from '../acts/request-address.ts';
import { bodyProblem, readBody, writeBody } from '../acts/request-body.ts';
import { keptOf } from './kept.ts';

describe('an address', () => {
  test.each([
    'https://api.example.com/members',
    'http://localhost:3000/x?y={{ customer.email }}',
    'https://api.example.com',
    'https://[2001:db8::1]:8443/x',
  ])('can be called: %s', (address) => expect(addressProblem(address, false)).toBeNull());

  test.each([
    '',
    'ftp://example.com/x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'example.com/x',
    '//example.com/x',
    '/members',
    'https://{{ customer.properties.host }}/x',
    'https://api.{{ customer.city }}.example.com/',
    'https://user:secret@example.com/',
    'https://example.com\\@evil.example/',
    'https://exa mple.com/',
    'https://example.com/{% if true %}x{% endif %}',
    'https://example.com/{{ customer.email',
  ])('is refused in words: %s', (address) => expect(addressProblem(address, false)).toMatch(/^[A-Z].*\.$/));

  test('leads to the same machine whatever is filled in', () => {
    const template = 'https://api.example.com/a/{{ customer.firstName }}/b?c={{ customer.email }}';
    const names = Object.keys(addressTexts(template));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.webUrl(), (one, two) => {
        fc.pre(!/^\.{0,2}$/.test(one.trim()));
        const written = new URL(writeAddress(template, { [names[0]!]: one, [names[1]!]: two }));
        expect(written.origin).toBe('https://api.example.com');
        expect(originOf(written.href)).toBe('https://api.example.com');
        expect([...written.searchParams.keys()]).toEqual(['c']);
      }),
    );
  });
});

describe('a body', () => {
  const template =
    '{ "a": "Dear {{ customer.firstName | default: "friend" }}", "b": {{ customer.ordersCount }}, "c": [{"d": true}, "\\"plain\\""] }';

  test('has the same shape whatever is filled in', () => {
    const names = Object.keys(readBody(template).texts);
    expect(names).toHaveLength(2);
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, two) => {
        const written = JSON.parse(writeBody(template, { [names[0]!]: one, [names[1]!]: two })) as Record<
          string,
          unknown
        >;
        expect(Object.keys(written)).toEqual(['a', 'b', 'c']);
        expect(written['a']).toBe(one);
        expect(written['c']).toEqual([{ d: true }, '"plain"']);
      }),
    );
  });

  test.each([
    ['12', 12],
    ['-0.5', -0.5],
    ['true', true],
    ['null', null],
    ['', null],
    ['0123', '0123'],
    ['{"x":1}', '{"x":1}'],
    ['123456789012345678901', '123456789012345678901'],
  ])('takes “%s” in place of a value as what it is', (filled, value) => {
    const [name] = Object.keys(readBody('[{{ x }}]').texts);
    expect(JSON.parse(writeBody('[{{ x }}]', { [name!]: filled }))).toEqual([value]);
  });

  test.each(['{', '{ a: 1 }', '{{ customer }', 'text', '{"a": "{{ b"}}'])(
    'that is no JSON is named: %s',
    (text) => {
      expect(bodyProblem(text)).toMatch(/not valid JSON/);
    },
  );
  test('may be empty, or any JSON without placeholders', () => {
    expect(bodyProblem(' ')).toBeNull();
    fc.assert(
      fc.property(fc.json(), (json) => bodyProblem(json) === null || /\{[{%]|\\u0001|\d{16}/.test(json)),
    );
  });
});

test('what is kept of an answer is of its type, from its place, and never what every object has', () => {
  const answer = { member: { tier: 'gold', points: '41', ok: 'true' }, items: [{ id: 7 }] };
  expect(
    keptOf(answer, [
      { path: 'member.tier', name: 'tier', type: 'text' },
      { path: 'member.points', name: 'points', type: 'number' },
      { path: 'member.ok', name: 'ok', type: 'boolean' },
      { path: 'items.0.id', name: 'first', type: 'text' },
      { path: 'items.length', name: 'length', type: 'number' },
      { path: '__proto__.toString', name: 'proto', type: 'text' },
      { path: 'constructor.name', name: 'made', type: 'text' },
      { path: 'member', name: 'whole', type: 'text' },
    ]),
  ).toEqual({
    tier: 'gold',
    points: 41,
    ok: true,
    first: '7',
    length: 1,
    proto: null,
    made: null,
    whole: null,
  });
  for (const nothing of [undefined, null, 3, 'text', []])
    expect(keptOf(nothing, [{ path: 'a.b', name: 'a', type: 'text' }])).toEqual({ a: null });
});
