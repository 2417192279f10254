import { expect, test } from 'vitest';
import { arriveAt } from '../testing/scene.ts';
import { template } from './definition.ts';

const read = (config: Readonly<Record<string, unknown>>) =>
  template.trigger!(template.config.parse(config) as never);

test('people enter on the day a marketer expects', () => {
  expect(read({ at: '08:30' })).toMatchObject({
    event: 'date-reached',
    source: { days: 365, time: { hour: 8, minute: 30 } },
  });
});

test('the person’s history begins with the entry event', () => {
  expect(arriveAt(template, {})).toEqual({ go: 'next', sentence: 'Entered: the date was reached.' });
});

test('the card reads well for a new step', () => {
  expect(template.sentence({})).toBe('A year after they were added');
});
