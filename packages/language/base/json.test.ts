import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { canonicalJson } from './json.ts';

/** The same value with the keys of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, shuffled(inner)]),
  );
}

test('equal values have equal text, whatever the order of their keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
    }),
  );
});

test('the text reads back as the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('keys are sorted by code unit at every depth, and lists keep their order', () => {
  expect(canonicalJson({ b: [3, 1, 2], a: { d: 1, Z: 2, c: [{ y: 1, x: 2 }] } })).toBe(
    '{"a":{"Z":2,"c":[{"x":2,"y":1}],"d":1},"b":[3,1,2]}',
  );
});

test('different values have different text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
      expect(canonicalJson(one) === canonicalJson(other)).toBe(isDeepStrictEqual(stored(one), stored(other)));
    }),
  );
});
