import { expect, test } from 'vitest';
import { arriveAt } from '../testing/scene.ts';
import { template } from './definition.ts';

test('a person who comes here goes on by the way a marketer expects', () => {
  expect(arriveAt(template, { label: 'wave' })).toEqual({ go: 'next', sentence: 'Did: wave.' });
});

test('the card reads well before anything was typed', () => {
  expect(template.sentence({})).toBe('Do nothing yet');
});
