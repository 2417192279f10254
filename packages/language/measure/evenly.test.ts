import { expect, test } from 'vitest';
import { evenly } from './evenly.ts';

test('all stay where there are few, and of many as many as are asked for, from all over', () => {
  const ten = Array.from({ length: 10 }, (_, index) => index);
  expect(evenly(ten, 10)).toBe(ten);
  expect(evenly(ten, 5)).toEqual([0, 2, 4, 6, 8]);
  expect(evenly(ten, 3)).toEqual([0, 3, 6]);
});
