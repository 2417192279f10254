import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { DAY } from '@millrace/base';
import { MEASURES, type Condition } from './condition.ts';
import { evaluate } from './evaluate.ts';
import { conditionsIn, EVER_DAYS, leavesOf, mergeNeeds, needsOfCondition } from './needs.ts';
import { event, facts, NOW } from './testing/make.ts';

const bought: Condition = {
  event: 'order-placed',
  measure: 'count',
  operator: 'at-least',
  value: 2,
  withinDays: 90,
};
const rich: Condition = { fact: 'cart.total', operator: 'more-than', value: 1 };

test('conditions are found wherever a kind keeps them in its config', () => {
  const found = conditionsIn({
    filter: rich,
    paths: [
      { name: 'A', when: { all: [bought] } },
      { name: 'B', when: { not: rich } },
    ],
    other: { text: 'hello', list: [1, null] },
  });
  expect(found.map(({ path }) => path.join('.'))).toEqual(['filter', 'paths.0.when', 'paths.1.when']);
});

test('objects that only resemble conditions are ignored', () => {
  expect(
    conditionsIn({
      exits: [{ event: 'order-placed', match: 'cart' }],
      not: 'a condition',
      fact: 'on its own',
    }),
  ).toEqual([]);
});

test('comparisons are found at any depth, also in conditions on counted events', () => {
  expect(
    leavesOf({
      any: [
        { all: [rich, { not: { ...bought, where: { fact: 'event.value', operator: 'is', value: 1 } } }] },
      ],
    }),
  ).toHaveLength(3);
});

test('a window of 90 days needs 90 days, no window needs all events, since entering needs events since then', () => {
  expect(needsOfCondition(bought).events).toEqual({ 'order-placed': 90 });
  expect(needsOfCondition({ ...bought, withinDays: undefined }).events).toEqual({
    'order-placed': EVER_DAYS,
  });
  expect(needsOfCondition({ ...bought, withinDays: undefined, sinceEntry: true }).events).toEqual({
    'order-placed': 0,
  });
});

test('several needs of one event are met by the longest', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1 }), (days) => {
      expect(mergeNeeds(days.map((span) => ({ events: { seen: span }, models: ['a'] })))).toEqual({
        events: { seen: Math.max(...days) },
        models: ['a'],
      });
    }),
  );
});

test.each(['constructor', 'toString', '__proto__'])(
  'an event that is called %s is an event like any other',
  (name) => {
    const condition: Condition = { ...bought, event: name };
    const needs = needsOfCondition({ all: [condition, { ...condition, withinDays: 7 }] });
    expect(Object.entries(needs.events)).toEqual([[name, 90]]);
    expect(Object.entries(mergeNeeds([needs, needs]).events)).toEqual([[name, 90]]);
  },
);

describe('what is needed is enough', () => {
  const types = ['order-placed', 'product-viewed', 'made-a-wish'] as const;
  const count = fc.record({
    event: fc.constantFrom(...types),
    measure: fc.constantFrom(...MEASURES),
    operator: fc.constantFrom('at-least' as const, 'at-most' as const, 'is' as const),
    value: fc.nat(4),
    withinDays: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    sinceEntry: fc.boolean(),
  });
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      count,
      fc.array(tie('condition'), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('condition'), { maxLength: 3 }).map((any) => ({ any })),
      tie('condition').map((not) => ({ not })),
    ),
  }));
  const past = fc
    .array(fc.record({ type: fc.constantFrom(...types), daysAgo: fc.nat(200), value: fc.nat(3) }), {
      maxLength: 12,
    })
    .map((events) => events.toSorted((one, other) => other.daysAgo - one.daysAgo));

  test('a condition comes to the same on the events that are loaded for it as on all there are', () => {
    fc.assert(
      fc.property(condition, past, fc.nat(60), (asked, drawn, entered) => {
        const { events: needed } = needsOfCondition(asked);
        const events = drawn.map(({ type, daysAgo, value }, index) =>
          event(type, { id: `${index}`, at: NOW - daysAgo * DAY, value }),
        );
        const enrolment = { ...facts().enrolment, enteredAt: NOW - entered * DAY };
        const isNeeded = ({ type, at }: (typeof events)[number]) =>
          Object.hasOwn(needed, type) && at >= Math.min(NOW - needed[type]! * DAY, enrolment.enteredAt);
        expect(evaluate(asked, facts({ enrolment, events: events.filter(isNeeded) }))).toBe(
          evaluate(asked, facts({ enrolment, events })),
        );
      }),
      { numRuns: 300 },
    );
  });
});
