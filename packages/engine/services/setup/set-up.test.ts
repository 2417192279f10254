import { localParts, toPersonal } from '@millrace/base';
import { expect, test } from 'vitest';
import { anchorFor, DEMO_PACE } from './set-up.ts';

test.each([
  '2026-03-08T05:30:00Z',
  '2026-06-21T13:00:00Z',
  '2026-06-21T13:00:01Z',
  '2026-11-01T04:59:00Z',
  '2026-11-25T23:10:00Z',
])('opened at %s, the demo shop has its morning at once', (opened) => {
  const now = Date.parse(opened);
  const anchor = anchorFor(now);
  const { hour, minute } = localParts(toPersonal(now, { pace: DEMO_PACE, anchor }), 'America/New_York');
  expect([hour * 60 + minute]).toEqual([expect.toSatisfy((minutes: number) => Math.abs(minutes - 540) <= 1)]);
  // Never ahead of real time, and less than a day of the shop behind it.
  expect(now - anchor).toBeGreaterThanOrEqual(0);
  expect(now - anchor).toBeLessThan(25 * 60_000);
});
