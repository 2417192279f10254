import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composed, composedText, foldText } from './text.ts';

describe('text as it is compared', () => {
  test.each([
    ['İstanbul', 'istanbul'],
    ['ISTANBUL', 'istanbul'],
    ['ısparta', 'ISPARTA'],
    ['E\u0301mile', 'émile'],
    ['ÉMILE', 'e\u0301mile'],
    ['STRASSE', 'straße'],
    ['ΟΔΟΣ', 'οδος'],
    ['ﬁn', 'FIN'],
    ['Ōe', 'o\u0304E'],
    ['ПРИВЕТ', 'привет'],
    ['가', '\u1100\u1161'],
  ])('%s and %s are one word', (left, right) => {
    expect(foldText(left)).toBe(foldText(right));
  });
  test.each([
    ['resume', 'résumé'],
    ['Anna', 'Anne'],
    ['ä', 'ae'],
  ])('%s and %s are two', (left, right) => {
    expect(foldText(left)).not.toBe(foldText(right));
  });
  test('folding is done once and for all, for any text in either form and case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
        expect(foldText(text.normalize('NFD'))).toBe(foldText(text));
        expect(foldText(text.toUpperCase())).toBe(foldText(text));
      }),
    );
  });
});

test('what is kept is composed through and through, and what needs no change is left as it is', () => {
  const given = { name: 'E\u0301mile', tags: ['o\u0308l', 'x'], inner: { 'e\u0301': [1, null, true] } };
  expect(composed(given)).toEqual({ name: 'Émile', tags: ['öl', 'x'], inner: { é: [1, null, true] } });
  const plain = { name: 'Ann', lines: [{ title: 'Mug', price: 100 }], none: null };
  expect(composed(plain)).toBe(plain);
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.stringify(composed(value))).toBe(
        JSON.stringify(composed(JSON.parse(JSON.stringify(value)))),
      );
      expect(composedText(JSON.stringify(composed(value)))).toBe(JSON.stringify(composed(value)));
    }),
  );
});
