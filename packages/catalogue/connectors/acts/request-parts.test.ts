import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressProblem, addressTexts, originOf, wholeAddress, writeAddress } from './request-address.ts';
import { bodyProblem, readBody, writeBody } from './request-body.ts';

/** Fills every placeholder of an address, in its order. */
function filled(address: string, ...values: string[]): string {
  const names = Object.keys(addressTexts(address));
  expect(names).toHaveLength(values.length);
  return writeAddress(address, Object.fromEntries(names.map((name, index) => [name, values[index]!])));
}

describe('an address with what was filled in', () => {
  const BASE = 'https://api.example.com';

  test('is one part of the path or query for each value, read back as it was', () => {
    const value = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((one) => one.trim() !== '' && !/^\.+$/.test(one.trim()));
    fc.assert(
      fc.property(value, value, (one, two) => {
        const url = new URL(filled(`${BASE}/members/{{ a }}/tags?email={{ b }}`, one, two));
        const parts = url.pathname.split('/');
        expect(parts).toHaveLength(4);
        expect([decodeURIComponent(parts[2]!), url.searchParams.get('email')]).toEqual([
          one.trim(),
          two.trim(),
        ]);
      }),
    );
  });

  test.each([
    ['/members/{{ a }}/delete', '..'],
    ['/members/{{ a }}/delete', '.'],
    ['/members/.{{ a }}', '.'],
    ['/members/{{ a }}.', '.'],
    ['/a/{{ a }}?x=1', ' .. '],
  ])('leads to no other path: %s with %j is refused', (address, value) => {
    expect(() => filled(BASE + address, value)).toThrow(
      expect.objectContaining({ code: 'input-invalid', message: expect.stringMatching(/other/) }),
    );
  });

  test.each(['', '  '])('is not made without the value that names what is called: %j', (value) => {
    expect(() => filled(`${BASE}/members/{{ a }}`, value)).toThrow(/empty for this person/);
    expect(() => filled(`${BASE}/members/{{ a }}?x=1`, value)).toThrow(/empty for this person/);
    expect(filled(`${BASE}/members/m-{{ a }}?x={{ b }}#{{ c }}`, value, value, value)).toBe(
      `${BASE}/members/m-?x=#`,
    );
  });

  test('keeps dots that the marketer wrote, and dots within a value', () => {
    expect(filled(`${BASE}/v1/../v2/{{ a }}`, 'a..b')).toBe(`${BASE}/v1/../v2/a..b`);
    expect(filled(`${BASE}/x?y={{ a }}`, '..')).toBe(`${BASE}/x?y=..`);
  });

  test('with slashes and quotes inside a placeholder is no other path', () => {
    expect(filled(`${BASE}/a/{{ x | split: "/" | first }}/b`, 'c')).toBe(`${BASE}/a/c/b`);
  });
});

describe('an address through a connection', () => {
  test.each([
    ['/members', 'https://api.example.com/v1', 'https://api.example.com/v1/members'],
    ['/members', 'https://api.example.com/v1//', 'https://api.example.com/v1/members'],
    ['https://api.example.com/x', 'https://API.example.com/v1', 'https://api.example.com/x'],
    ['https://any.example/x', null, 'https://any.example/x'],
  ])('%s by %s is %s', (address, base, whole) => expect(wholeAddress(address, base)).toBe(whole));

  test.each([
    'https://evil.example/x',
    'https://api.example.com.evil.example/',
    'https://api.example.com:8443/',
    'http://api.example.com/x',
    'https://api.example.com@evil.example/',
    '',
  ])('never takes the secret elsewhere: %s', (address) => {
    expect(() => wholeAddress(address, 'https://api.example.com')).toThrow(/goes to another host/);
  });

  test('stays on its machine for every address that passes the check', () => {
    const address = fc.oneof(
      fc.webUrl(),
      fc.webPath(),
      fc.string(),
      fc.webAuthority().map((one) => `https://${one}/x`),
    );
    fc.assert(
      fc.property(address, (given) => {
        fc.pre(addressProblem(given, true) === null);
        try {
          expect(new URL(wholeAddress(given, 'https://api.example.com/v1')).origin).toBe(
            'https://api.example.com',
          );
        } catch (error) {
          expect(error).toMatchObject({ code: 'input-invalid' });
        }
      }),
    );
  });

  test('has the origin that a reader of addresses finds', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        expect(originOf(url)).toBe(new URL(url).origin);
      }),
    );
  });
});

describe('a body', () => {
  const json = fc
    .json({ maxDepth: 4 })
    .filter((written) => !/\{[{%]|\\u0001|-0|e[+-]?\d|\d{16}/.test(written))
    .map((written) => JSON.parse(written) as unknown);

  test('without placeholders is sent as it was written, whatever is in it', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (value, space) => {
        const template = JSON.stringify(value, null, space);
        expect(bodyProblem(template)).toBeNull();
        expect(JSON.parse(writeBody(template, {}))).toEqual(value);
      }),
    );
  });

  test('has each text in its place, however many there are', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 8 }), (values) => {
        const template = JSON.stringify(values.map((_, index) => ({ value: `{{ v${index} }}`, at: index })));
        const { texts } = readBody(template);
        const given = Object.fromEntries(
          Object.entries(texts).map(([name, placeholder]) => [
            name,
            values[Number(/v(\d+)/.exec(placeholder)![1])]!,
          ]),
        );
        expect(JSON.parse(writeBody(template, given))).toEqual(values.map((value, at) => ({ value, at })));
      }),
    );
  });

  test.each([
    '{ "{{ customer.email }}": 1 }',
    '{ {{ customer.email }}: 1 }',
    '{ "a": { "x{% if true %}y{% endif %}": 1 } }',
    '[{ {{ x }}: "a" }]',
    '{ "order": 12345678901234567890 }',
    String.raw`["\u00010", {{ x }}]`,
  ])('that would be sent otherwise than it was written is named as a problem: %s', (template) => {
    expect(bodyProblem(template)).toMatch(/^The body .*\.$/);
  });

  test('may have any name, also one that every object has', () => {
    expect(writeBody('{"__proto__":1,"constructor":{"x":2}}', {})).toBe(
      '{"__proto__":1,"constructor":{"x":2}}',
    );
  });
});
