import { countOfSubject, subjectNoun, subjectSchema } from '@millrace/flow';
import { expect, it } from 'vitest';
import { asksAboutArrivals, asksAboutOverdue, overdueSentence, resumeChoice } from './overdue.ts';

const HOUR = 3_600_000;
const NO_ARRIVALS = { people: 0, tooLate: 0 };
const NOBODY = { people: 0, oldest: null, arrivals: NO_ARRIVALS };
const SOME = { people: 4, oldest: 0, arrivals: NO_ARRIVALS };

it('says how many people are late and since when before a flow goes on', () => {
  expect(overdueSentence('customer', { ...SOME, people: 87 }, 31 * HOUR)).toBe(
    '87 people should have gone on during the pause, the first 31 hours ago.',
  );
  expect(overdueSentence('customer', { ...SOME, people: 1 }, 60_000)).toBe(
    '1 person should have gone on during the pause, the first 1 minute ago.',
  );
  expect(overdueSentence('customer', SOME, 72 * HOUR)).toContain('3 days ago');
});

it('asks nothing of a marketer when nobody became late during the pause', () => {
  expect(overdueSentence('customer', NOBODY)).toContain('simply goes on');
  expect(asksAboutOverdue(NOBODY)).toBe(false);
  expect(resumeChoice(NOBODY, { how: 'spread', hours: null, arrivals: 'let-in' })).toEqual({
    how: 'now',
    arrivals: 'let-in',
  });
});

it('asks when people are late, and when that cannot be told', () => {
  expect(asksAboutOverdue(SOME)).toBe(true);
  expect(asksAboutOverdue('unknown')).toBe(true);
});

it('accepts no answer before the number of late people is known, or without a number of hours', () => {
  expect(resumeChoice('loading', { how: 'now', hours: 4, arrivals: 'let-in' })).toBeNull();
  expect(resumeChoice(SOME, { how: 'spread', hours: null, arrivals: 'let-in' })).toBeNull();
  expect(resumeChoice(SOME, { how: 'skip', hours: 0, arrivals: 'let-in' })).toBeNull();
  expect(resumeChoice(SOME, { how: 'skip', hours: 24, arrivals: 'let-in' })).toEqual({
    how: 'skip',
    olderThanHours: 24,
    arrivals: 'let-in',
  });
});

it('says how many came during the pause, and asks about those who can still enter', () => {
  const came = { ...NOBODY, arrivals: { people: 12, tooLate: 1 } };
  expect(overdueSentence('customer', came)).toBe(
    'Nobody became due during the pause. 12 people came meanwhile and wait to enter. 1 person came more than a day ago and stays out.',
  );
  expect(asksAboutArrivals(came)).toBe(true);
  expect(asksAboutArrivals({ ...NOBODY, arrivals: { people: 0, tooLate: 3 } })).toBe(false);
  expect(resumeChoice(came, { how: 'spread', hours: 4, arrivals: 'leave-out' })).toEqual({
    how: 'now',
    arrivals: 'leave-out',
  });
});

it.each(subjectSchema.options)('speaks of what a flow about %s is about', (subject) => {
  const came = { people: 2, oldest: 0, arrivals: { people: 12, tooLate: 1 } };
  const said = [overdueSentence(subject, came), overdueSentence(subject, NOBODY)].join(' ');
  expect(said).toContain(countOfSubject(subject, 12));
  expect(/people|person|nobody/i.test(said)).toBe(subjectNoun(subject) === 'person');
});
