import { describe, expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-11-20T15:00:00Z');

describe('how long a provider asks us to wait', () => {
  test.each([
    ['0', 0],
    ['7', 7_000],
    [' 120 ', 120_000],
    ['Fri, 20 Nov 2026 15:00:30 GMT', 30_000],
    ['Fri, 20 Nov 2026 14:00:00 GMT', 0],
    ['999999999', 86_400_000],
  ])('%s is %i milliseconds', (header, wait) => {
    expect(retryAfterMs(header, now)).toBe(wait);
  });

  test.each([undefined, '', 'soon', '-5x'])('a header that cannot be read is ignored: %s', (header) => {
    expect(retryAfterMs(header, now)).toBeNull();
  });
});
