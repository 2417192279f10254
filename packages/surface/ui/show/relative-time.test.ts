import { describe, expect, it } from 'vitest';
import { absoluteTime, relativeTime } from './relative-time.ts';

const NOW = Date.UTC(2026, 10, 21, 6, 0, 0);
const HOUR = 3_600_000;

describe('times on a screen', () => {
  it('says how long ago something happened in a suitable unit', () => {
    expect(relativeTime(NOW - 3 * HOUR, NOW, 'UTC')).toBe('3 hours ago');
    expect(relativeTime(NOW - 90_000, NOW, 'UTC')).toBe('1 minute ago');
  });

  it('never calls 23 hours a day', () => {
    expect(relativeTime(NOW - 23.9 * HOUR, NOW, 'UTC')).toBe('23 hours ago');
  });

  it('says how long until a future time', () => {
    expect(relativeTime(NOW + 48 * HOUR, NOW, 'UTC')).toBe('in 2 days');
  });

  it('says the date when it is longer than two weeks ago', () => {
    expect(relativeTime(Date.UTC(2026, 8, 1, 12), NOW, 'UTC')).toMatch(/^1 Sept? 2026$/);
  });

  it('names the time zone of an absolute time', () => {
    expect(absoluteTime(NOW, 'America/Los_Angeles')).toContain('22:00');
    expect(absoluteTime(NOW, 'America/Los_Angeles')).toContain('20 Nov');
    expect(absoluteTime(NOW, 'UTC')).toMatch(/06:00.*UTC/);
  });
});
