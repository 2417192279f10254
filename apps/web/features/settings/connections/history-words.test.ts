import type { PullView } from '@millrace/services/pulls';
import { describe, expect, test } from 'vitest';
import { historyWords, progressWords, shareOf } from './history-words.ts';

const pull = (change: Partial<PullView>): PullView => ({
  id: 'p',
  connectionId: 'c',
  resource: 'orders',
  title: 'Orders',
  kind: 'history',
  state: 'running',
  done: 0,
  skipped: 0,
  total: null,
  problem: null,
  lastSkipped: null,
  dueAt: 0,
  finishedAt: null,
  ...change,
});

describe('progress of a history import', () => {
  test.each([
    [{ done: 1_200, total: 3_400 }, '1,200 of 3,400', 1_200 / 3_400],
    [{ done: 1_200, total: null }, '1,200', null],
    [{ done: 0, total: 0 }, '0 of 0', null],
    [{ done: 3_500, total: 3_400 }, '3,500', 1],
    [{ done: 50, total: 100, skipped: 2 }, '50 of 100, 2 left out', 0.5],
    [{ done: 50, total: 100, state: 'done' as const }, '50', 1],
  ])('%o', (change, words, share) => {
    expect(progressWords(pull(change))).toBe(words);
    expect(shareOf(pull(change))).toBe(share);
  });

  test('is a sentence while it runs, and empty afterwards', () => {
    const customers = pull({ title: 'Customers', state: 'done', done: 5 });
    expect(historyWords([customers, pull({ done: 3, total: 9 }), pull({ title: 'Refunds' })])).toBe(
      'Reading history: orders, 3 of 9. 1 list to come.',
    );
    expect(historyWords([customers, pull({ state: 'paused' })])).toBe('History paused at orders.');
    expect(historyWords([customers, pull({ state: 'failed' })])).toBe('History stopped at orders.');
    expect(historyWords([customers])).toBeNull();
    expect(historyWords([pull({ kind: 'missed' })])).toBeNull();
  });
});
