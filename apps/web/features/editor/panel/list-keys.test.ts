import { expect, it } from 'vitest';
import { nextLine } from './list-keys.ts';

it('moves through a list with the arrow keys and stops at its ends', () => {
  expect(nextLine('ArrowDown', 0, 3)).toBe(1);
  expect(nextLine('ArrowDown', 2, 3)).toBe(2);
  expect(nextLine('ArrowUp', 0, 3)).toBe(0);
  expect(nextLine('Home', 2, 3)).toBe(0);
  expect(nextLine('End', 0, 3)).toBe(2);
});

it('begins at the top when no line has the focus, and ignores other keys', () => {
  expect(nextLine('ArrowDown', -1, 3)).toBe(0);
  expect(nextLine('Enter', 0, 3)).toBeNull();
  expect(nextLine('ArrowDown', -1, 0)).toBeNull();
});
