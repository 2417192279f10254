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
});
