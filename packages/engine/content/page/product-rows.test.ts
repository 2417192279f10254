import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultBrand } from './brand.ts';
import { cartRows, discountBox, productGrid, type LinkedProduct } from './product-rows.ts';
import { themeOf } from './theme.ts';

const theme = themeOf(defaultBrand({ name: 'North', url: '' }));
const product = (
  more: Partial<LinkedProduct['product']> = {},
  href: string | null = null,
): LinkedProduct => ({
  product: { title: 'Kettle', price: 8_000, currency: 'USD', image: null, url: null, quantity: 1, ...more },
  href,
});
const options = {
  showPrices: true,
  showTotal: true,
  count: 1,
  total: 8_000,
  currency: 'USD',
  locale: 'en-US',
};
const count = (text: string, part: RegExp) => [...text.matchAll(part)].length;
const words = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Every element is closed, in the order in which it was opened. */
function isBalanced(html: string): boolean {
  const open: string[] = [];
  for (const [, close, name, own] of html.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (own === '/') continue;
    if (close === '') open.push(name!);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}
const titles = fc.string({
  unit: fc.constantFrom('a', '<', '>', '"', "'", '&', ' ', '😀', 'ß', '\uE010'),
  maxLength: 8,
});
const pictures = fc.constantFrom(
  null,
  'https://cdn.example/a.jpg',
  'javascript:alert(1)',
  'https://cdn.example/a"b',
  'data:x',
  '',
);

describe('the rows of a cart', () => {
  it('are one for each product, closed and escaped, whatever a product is called', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ title: titles, image: pictures, quantity: fc.integer({ min: 1, max: 9 }) }), {
          maxLength: 5,
        }),
        fc.nat({ max: 4 }),
        (lines, more) => {
          const html = cartRows(
            lines.map((line) => product(line, 'https://go.example/1')),
            { ...options, count: lines.length + more },
            theme,
          );
          expect(isBalanced(html)).toBe(true);
          expect(count(html, /<tr\b/g)).toBe(lines.length + (more > 0 ? 1 : 0) + 1);
          expect(html).not.toMatch(/javascript:|data:x/);
          expect(count(html, /<img\b/g)).toBe(
            lines.filter(({ image }) => image === 'https://cdn.example/a.jpg').length,
          );
          expect(words(html).includes(`and ${more} more`)).toBe(more > 0);
        },
      ),
    );
  });

  it('have what several of one thing cost together, and each of them', () => {
    const html = words(
      cartRows([product({ quantity: 3, price: 1_250 })], { ...options, total: 3_750 }, theme),
    );
    expect(html).toContain('3 × $12.50');
    expect(html).toContain('$37.50 Total $37.50');
  });

  it('have no prices where none are to be shown, and a total only beside prices', () => {
    const html = words(cartRows([product({ quantity: 2 })], { ...options, showPrices: false }, theme));
    expect(html).not.toMatch(/\$|Total/);
    expect(html).toContain('2 pieces');
    expect(words(cartRows([product()], { ...options, showTotal: false }, theme))).not.toContain('Total');
  });

  it.each([
    ['JPY', 1_250, '¥1,250'],
    ['KWD', 1_250, 'KWD 1.250'],
    ['EUR', 1_250, '€12.50'],
  ])('are in the money of the cart: %s', (currency, price, shown) => {
    const html = cartRows([product({ price })], { ...options, currency, total: price }, theme);
    expect(words(html).replaceAll('\u00a0', ' ')).toContain(shown);
  });
});

describe('products side by side', () => {
  it.each([
    [1, 1, 1],
    [2, 1, 2],
    [3, 1, 3],
    [4, 2, 2],
    [5, 2, 3],
    [6, 2, 3],
  ])('of %i products are %i rows of %i, and every row is full', (products, rows, columns) => {
    const html = productGrid(
      Array.from({ length: products }, () => product()),
      'en-US',
      theme,
    );
    expect(isBalanced(html)).toBe(true);
    expect(count(html, /<tr>/g)).toBe(rows);
    expect(count(html, /<td\b/g)).toBe(rows * columns);
    expect(count(html, /Kettle/g)).toBe(products);
  });

  it('of none are nothing', () => {
    expect(productGrid([], 'en-US', theme)).toBe('');
  });

  it('lead where each leads, twice, and nowhere without an address', () => {
    expect(
      count(
        productGrid([product({}, 'https://go.example/1')], 'en-US', theme),
        /href="https:\/\/go\.example\/1"/g,
      ),
    ).toBe(2);
    expect(productGrid([product()], 'en-US', theme)).not.toContain('<a');
  });
});

it('a code is shown with its terms, and what is empty takes no place', () => {
  const code = {
    code: 'A<B>"1',
    kind: 'percentage',
    value: 10,
    label: '10% off',
    expiresAt: null,
    minimum: null,
  } as const;
  const full = discountBox(code, 'Ten', 'Only you', 'Until Friday & no longer', theme);
  expect(isBalanced(full)).toBe(true);
  expect(words(full)).toBe('Ten A&lt;B&gt;&quot;1 Until Friday &amp; no longer Only you');
  const bare = discountBox(code, '', '', '', theme);
  expect(words(bare)).toBe('A&lt;B&gt;&quot;1');
  expect(count(bare, /<div/g)).toBe(1);
});
