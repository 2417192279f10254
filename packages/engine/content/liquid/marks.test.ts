import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, markValue, pieces, unmark, VALUE_BEGINS, VALUE_ENDS, withoutMarks } from './marks.ts';

const odd = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', ' ', '<', '&', '\uE000', '\uE010', '\uE011', '\uE01F', '\uE020', '\0', '\n', '😀'),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
  maxLength: 12,
});
const own = fc.string({ unit: fc.constantFrom('a', ' ', '<', '**', '['), maxLength: 6 });

describe('values in a text', () => {
  it('are told from what was written, in their order, whatever is in them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.record({ own }), fc.record({ value: odd })), { maxLength: 8 }),
        (parts) => {
          const text = parts.map((part) => ('own' in part ? part.own : markValue(part.value))).join('');
          const found = pieces(text);
          expect(found.map((piece) => piece.text).join('')).toBe(unmark(text));
          expect(found.filter(({ isValue }) => isValue).map((piece) => piece.text)).toEqual(
            parts.flatMap((part) => ('value' in part ? [unmark(markValue(part.value))] : [])),
          );
          expect(
            found
              .filter(({ isValue }) => !isValue)
              .map((piece) => piece.text)
              .join(''),
          ).toBe(parts.map((part) => ('own' in part ? part.own : '')).join(''));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('begin and end once each', () => {
    fc.assert(
      fc.property(odd, (value) => {
        const marked = markValue(value);
        expect([...marked].filter((letter) => letter === VALUE_BEGINS || letter === VALUE_ENDS)).toHaveLength(
          2,
        );
        expect(marked.startsWith(VALUE_BEGINS) && marked.endsWith(VALUE_ENDS)).toBe(true);
      }),
    );
  });

  it.each([
    [null, ''],
    [undefined, ''],
    [{}, ''],
    [[1, 2], ''],
    [() => 1, ''],
    [Symbol('x'), ''],
    [0, '0'],
    [false, 'false'],
    [12n, '12'],
    [Number.NaN, 'NaN'],
  ])('that are no text print as people write them, or not at all: %s', (value, printed) => {
    expect(unmark(markValue(value))).toBe(printed);
  });
});

describe('what is taken away', () => {
  it('are our own characters and controls, and nothing that a person writes', () => {
    const written = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !/[\uE000-\uE01F\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(text));
    fc.assert(
      fc.property(written, (text) => {
        expect(withoutMarks(text)).toBe(text);
      }),
    );
    expect(withoutMarks('a\tb\nc\rd\0e\uE01Ff')).toBe('a\tb\nc\rdef');
  });

  it('leaves HTML that says what was written, and holds no element', () => {
    fc.assert(
      fc.property(odd, (text) => {
        const html = escapeHtml(text);
        expect(html).not.toMatch(/[<>"']/);
        const read = html
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&');
        expect(read).toBe(withoutMarks(text));
      }),
    );
  });
});
