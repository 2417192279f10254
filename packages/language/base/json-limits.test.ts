import { expect, test } from 'vitest';
import fc from 'fast-check';
import { passedLimit } from './json-limits.ts';

const depthOf = (value: unknown): number =>
  typeof value !== 'object' || value === null ? 0 : 1 + Math.max(0, ...Object.values(value).map(depthOf));
const valuesOf = (value: unknown): number =>
  typeof value !== 'object' || value === null
    ? 1
    : Object.values(value).reduce<number>((sum, item) => sum + valuesOf(item), 1);

/** Texts that look like brackets, quotes and escapes inside strings. */
const tricky = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.string({ unit: fc.constantFrom('"', '\\', '[', '{', ']', ',', 'a', '\n', '\u2028', '😀') }),
    fc.double(),
    fc.constantFrom(null, true),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: fc.constantFrom('"', '\\', '}', 'b') }), tie('value'), { maxKeys: 4 }),
  ),
})).value;

test('counts levels and values exactly as the parsed value has them, however it is written', () => {
  fc.assert(
    fc.property(tricky, fc.constantFrom(undefined, 2, '\t'), (value, space) => {
      const text = JSON.stringify(value, null, space);
      const parsed: unknown = JSON.parse(text);
      const depth = depthOf(parsed);
      const values = valuesOf(parsed);
      expect(passedLimit(text, { depth, values })).toBeNull();
      if (depth > 0) expect(passedLimit(text, { depth: depth - 1, values })).toBe('depth');
      if (values > 1) expect(passedLimit(text, { depth, values: values - 1 })).toBe('values');
    }),
    { numRuns: 500 },
  );
});

test('finds a million levels without a stack of a million calls', () => {
  const text = '['.repeat(1_000_000);
  expect(passedLimit(text, { depth: 64, values: 10 ** 9 })).toBe('depth');
  expect(passedLimit(text.replaceAll('[', '{"a":'), { depth: 64, values: 10 ** 9 })).toBe('depth');
});

test('reads to the end of what is no JSON without complaint: that is for the parser', () => {
  for (const text of ['"'.repeat(999), '\\'.repeat(999), `["${'\\"'.repeat(500)}`, ']'.repeat(999)])
    expect(passedLimit(text, { depth: 64, values: 2_000 })).toBeNull();
});
