import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directionOfLanguage, directionOfText, endOf, startOf } from './direction.ts';

describe('the direction of a language', () => {
  // CLDR 46, character order of the script that a language is likeliest written in.
  it.each([
    'ar',
    'AR-eg',
    'he',
    'iw',
    'fa',
    'ur',
    'yi',
    'ps',
    'sd',
    'ckb',
    'dv',
    'ug',
    'ks',
    'nqo',
    'az-Arab',
    'pa-Arab',
    'uz-Arab',
    'ff-Adlm',
    'rhg',
  ])('is from right to left for %s', (language) => {
    expect(directionOfLanguage(language)).toBe('rtl');
  });

  it.each(['en', 'de-CH', 'az', 'pa', 'uz', 'ff', 'sd-Deva', 'ja', 'hi', 'el', 'ru', 'tr', 'ku', 'xx', ''])(
    'is from left to right for %j',
    (language) => {
      expect(directionOfLanguage(language)).toBe('ltr');
    },
  );
});

describe('the direction of a text', () => {
  it.each([
    ['Hello שלום', 'ltr'],
    ['שלום Hello', 'rtl'],
    ['12 % مرحبا', 'rtl'],
    ['«Привет»', 'ltr'],
    ['😀 商品', 'ltr'],
    ['\u{1E900}\u{1E922}', 'rtl'],
    ['\u{10D00}', 'rtl'],
    ['𠀀 שלום', 'ltr'],
    ['\u07CA', 'rtl'],
    ['\uFB2E', 'rtl'],
    ['\u0780', 'rtl'],
    ['ﷺ and more', 'rtl'],
  ] as const)('is that of its first letter: %s', (text, direction) => {
    for (const otherwise of ['ltr', 'rtl'] as const) expect(directionOfText(text, otherwise)).toBe(direction);
  });

  it('without letters is the one given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('1', ' ', '%', '-', '😀', '€', '…'), maxLength: 8 }),
        fc.constantFrom('ltr' as const, 'rtl' as const),
        (text, otherwise) => {
          expect(directionOfText(text, otherwise)).toBe(otherwise);
        },
      ),
    );
  });

  it('begins and ends at opposite sides', () => {
    expect([startOf('ltr'), endOf('ltr'), startOf('rtl'), endOf('rtl')]).toEqual([
      'left',
      'right',
      'right',
      'left',
    ]);
  });
});
