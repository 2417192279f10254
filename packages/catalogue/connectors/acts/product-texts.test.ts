import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { productHtml } from './product-html.ts';
import { PRODUCT_TEXTS, writtenTexts } from './write-product.ts';

describe('the description of a product', () => {
  test('has paragraphs, lines and lists, and no markup of its own', () => {
    expect(
      productHtml('Cool on\nwarm days.\n\n- Woven in <Portugal>\n- Washed & dried\nCare:\n- by hand'),
    ).toBe(
      '<p>Cool on<br>warm days.</p>\n<ul><li>Woven in &lt;Portugal&gt;</li><li>Washed &amp; dried</li></ul>\n<p>Care:</p>\n<ul><li>by hand</li></ul>',
    );
    expect(productHtml(' \n\n ')).toBe('');
  });
  test('of any text is balanced, and only of these tags', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '<', '&', '-', ' ', '\n', '"') }), (text) => {
        const tags = productHtml(text).match(/<[^>]*>/g) ?? [];
        const open: string[] = [];
        for (const tag of tags) {
          expect(tag).toMatch(/^<\/?(p|ul|li|br)>$/);
          if (tag === '<br>') continue;
          if (tag.startsWith('</')) expect(open.pop()).toBe(tag.slice(2, -1));
          else open.push(tag.slice(1, -1));
        }
        expect(open).toEqual([]);
      }),
    );
  });
});

test('texts are cut to what stores take, titles have one line, and all empty is refused', () => {
  const long = 'word '.repeat(3_000);
  const written = writtenTexts({
    title: 'A\n shirt',
    description: long,
    pageTitle: long,
    metaDescription: '',
  });
  expect(written.title).toBe('A shirt');
  expect(written.metaDescription).toBe('');
  for (const name of ['description', 'pageTitle'] as const)
    expect(written[name].length).toBeLessThanOrEqual(PRODUCT_TEXTS[name]);
  expect(() => writtenTexts({ title: ' ', description: '' })).toThrow(/All texts are empty/);
});
