import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '@millrace/base';
import {
  compareVersions,
  fieldOf,
  isOutcome,
  joinOrders,
  newerTold,
  NOTHING_SAID,
  placedAtOf,
  tellOrder,
  versionOf,
  type OrderWord,
  type Told,
} from './index.ts';

const stamp = fc.integer({ min: 0, max: 4 });
const word: fc.Arbitrary<OrderWord> = fc.record({
  at: stamp,
  told: stamp,
  happenedAt: stamp,
  placed: fc.boolean(),
  cancelledAt: fc.option(stamp),
  deliveredAt: fc.option(stamp),
  fields: fc.record(
    {
      total: fc.nat(3),
      shipping: fc.nat(3),
      number: fc.constantFrom('1', '2'),
      test: fc.boolean(),
      refundIds: fc.subarray(['r1', 'r2']),
      presented: fc.record({ currency: fc.constantFrom('USD', 'EUR'), total: fc.nat(2) }),
    },
    { requiredKeys: [] },
  ),
});
const words = fc.array(word, { maxLength: 6 });
const after = (told: readonly OrderWord[]) => told.reduce(tellOrder, NOTHING_SAID);

describe('what is known of an order', () => {
  test('is the same in whatever order it was told, and however often', () => {
    fc.assert(
      fc.property(
        words.chain((told) =>
          fc
            .shuffledSubarray([...told, ...told], { minLength: told.length * 2 })
            .map((again) => ({ told, again })),
        ),
        ({ told, again }) => {
          expect(after(again)).toEqual(after(told));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('of two records joined is what one would know that was told both, in any grouping', () => {
    fc.assert(
      fc.property(words, words, words, (one, two, three) => {
        const [a, b, c] = [after(one), after(two), after(three)];
        expect(joinOrders(a, b)).toEqual(after([...one, ...two]));
        expect(joinOrders(joinOrders(a, b), c)).toEqual(joinOrders(a, joinOrders(b, c)));
        expect(joinOrders(a, b)).toEqual(joinOrders(b, a));
        expect(joinOrders(a, a)).toEqual(a);
        expect(joinOrders(a, NOTHING_SAID)).toEqual(a);
      }),
      { numRuns: 300 },
    );
  });

  test('of each field is the newest word on it, by the sender and then by when it was told', () => {
    fc.assert(
      fc.property(words, (told) => {
        const state = after(told);
        for (const name of ['total', 'shipping', 'number'] as const) {
          const said = told.filter(({ fields }) => fields[name] !== undefined);
          const newest = said.toSorted((one, other) => compareVersions(other, one))[0];
          expect(versionOf(state, name)).toEqual(newest ? { at: newest.at, told: newest.told } : null);
          const candidates = said.filter((one) => newest && compareVersions(one, newest) === 0);
          if (newest) expect(candidates.map(({ fields }) => fields[name])).toContain(fieldOf(state, name));
          else expect(fieldOf(state, name)).toBeNull();
        }
      }),
    );
  });

  test('that was left out, or told as nothing, stays as it was', () => {
    fc.assert(
      fc.property(words, word, (told, { fields, ...empty }) => {
        const state = after(told);
        const silent = {
          ...empty,
          fields: Object.fromEntries(Object.keys(fields).map((name) => [name, null])),
        };
        expect(tellOrder(state, silent as never).fields).toEqual(state.fields);
        expect(tellOrder(state, { ...empty, fields: { total: undefined } } as never).fields).toEqual(
          state.fields,
        );
      }),
    );
  });

  test('never goes back: placed stays placed, and the first of each time counts', () => {
    fc.assert(
      fc.property(words, (told) => {
        const state = after(told);
        const least = (times: readonly (number | null | undefined)[]) => {
          const known = times.filter((time) => time !== null && time !== undefined);
          return known.length === 0 ? null : Math.min(...known);
        };
        expect(state.placed).toBe(told.some(({ placed }) => placed));
        expect(state.firstAt).toBe(least(told.map(({ happenedAt }) => happenedAt)));
        expect(state.cancelledAt).toBe(least(told.map(({ cancelledAt }) => cancelledAt)));
        expect(state.deliveredAt).toBe(least(told.map(({ deliveredAt }) => deliveredAt)));
      }),
    );
  });

  test('says when it was placed as the sender does, else when the first word of it happened', () => {
    const told = (fields: OrderWord['fields'], happenedAt: number) =>
      tellOrder(NOTHING_SAID, { at: 5, told: 5, happenedAt, placed: true, fields });
    expect(placedAtOf(told({ placedAt: 3 }, 9))).toBe(3);
    expect(placedAtOf(told({}, 9))).toBe(9);
    expect(placedAtOf(NOTHING_SAID)).toBeNull();
  });
});

describe('a refund or an edit told several times', () => {
  const telling: fc.Arbitrary<Told<{ readonly amount: number }>> = fc.record({
    at: stamp,
    told: stamp,
    body: fc.record({ amount: fc.nat(3) }),
  });
  const newest = (list: readonly Told<{ readonly amount: number }>[]) =>
    list.reduce<Told<{ readonly amount: number }> | undefined>(
      (known, one) => newerTold(known, one),
      undefined,
    );
  test('is as it was told last, whatever came first', () => {
    fc.assert(
      fc.property(fc.array(telling, { minLength: 1, maxLength: 5 }), (list) => {
        const found = newest(list)!;
        expect(newest(list.toReversed())).toEqual(found);
        for (const one of list) expect(compareVersions(found, one)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('whether an order is an outcome', () => {
  const stay = { firstEnteredAt: 10 * DAY, firstOrderId: 'first', windowEndsAt: 40 * DAY };
  test.each([
    ['at the very moment of coming in', 0, true],
    ['a millisecond before', -1, false],
    ['as the last day ends', 30 * DAY, true],
    ['a millisecond later', 30 * DAY + 1, false],
  ])('placed %s', (_name, after, counts) => {
    expect(isOutcome({ id: 'other', placedAt: stay.firstEnteredAt + after }, stay)).toBe(counts);
  });
  test('is never that of the order which let the person in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (days) => {
        const placedAt = stay.firstEnteredAt + days * DAY;
        expect(isOutcome({ id: 'first', placedAt }, stay)).toBe(false);
        expect(isOutcome({ id: 'first', placedAt }, { ...stay, firstOrderId: null })).toBe(days <= 30);
      }),
    );
  });
});
