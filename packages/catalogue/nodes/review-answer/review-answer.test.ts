import { expect, test } from 'vitest';
import { arriveAt, checked } from '../testing/scene.ts';
import { reviewAnswer } from './definition.ts';

test('somebody reads an answer that everybody will read', () => {
  expect(arriveAt(reviewAnswer, { text: 'Thank you.' })).toMatchObject({
    call: {
      capability: 'open-work',
      input: { kind: 'reviews', drafts: [{ name: 'text', value: 'Thank you.' }] },
    },
  });
  expect(arriveAt(reviewAnswer, { text: 'Thank you.', checked: false })).toMatchObject({
    call: { capability: 'answer-review', input: { text: 'Thank you.' } },
  });
  expect(checked(reviewAnswer, {})).toEqual(['Write the answer.']);
});
