import { describe, expect, test } from 'vitest';
import { lastWindow, mailedWindow, runningWindow, windowFrom, windowWords } from './report-window.ts';

const ZONE = 'Europe/Berlin';
const PERIODS = ['day', 'week', 'month'] as const;
const iso = (at: number) => new Date(at).toISOString();

describe('the time of a report', () => {
  const mailed = (period: (typeof PERIODS)[number], now: string) => {
    const { from, to, before } = mailedWindow(period, Date.parse(now), ZONE);
    return [from, to, before.from, before.to].map(iso);
  };

  test('is whole days of the store, also when the clocks change and over the end of a year', () => {
    // The clocks went back on 25 October 2026 in Berlin.
    expect(mailed('day', '2026-10-26T06:00:00Z')).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
      '2026-10-17T22:00:00.000Z',
      '2026-10-18T22:00:00.000Z',
    ]);
    expect(mailed('week', '2027-01-04T06:00:00Z')).toEqual([
      '2026-12-27T23:00:00.000Z',
      '2027-01-03T23:00:00.000Z',
      '2026-12-20T23:00:00.000Z',
      '2026-12-27T23:00:00.000Z',
    ]);
    expect(mailed('month', '2027-01-31T06:00:00Z')).toEqual([
      '2026-11-30T23:00:00.000Z',
      '2026-12-31T23:00:00.000Z',
      '2026-10-31T23:00:00.000Z',
      '2026-11-30T23:00:00.000Z',
    ]);
  });

  test('of weeks on the screen begins on a Monday', () => {
    const now = Date.parse('2026-11-29T20:00:00Z'); // a Sunday
    expect(runningWindow('week', now, ZONE).day).toBe('2026-11-23');
    expect(lastWindow('week', now, ZONE).day).toBe('2026-11-16');
  });

  test('that is running ends now, and is compared with as much of the time before', () => {
    const now = Date.parse('2026-11-29T13:30:00Z');
    const { to, before, isOver, later } = runningWindow('day', now, ZONE);
    expect([to, isOver, later]).toEqual([now, false, null]);
    expect([iso(before.from), iso(before.to)]).toEqual([
      '2026-11-21T23:00:00.000Z',
      '2026-11-22T13:30:00.000Z',
    ]);
    // 31 days of March are more than February has.
    const march = runningWindow('month', Date.parse('2026-03-31T12:00:00Z'), 'UTC');
    expect([iso(march.before.from), iso(march.before.to)]).toEqual([
      '2026-02-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
    ]);
  });

  test.each(PERIODS)('of a %s can be walked back and forth', (period) => {
    const now = Date.parse('2026-11-29T13:30:00Z');
    const at = (day: string) => {
      const [year, month, date] = day.split('-').map(Number) as [number, number, number];
      return windowFrom(period, { year, month, day: date }, now, ZONE);
    };
    let window = runningWindow(period, now, ZONE);
    for (let step = 0; step < 40; step += 1) {
      const earlier = at(window.earlier);
      expect(earlier.to).toBe(window.from);
      expect(earlier.later).toBe(window.day);
      expect(earlier.isOver).toBe(true);
      window = earlier;
    }
  });

  test('has a name', () => {
    const now = Date.parse('2026-11-29T13:30:00Z');
    const words = (window: ReturnType<typeof lastWindow>) => windowWords(window, ZONE, now);
    expect(PERIODS.map((period) => words(lastWindow(period, now, ZONE)))).toEqual([
      'Saturday 28 November',
      '16 Nov 2026 to 22 Nov 2026',
      'October 2026',
    ]);
    expect(PERIODS.map((period) => words(runningWindow(period, now, ZONE)))).toMatchInlineSnapshot(`
      [
        "Sunday 29 November, until 14:30",
        "Since 23 Nov 2026, until 29 Nov 14:30",
        "November 2026, until 29 Nov 14:30",
      ]
    `);
  });
});
