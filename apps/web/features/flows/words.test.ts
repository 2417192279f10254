import { describe, expect, it } from 'vitest';
import { listed, people, share } from './words.ts';

describe('numbers as a marketer reads them', () => {
  it('uses the singular and the plural of person', () => {
    expect([people(1), people(0), people(1_204)]).toEqual(['1 person', '0 people', '1,204 people']);
  });
  it('shows no share of zero', () => {
    expect([share(3, 0), share(0, 12), share(413, 1_000), share(12, 12)]).toEqual([
      '–',
      '0%',
      '41.3%',
      '100%',
    ]);
  });
  it('joins the last item of a list with a word', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });
});
