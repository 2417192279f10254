import { expect, test } from 'vitest';
import { productTrigger } from './definition.ts';
import { checked } from '../testing/scene.ts';

const read = (config: Readonly<Record<string, unknown>>) =>
  productTrigger.trigger!(productTrigger.config.parse(config) as never);

test('people who asked enter by default, once for each product', () => {
  expect(read({})).toMatchObject({
    event: 'product-news',
    key: 'product',
    source: { type: 'product', news: { is: 'restocked' }, people: ['asked'], days: 90 },
  });
});

test('the news has its threshold', () => {
  expect(read({ news: 'price-dropped', percent: 20 }).source).toMatchObject({
    news: { is: 'price-dropped', percent: 20 },
  });
  expect(read({ news: 'low-stock', units: 3 }).source).toMatchObject({ news: { is: 'low-stock', units: 3 } });
});

test('the chosen people, in a fixed order', () => {
  expect(read({ bought: true, inCart: true, viewed: true, asked: false }).source).toMatchObject({
    people: ['viewed', 'in-cart', 'bought'],
  });
  expect(checked(productTrigger, { asked: false })).toEqual([expect.stringMatching(/Choose who enters/)]);
});

test('the card says what and for whom', () => {
  expect(productTrigger.sentence({ news: 'price-dropped', viewed: true })).toBe(
    'A product costs less, for people who asked or viewed it',
  );
  expect(productTrigger.sentence({ asked: false })).toBe('A product is back in stock, choose for whom');
});
