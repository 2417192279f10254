import { describe, expect, it } from 'vitest';
import { WorkTime, workLimit } from './work-time.ts';

describe('the working time of a text', () => {
  it('adds up the time that passes, step by step', () => {
    const time = new WorkTime(1_000);
    for (let now = 1_001; now <= 1_200; now += 1) time.lap(now);
    expect(time.spent).toBe(200);
  });

  it('counts the sleep of a machine, or a clock that ran backwards, as one step at most', () => {
    const time = new WorkTime(1_000);
    time.lap(1_010);
    time.lap(61_010);
    time.lap(500);
    time.lap(520);
    expect(time.spent).toBe(10 + 50 + 20);
  });

  it('stops a text that works longer than allowed, and not one whose machine slept', () => {
    const limit = workLimit(new WorkTime(0), 1_000);
    expect(() => limit.check(30_000)).not.toThrow();
    expect(() => {
      for (let now = 30_000; now < 32_000; now += 10) limit.check(now);
    }).toThrow('render limit exceeded');
  });
});
