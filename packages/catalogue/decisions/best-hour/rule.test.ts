import { DAY, HOUR, MINUTE } from '@millrace/base';
import { event } from '@millrace/flow/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourByRule, SIGNS } from './rule.ts';

const ZONE = 'Europe/Berlin';
const ALL = Array.from({ length: 24 }, (_unused, hour) => hour);
/** Midnight of a day in winter, in Berlin. */
const MIDNIGHT = Date.UTC(2026, 0, 14, 23);
const at = (daysAgo: number, hour: number, type = 'product-viewed') =>
  event(type, { id: `${type}-${daysAgo}-${hour}`, at: MIDNIGHT - daysAgo * DAY + hour * HOUR + 5 * MINUTE });
const now = MIDNIGHT + 30 * HOUR;

describe('the hour by the rule', () => {
  test('is the one of most days, and a long evening counts once an hour', () => {
    const events = [
      ...[1, 2, 3, 4].map((day) => at(day, 9)),
      ...Array.from({ length: 40 }, (_, index) => ({ ...at(5, 20), id: `evening-${index}` })),
    ];
    expect(hourByRule(events, now, ZONE, ALL)).toEqual({ hour: 9, days: 5 });
  });

  test('is drawn to orders more than to looking around', () => {
    const events = [at(1, 9), at(2, 9), at(3, 19, 'order-placed')];
    expect(hourByRule(events, now, ZONE, ALL)).toMatchObject({ hour: 19 });
  });

  test('counts half for the hours beside it, over midnight too', () => {
    const events = [at(1, 11), at(2, 13), at(3, 12, 'searched'), at(4, 7)];
    expect(hourByRule(events, now, ZONE, ALL)).toMatchObject({ hour: 12 });
    expect(hourByRule([at(1, 23), at(2, 23), at(3, 23)], now, ZONE, ALL.slice(0, 9))).toEqual({
      hour: 0,
      days: 3,
    });
  });

  test('needs three days, of the last half year, and none of opens', () => {
    expect(hourByRule([at(1, 9), at(2, 9), at(2, 10)], now, ZONE, ALL)).toBeNull();
    expect(
      hourByRule(
        [1, 2, 3].map((day) => at(day + 200, 9)),
        now,
        ZONE,
        ALL,
      ),
    ).toBeNull();
    expect(
      hourByRule(
        [1, 2, 3].map((day) => at(day, 9, 'message-opened')),
        now,
        ZONE,
        ALL,
      ),
    ).toBeNull();
  });

  test('is one of the hours that may be chosen, whatever happened', () => {
    const any = fc.record({
      type: fc.constantFrom(...Object.keys(SIGNS), 'message-opened'),
      at: fc.integer({ min: now - 200 * DAY, max: now }),
    });
    fc.assert(
      fc.property(fc.array(any), fc.nat(23), fc.nat(23), (happened, one, other) => {
        const hours = ALL.slice(Math.min(one, other), Math.max(one, other) + 1);
        const events = happened.map((each, index) => event(each.type, { id: String(index), at: each.at }));
        const found = hourByRule(events, now, ZONE, hours);
        if (found === null) return;
        expect(hours).toContain(found.hour);
        expect(found.days).toBeGreaterThanOrEqual(3);
      }),
    );
  });
});
