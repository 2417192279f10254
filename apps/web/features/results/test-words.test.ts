import { expect, test } from 'vitest';
import { differenceWords } from './test-words.ts';

test('a difference is told in percentage points with its interval; the first variant has none', () => {
  const words = (estimate: number, lower: number, upper: number) =>
    differenceWords({ difference: { estimate, lower, upper } }, false);
  expect(words(0.021, -0.004, 0.0461)).toBe('+2.1 (−0.4 to +4.6 points)');
  expect(words(0, -1, 1)).toBe('0 (−100 to +100 points)');
  expect(differenceWords({ difference: null }, true)).toBe('Compared with');
  expect(differenceWords({ difference: null }, false)).toBe('–');
});
