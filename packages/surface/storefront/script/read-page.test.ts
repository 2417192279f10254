import { describe, expect, test } from 'vitest';
import { productInJsonLd, searchOf } from './read-page.ts';

const product = {
  '@type': 'Product',
  sku: 'MUG-1',
  name: 'Mug',
  offers: { price: 48, priceCurrency: 'EUR' },
};
const read = (...pages: unknown[]) =>
  productInJsonLd(pages.map((page) => (typeof page === 'string' ? page : JSON.stringify(page))));

describe('the product of a page', () => {
  test.each([
    [product],
    [[{ '@type': 'Organization' }, product]],
    [{ '@graph': [{ '@type': 'WebPage' }, product] }],
    [{ ...product, '@type': ['Product', 'Thing'] }],
    [{ ...product, offers: [product.offers] }],
  ])('is found where shops write it: %j', (page) => {
    expect(read('{not json', { '@type': 'BreadcrumbList' }, page)).toEqual({
      productId: 'MUG-1',
      title: 'Mug',
      category: undefined,
      price: '48',
      currency: 'EUR',
    });
  });

  test('has its own id before its stock number', () => {
    expect(read({ ...product, productID: 'sku:8123' })?.productId).toBe('8123');
    expect(read({ '@type': 'ProductGroup', hasVariant: [{ sku: 'A' }] })?.productId).toBe('A');
  });

  test.each([[{}], [null], [[]], ['12'], [{ '@type': 'Product', name: 'Nameless' }], [{ '@graph': 'x' }]])(
    'is none in %j',
    (page) => {
      expect(read(page)).toBeNull();
    },
  );
});

test.each([
  ['https://shop.example/search?q=mug', 'mug'],
  ['https://shop.example/en/search?q=%20blue%20mug', 'blue mug'],
  ['https://shop.example/?s=mug&post_type=product', 'mug'],
  ['https://shop.example/search?q=', null],
  ['https://shop.example/products/mug?q=1', null],
])('the words searched for on %s are %s', (address, words) => {
  expect(searchOf(new URL(address))).toBe(words);
});
