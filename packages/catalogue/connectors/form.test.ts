import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeForm, decodeFormPairs, encodeForm } from './form.ts';

describe('a form', () => {
  test('comes back as it was sent, whatever is written in it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
        (fields) => {
          expect(decodeForm(encodeForm(fields))).toEqual(Object.fromEntries(Object.entries(fields)));
        },
      ),
    );
  });

  test('with half an emoji is sent with a mark in its place instead of breaking', () => {
    expect(decodeForm(encodeForm({ Body: 'a\uD83D' }))).toEqual({ Body: 'a\uFFFD' });
  });

  test('gives a name its last value, and keeps every pair for the signature', () => {
    expect(decodeForm('a=1&a=2&b')).toEqual({ a: '2', b: '' });
    expect(decodeFormPairs('a=1&a=2')).toEqual([
      ['a', '1'],
      ['a', '2'],
    ]);
  });

  test.each(['%', '%E0%A4%A', 'a=%zz', 'a&'.repeat(501)])(
    'that is broken or far too long is refused with a reason: %.20s',
    (body) => {
      expect(() => decodeForm(body)).toThrow(expect.objectContaining({ code: 'input-invalid' }));
    },
  );
});
