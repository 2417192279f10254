import { expect, test } from 'vitest';
import { arriveAt, checked } from '../testing/scene.ts';
import { productContent } from './definition.ts';

test('the texts that are there are read by somebody, each with the length that stores take', () => {
  expect(arriveAt(productContent, { title: 'Linen shirt', metaDescription: 'Cool.' })).toMatchObject({
    call: {
      input: {
        kind: 'content',
        drafts: [
          { name: 'title', value: 'Linen shirt', most: 255, long: false },
          { name: 'metaDescription', value: 'Cool.', most: 320, long: true },
        ],
      },
    },
  });
});

test('its card says which texts, and at least one is needed', () => {
  expect(
    productContent.sentence({ title: 'a', description: 'b', pageTitle: 'c', metaDescription: 'd' }),
  ).toBe('Write the name, description and search texts');
  expect(productContent.sentence({ pageTitle: 'c' })).toBe('Write the search texts');
  expect(productContent.sentence({})).toBe('Write the product: say what');
  expect(checked(productContent, {})).toEqual(['Write at least one of the texts.']);
});
