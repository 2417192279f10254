import { expect, it } from 'vitest';
import { asksAboutOverdue, overdueChoice, overdueSentence } from './overdue.ts';

const HOUR = 3_600_000;
const NOBODY = { people: 0, oldest: null };
const SOME = { people: 4, oldest: 0 };

it('says how many people are late and since when before a flow goes on', () => {
  expect(overdueSentence({ people: 87, oldest: 0 }, 31 * HOUR)).toBe(
    '87 people should have gone on during the pause, the first 31 hours ago.',
  );
  expect(overdueSentence({ people: 1, oldest: 0 }, 60_000)).toBe('1 person should have gone on during the pause, the first 1 minute ago.');
  expect(overdueSentence(SOME, 72 * HOUR)).toContain('3 days ago');
});

it('asks nothing of a marketer when nobody became late during the pause', () => {
  expect(overdueSentence(NOBODY)).toContain('simply goes on');
  expect(asksAboutOverdue(NOBODY)).toBe(false);
  expect(overdueChoice(NOBODY, 'spread', null)).toEqual({ how: 'now' });
});

it('asks when people are late, and when that cannot be told', () => {
  expect(asksAboutOverdue(SOME)).toBe(true);
  expect(asksAboutOverdue('unknown')).toBe(true);
});

it('takes no answer before it is known who is late, nor one without a number of hours', () => {
  expect(overdueChoice('loading', 'now', 4)).toBeNull();
  expect(overdueChoice(SOME, 'spread', null)).toBeNull();
  expect(overdueChoice(SOME, 'skip', 0)).toBeNull();
  expect(overdueChoice(SOME, 'skip', 24)).toEqual({ how: 'skip', olderThanHours: 24 });
});
