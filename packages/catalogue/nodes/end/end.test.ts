import { expect, test } from 'vitest';
import { arriveAt } from '../testing/scene.ts';
import { end } from './definition.ts';

test('the flow ends here, and the history says so with its name', () => {
  expect(arriveAt(end, {})).toEqual({ end: 'completed', sentence: 'Came to the end.' });
  expect(arriveAt(end, { label: 'Had enough' })).toEqual({
    end: 'completed',
    sentence: 'Came to the end: Had enough.',
  });
});

test.each([
  ['reached', 'goal-reached'],
  ['missed', 'goal-missed'],
  ['none', 'completed'],
])('an end that counts as %s ends the entry with the reason %s', (outcome, reason) => {
  expect(arriveAt(end, { outcome })).toMatchObject({ end: reason });
});

test('it has no branch, and its card shows its name', () => {
  expect(end.ports({})).toEqual([]);
  expect(end.sentence({ label: 'Bought', outcome: 'reached' })).toBe('End: Bought (good)');
  expect([end.sentence({}), end.sentence({ label: 'Had enough' })]).toEqual(['End', 'End: Had enough']);
});
