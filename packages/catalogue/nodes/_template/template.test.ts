import { expect, test } from 'vitest';
import { arriveAt } from '../testing/scene.ts';
import { template } from './definition.ts';

test('a person at this step takes the branch a marketer expects', () => {
  expect(arriveAt(template, { label: 'wave' })).toEqual({ go: 'next', sentence: 'Did: wave.' });
});

test('the card reads well for a new step', () => {
  expect(template.sentence({})).toBe('Do nothing yet');
});
