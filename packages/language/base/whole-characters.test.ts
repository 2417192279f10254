import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutTo, wellFormed } from './whole-characters.ts';

const half = fc.constantFrom('\ud83d', '\ude00', '😀', 'a', '𠀀', 'é');
const texts = fc.string({ unit: half, maxLength: 12 });

it('a text that is well formed stays as it is, and every other one becomes so without growing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(wellFormed(text)).toBe(text);
    }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const whole = wellFormed(text);
      expect(encodeURIComponent(whole).length).toBeGreaterThanOrEqual(text.length);
      expect(whole).toHaveLength(text.length);
      expect(wellFormed(whole)).toBe(whole);
    }),
  );
});

it('a text is cut to its longest beginning of whole characters', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.integer({ min: -2, max: 14 }),
      (text, most) => {
        const cut = cutTo(text, most);
        // Slowly: character by character, for as long as there is room.
        let expected = '';
        for (const character of text) {
          if (expected.length + character.length > most) break;
          expected += character;
        }
        expect(cut).toBe(expected);
      },
    ),
  );
});
