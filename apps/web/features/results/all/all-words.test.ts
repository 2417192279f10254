import { expect, test } from 'vitest';
import { missingWords, planWords, shareWords, weeksWords } from './all-words.ts';

const row = (weeks: number | null, needed: number | null) => ({ share: 0.05, weeks, needed });
const plan = { gain: 0.05, people: 1_200, exact: true, measured: 900, rows: [] };

test('how long a share takes', () => {
  expect(
    [row(13, 900), row(null, 90_000), row(null, null), row(13, 90_000)].map((one) => weeksWords(one, 1_200)),
  ).toEqual(['about 13 weeks', 'more than a year', 'not known yet', '13 weeks, with that many people']);
  expect(shareWords(0.025)).toBe('2.5% held out');
});

test('what a plan is made from', () => {
  expect(planWords(plan)).toContain('Your store has 1,200 people with an address.');
  expect(planWords(plan)).toContain('a gain of 5% shows');
  expect(planWords({ ...plan, exact: false, people: 50_000 })).toContain('more than 50,000 people');
  expect(planWords({ ...plan, measured: 0 })).toContain('after four weeks of orders');
});

test('which flows are missing from the sum', () => {
  const flow = (name: string, known: boolean) => ({
    flowId: name,
    name,
    state: 'live' as const,
    people: 1,
    lift: 'too-early' as const,
    caused: known ? { estimate: 1, lower: 0, upper: 2 } : null,
  });
  expect(missingWords([flow('A', true)])).toBeNull();
  expect(missingWords([flow('A', true), flow('B', false)])).toBe('Not in the sum: B.');
  expect(missingWords(['A', 'B', 'C', 'D', 'E'].map((name) => flow(name, false)))).toBe(
    'Not in the sum: A, B, C and 2 more flows.',
  );
});
