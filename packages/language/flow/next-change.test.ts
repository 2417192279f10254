import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '@millrace/base';
import { MEASURES, type Condition } from './condition.ts';
import { evaluate } from './evaluate.ts';
import { nextChange } from './next-change.ts';
import { customer, event, facts, NOW } from './testing/make.ts';

const ago = fc.double({ min: -3, max: 5, noNaN: true }).map((days) => NOW - Math.round(days * DAY));
const days = fc.constantFrom(0, 0.25, 1, 2.5, 4);
const FACTS = [
  'customer.lastOrderAt',
  'customer.createdAt',
  'customer.properties.day',
  'customer.properties.at',
];

const relative = fc.record({
  fact: fc.constantFrom(...FACTS),
  operator: fc.constantFrom('within-days' as const, 'longer-ago-than-days' as const),
  value: days,
});
const moment = fc.oneof(
  fc.record({
    fact: fc.constant('moment.hour'),
    operator: fc.constantFrom('at-least' as const, 'less-than' as const),
    value: fc.integer({ min: 0, max: 23 }),
  }),
  fc.record({
    fact: fc.constant('moment.weekday'),
    operator: fc.constant('is' as const),
    value: fc.integer({ min: 1, max: 7 }).map(String),
  }),
);
const fixed = fc.constantFrom<Condition>(
  { fact: 'customer.ordersCount', operator: 'at-least', value: 2 },
  { fact: 'customer.lastOrderAt', operator: 'before-date', value: '2026-10-21' },
);
const counted = fc.record(
  {
    event: fc.constantFrom('product-viewed', 'order-placed'),
    measure: fc.constantFrom(...MEASURES),
    operator: fc.constantFrom('at-least' as const, 'is' as const, 'less-than' as const),
    value: fc.integer({ min: 0, max: 3 }),
    withinDays: fc.constantFrom(0.5, 1, 3),
    where: fc.record({
      fact: fc.constant('event.at'),
      operator: fc.constantFrom('within-days' as const, 'longer-ago-than-days' as const),
      value: days,
    }),
  },
  { requiredKeys: ['event', 'measure', 'operator', 'value'] },
);
const segment = fc.record({
  fact: fc.constant('customer.segments'),
  operator: fc.constantFrom('contains' as const, 'does-not-contain' as const),
  value: fc.constant<string[]>(['lapsed', 'gone']),
  resolved: fc.record({ lapsed: fc.oneof(relative, counted) }),
});
const leaf: fc.Arbitrary<Condition> = fc.oneof(relative, moment, fixed, counted, segment);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  leaf,
  fc.record({ all: fc.array(leaf, { maxLength: 3 }) }),
  fc.record({ any: fc.array(leaf, { maxLength: 3 }) }),
  fc.record({ not: leaf }),
);

const known = fc
  .record({
    lastOrderAt: fc.option(ago),
    createdAt: ago,
    zone: fc.constantFrom('Europe/Berlin', 'Asia/Kathmandu', 'America/New_York'),
    day: fc.constantFrom('2026-10-18', '2026-10-20', '2026-10-22', 'soon', '20/10/2026 14:00'),
    at: ago,
    events: fc.array(fc.record({ type: fc.constantFrom('product-viewed', 'order-placed'), at: ago }), {
      maxLength: 4,
    }),
  })
  .map(({ lastOrderAt, createdAt, zone, day, at, events }) =>
    facts({
      customer: customer({ lastOrderAt, createdAt, zone, properties: { day, at } }),
      events: events
        .toSorted((left, right) => left.at - right.at)
        .map(({ type, at: then }, index) => event(type, { id: `e${index}`, at: then })),
    }),
  );

describe('when a condition may change as time passes', () => {
  test('it gives the same result until then', () => {
    fc.assert(
      fc.property(condition, known, fc.double({ min: 0, max: 1, noNaN: true }), (asked, now, share) => {
        const next = nextChange(asked, now) ?? NOW + 400 * DAY;
        expect(next).toBeGreaterThan(NOW);
        const later = NOW + Math.floor((next - 1 - NOW) * share);
        expect(evaluate(asked, { ...now, now: later })).toBe(evaluate(asked, now));
        expect(evaluate(asked, { ...now, now: next - 1 })).toBe(evaluate(asked, now));
      }),
      { numRuns: 3_000 },
    );
  });

  test('it is the very millisecond at which "not for 60 days" becomes true', () => {
    const lapsed: Condition = { fact: 'customer.lastOrderAt', operator: 'longer-ago-than-days', value: 60 };
    const now = facts({ customer: customer({ lastOrderAt: NOW - 59 * DAY - HOUR }) });
    const at = nextChange(lapsed, now)!;
    expect(evaluate(lapsed, { ...now, now: at - 1 })).toBe(false);
    expect(evaluate(lapsed, { ...now, now: at })).toBe(true);
    expect(nextChange(lapsed, { ...now, now: at })).toBeNull();
  });

  test('a day changes at midnight where the person lives', () => {
    const soon: Condition = { fact: 'customer.properties.day', operator: 'within-days', value: 3 };
    const now = facts({ customer: customer({ zone: 'Asia/Kathmandu', properties: { day: '2026-10-20' } }) });
    expect(new Date(nextChange(soon, now)!).toISOString()).toBe('2026-10-20T18:15:00.000Z');
  });

  test('nothing that time leaves alone is looked at again', () => {
    expect(nextChange({ fact: 'customer.ordersCount', operator: 'at-least', value: 2 }, facts())).toBeNull();
    expect(nextChange({ all: [] }, facts())).toBeNull();
  });
});
