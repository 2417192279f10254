import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, fits, type PaletteEntry } from './palette-search.ts';

const publish: PaletteEntry = { id: 'publish', title: 'Publish this flow', words: ['release', 'go live'] };

describe('finding a command by typing', () => {
  it('finds a command by the beginnings of its words in any order', () => {
    expect(fits(publish, 'fl pub')).toBe(true);
  });

  it('finds a command by a word people might use for it', () => {
    expect(fits(publish, 'release')).toBe(true);
  });

  it('leaves out commands that do not match', () => {
    expect(fits(publish, 'publish customer')).toBe(false);
  });

  it('puts matches in the name before matches in the description', () => {
    const home: PaletteEntry = { id: 'home', title: 'Home', about: 'Incremental margin of your flows' };
    const flows: PaletteEntry = { id: 'flows', title: 'Flows' };
    expect([home, publish, flows].sort((one, other) => distance(one, 'fl') - distance(other, 'fl'))).toEqual([
      flows,
      publish,
      home,
    ]);
  });

  it('finds names with accents by their plain letters', () => {
    expect(fits({ id: 'x', title: 'Café Müller' }, 'cafe mull')).toBe(true);
  });

  it.each(['e-mail', 'E-MAIL:', 'mail, help', '“e-mail”', 'e‑mail'])(
    'finds a name with a hyphen when “%s” is typed',
    (typed) => {
      expect(fits({ id: 'x', title: 'E-mail: help at the checkout' }, typed)).toBe(true);
    },
  );

  it('finds every command by its own title, or by any part of it that begins a word', () => {
    const titles = fc.array(fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{N}'’&:./-]{0,9}$/u), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(titles, fc.nat(), fc.nat(), (words, at, cut) => {
        const title = words.join(' ');
        const entry: PaletteEntry = { id: 'x', title };
        expect(fits(entry, title)).toBe(true);
        expect(distance(entry, title)).toBe(0);
        const word = words[at % words.length] ?? '';
        expect(fits(entry, word.slice(0, 1 + (cut % word.length)))).toBe(true);
      }),
    );
  });

  it('lists everything while nothing is typed', () => {
    expect(fits(publish, '')).toBe(true);
    expect(fits(publish, '  ')).toBe(true);
    expect(fits(publish, ' - ')).toBe(true);
  });
});
