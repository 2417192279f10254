import { describe, expect, it } from 'vitest';
import { fits, type PaletteEntry } from './palette-search.ts';

const publish: PaletteEntry = { id: 'publish', title: 'Publish this flow', words: ['release', 'go live'] };

describe('finding a command by typing', () => {
  it('finds a command by the beginnings of its words in any order', () => {
    expect(fits(publish, 'fl pub')).toBe(true);
  });

  it('finds a command by a word people might use for it', () => {
    expect(fits(publish, 'release')).toBe(true);
  });

  it('does not show a command that has nothing to do with what was typed', () => {
    expect(fits(publish, 'publish customer')).toBe(false);
  });

  it('finds names with accents by their plain letters', () => {
    expect(fits({ id: 'x', title: 'Café Müller' }, 'cafe mull')).toBe(true);
  });
});
