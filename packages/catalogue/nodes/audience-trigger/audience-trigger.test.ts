import { expect, test } from 'vitest';
import { audienceTrigger } from './definition.ts';
import { arriveAt } from '../testing/scene.ts';

test('nothing in the store begins it', () => {
  expect(
    audienceTrigger.trigger!(audienceTrigger.config.parse({ reentry: { rule: 'never' } }) as never),
  ).toEqual({
    event: 'audience-chosen',
    source: { type: 'hand' },
    filter: null,
    reentry: { rule: 'never' },
    exits: [],
    key: 'customer',
  });
});

test('the person’s history begins with being put in', () => {
  expect(arriveAt(audienceTrigger, {})).toEqual({ go: 'next', sentence: 'Entered: put in by hand.' });
});
