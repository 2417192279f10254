import { expect, it } from 'vitest';
import { baseSource, costWords, needsWords, weeklySource } from './holdout-words.ts';

const ROW = { share: 0.2, people: 19_523, heldOut: 3_905, weeks: 7, forgone: 39 };
const WEEKLY = { value: 640, source: 'history', people: 1_200, days: 84, exact: true } as const;
const BASE = { value: null, source: 'unknown', people: 0, buyers: 0 } as const;

it('says what a share needs and costs, in figures that a plan can know', () => {
  expect(needsWords(ROW)).toBe('19,500 people, about 7 weeks');
  expect(needsWords({ ...ROW, weeks: 60 })).toBe('19,500 people, more than a year');
  expect(needsWords({ ...ROW, weeks: null })).toBe('19,500 people');
  expect(needsWords({ ...ROW, people: null })).toBeNull();
  expect(costWords(ROW, 'conversion', 'USD')).toBe('3,910 of them get nothing: about 39 fewer orders.');
  expect(costWords({ ...ROW, forgone: 1 }, 'conversion', 'USD')).toContain('about 1 fewer order.');
  expect(costWords({ ...ROW, forgone: 961_700 }, 'margin', 'USD')).toContain('about $9,620 of margin less.');
  expect(costWords({ ...ROW, heldOut: null, forgone: null }, 'margin', 'USD')).toBeNull();
});

it('says where each number is from, and asks for what is not known', () => {
  expect(weeklySource(WEEKLY)).toBe('From 1,200 people who met the trigger in the last 84 days.');
  expect(weeklySource({ ...WEEKLY, exact: false })).toContain('From at least 1,200 people');
  expect(weeklySource({ ...WEEKLY, source: 'flow' })).toBe(
    'From 1,200 people who entered in the last 84 days.',
  );
  expect(weeklySource({ ...WEEKLY, value: null, source: 'unknown' })).toContain('Enter your own estimate.');
  expect(baseSource(BASE)).toBe('Not known yet. Enter your own estimate.');
  expect(baseSource({ ...BASE, people: 40, buyers: 1 })).toBe(
    'Not known yet: only 1 of 40 people has ordered. Enter your own estimate.',
  );
  expect(baseSource({ ...BASE, source: 'flow', people: 400, buyers: 40 })).toBe(
    '40 of 400 people in the holdout ordered.',
  );
  expect(baseSource({ ...BASE, source: 'history', people: 400, buyers: 40 })).toContain(
    'met the trigger before',
  );
});
