import { expect, it } from 'vitest';
import { madeWords, namesakes, stateWords } from './namesakes.ts';

const row = (name: string) => ({ name });

it('finds flows with the same name', () => {
  const alike = namesakes([row('Welcome'), row('welcome '), row('Win-back')]);
  expect([row('Welcome'), row('Win-back')].map(alike)).toEqual([true, false]);
});

it('shows state and version as the table does', () => {
  expect(stateWords({ state: 'live', version: 3 })).toBe('Live v3');
  expect(stateWords({ state: 'draft', version: null })).toBe('Draft');
});

it('says when a flow was created, in the shop’s time zone, with the year only where it helps', () => {
  const made = Date.UTC(2026, 2, 12, 23, 5);
  expect(madeWords(made, 'UTC', Date.UTC(2026, 5, 1))).toBe('made 12 Mar, 23:05');
  expect(madeWords(made, 'Europe/Berlin', Date.UTC(2026, 5, 1))).toBe('made 13 Mar, 00:05');
  expect(madeWords(made, 'UTC', Date.UTC(2027, 5, 1))).toBe('made 12 Mar 2026, 23:05');
});
