import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { Condition } from './condition.ts';
import { conditionsIn, EVER_DAYS, leavesOf, mergeNeeds, needsOfCondition } from './needs.ts';

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
