import { expect, it } from 'vitest';
import { overdueSentence } from './overdue.ts';

const HOUR = 3_600_000;

it('says how many people are late and since when before a flow goes on', () => {
  expect(overdueSentence({ people: 87, oldest: 0 }, 31 * HOUR)).toBe(
    '87 people should have gone on during the pause, the first 31 hours ago.',
  );
  expect(overdueSentence({ people: 1, oldest: 0 }, 60_000)).toBe('1 person should have gone on during the pause, the first 1 minute ago.');
  expect(overdueSentence({ people: 4, oldest: 0 }, 72 * HOUR)).toContain('3 days ago');
});

it('asks nothing of a marketer when nobody became late during the pause', () => {
  expect(overdueSentence({ people: 0, oldest: null })).toContain('simply goes on');
});
