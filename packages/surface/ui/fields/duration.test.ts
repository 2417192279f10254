import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { asDuration, asMilliseconds, DURATION_UNITS, unitSaid, type DurationUnit } from './duration.ts';

describe('typed durations', () => {
  it('says three hours as 3 hours and ninety minutes as 90 minutes', () => {
    expect(asDuration(3 * 3_600_000)).toEqual({ amount: 3, unit: 'hours' });
    expect(asDuration(90 * 60_000)).toEqual({ amount: 90, unit: 'minutes' });
  });

  it('takes the unit from the first letter after a number', () => {
    const units = ['minutes', 'hours', 'days'] as const;
    const typed = (text: string) => {
      const said: DurationUnit[] = [];
      [...text].forEach((key, place) => {
        const unit = unitSaid(key, text[place - 1] ?? '', units);
        if (unit) said.push(unit);
      });
      return said;
    };
    expect(['30 minutes', '30m', '3 hours', '2 Days', '1.5h'].map(typed)).toEqual([
      ['minutes'],
      ['minutes'],
      ['hours'],
      ['days'],
      ['hours'],
    ]);
    expect(['30', 'minutes', '5 seconds', '3 x'].flatMap(typed)).toEqual([]);
  });

  it('keeps a duration empty while it has no number', () => {
    expect(asMilliseconds(asDuration(null))).toBeNull();
  });

  it('keeps the same duration, whatever units are allowed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 31_536_000 }),
        fc.shuffledSubarray([...DURATION_UNITS], { minLength: 1 }),
        (seconds, units) => {
          expect(asMilliseconds(asDuration(seconds * 1_000, units))).toBe(seconds * 1_000);
        },
      ),
    );
  });
});
