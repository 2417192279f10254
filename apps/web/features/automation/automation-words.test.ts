import { expect, it } from 'vitest';
import { levelSentence, toMend } from './automation-words.ts';

const level = (number: 1 | 2 | 3 | 4 | 5, missing: number) => ({
  level: number,
  name: `Level ${number}`,
  sentence: `What it means to be at ${number}.`,
  reached: missing === 0,
  requirements: Array.from({ length: 3 }, (_, index) => ({
    sentence: `Thing ${index}.`,
    met: index >= missing,
    have: '0 of 1',
  })),
});

it('says where the store is, and how much the next level asks for', () => {
  const levels = [level(1, 0), level(2, 0), level(3, 2), level(4, 1), level(5, 3)];
  expect(levelSentence({ level: 2, levels })).toBe(
    'Your store is at level 2 of 5. What it means to be at 2. Level 3 asks for 2 more things.',
  );
  expect(levelSentence({ level: 5, levels })).toMatch(/There is no higher one\.$/);
});

it('says how much is to mend, and how much of that is serious', () => {
  const finding = (ok: boolean, weight: 'serious' | 'minor') => ({
    check: 'x',
    title: 'X',
    ok,
    sentence: 'It is.',
    why: 'It counts.',
    weight,
    href: '/',
  });
  expect(toMend({ findings: [finding(true, 'serious')] })).toBe('Nothing to mend');
  expect(toMend({ findings: [finding(false, 'minor')] })).toBe('1 thing to mend');
  expect(toMend({ findings: [finding(false, 'serious')] })).toBe('1 thing to mend, and it is serious');
  expect(toMend({ findings: [finding(false, 'serious'), finding(false, 'serious')] })).toBe(
    '2 things to mend, all serious',
  );
  expect(toMend({ findings: [finding(false, 'serious'), finding(false, 'minor')] })).toBe(
    '2 things to mend, 1 serious',
  );
});
