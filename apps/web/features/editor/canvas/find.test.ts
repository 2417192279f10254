import { describe, expect, it } from 'vitest';
import { graphSchema } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { templates } from '@millrace/templates';
import { toDocument } from '../store/document.ts';
import { find, matches } from './find.ts';

const FLOW = toDocument(graphSchema.parse(templates['abandoned-cart-ai']!.graph));
const NOTED = {
  ...FLOW,
  notes: { 'note-1': { id: 'note-1', text: 'Ask Zoë about the café', position: { x: 0, y: 0 } } },
};
const titles = (words: string) => find(NOTED, kinds, words).map((found) => found.title);

describe('finding a step', () => {
  it('by its name, its sentence and its kind, with any words in any order', () => {
    expect(titles('checkout help')).toContain('E-mail: help at the checkout');
    expect(titles('30 minutes').length).toBeGreaterThan(0);
    expect(
      find(NOTED, kinds, 'discount code').every((found) =>
        matches(FLOW.nodes[found.id], kinds, 'discount code'),
      ),
    ).toBe(true);
    expect(titles('text message')).toContain('Text: your cart is saved');
  });

  it('without minding capitals, accents and punctuation', () => {
    expect(titles('E-MAIL quick')).toEqual(titles('e mail quick'));
    expect(titles('zoe cafe')).toEqual(['Note']);
  });

  it('matches in the name come before matches in the sentence', () => {
    expect(titles('wait')[0]).toMatch(/^Wait/);
  });

  it('finds everything for an empty search, and nothing for unknown words', () => {
    expect(find(NOTED, kinds, '')).toHaveLength(Object.keys(FLOW.nodes).length + 1);
    expect(titles('xylophone')).toEqual([]);
  });
});
