import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  adjustedEffect,
  differenceOfMoney,
  effectOnMean,
  effectOnMoney,
  type MoneySums,
  type PairedSums,
} from './index.ts';

/** A person of an arm: what they brought, and what they had brought before. */
interface Person {
  readonly money: number;
  readonly before: number;
}
const sums = (values: readonly number[]) => ({
  n: values.length,
  sum: values.reduce((total, value) => total + value, 0),
  sumOfSquares: values.reduce((total, value) => total + value * value, 0),
});
const armOf = (people: readonly Person[]): MoneySums => ({
  ...sums(people.map(({ money }) => money)),
  converted: people.filter(({ money }) => money !== 0).length,
});
const pairedOf = (people: readonly Person[]): MoneySums & PairedSums => ({
  ...armOf(people),
  before: sums(people.map(({ before }) => before)),
  sumOfProducts: people.reduce((total, { money, before }) => total + money * before, 0),
});
const person: fc.Arbitrary<Person> = fc.record({
  money: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 20_000 }) },
  ),
  before: fc.integer({ min: 0, max: 5_000 }),
});
const people = fc.array(person, { minLength: 3, maxLength: 40 });
const losing = fc.array(
  person.map(({ money, before }) => ({ money: -money, before })),
  { minLength: 3, maxLength: 40 },
);
const close = (one: number, other: number, scale = 1) =>
  expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(other), scale));
const average = (values: readonly number[]) =>
  values.reduce((total, value) => total + value, 0) / values.length;

describe('the effect on money', () => {
  test('is what the people of one arm bring on average, less those of the other', () => {
    fc.assert(
      fc.property(people, people, (treated, heldOut) => {
        const { estimate, treated: one, heldOut: zero } = effectOnMoney(armOf(treated), armOf(heldOut));
        close(one, average(treated.map(({ money }) => money)));
        close(zero, average(heldOut.map(({ money }) => money)));
        close(estimate, one - zero, Math.abs(one) + Math.abs(zero));
      }),
    );
  });

  test('turned round is the same with another sign', () => {
    fc.assert(
      fc.property(people, people, (treated, heldOut) => {
        const [there, back] = [
          effectOnMoney(armOf(treated), armOf(heldOut)),
          effectOnMoney(armOf(heldOut), armOf(treated)),
        ];
        close(back.estimate, -there.estimate);
        close(back.variance, there.variance);
      }),
    );
  });

  test('is never surer than the arms by themselves', () => {
    fc.assert(
      fc.property(people, fc.oneof(people, losing), (treated, heldOut) => {
        const [one, zero] = [armOf(treated), armOf(heldOut)];
        const own = effectOnMean(one, zero).variance;
        expect(effectOnMoney(one, zero).variance).toBeGreaterThanOrEqual(own * (1 - 1e-12));
        const adjusted = adjustedEffect(pairedOf(treated), pairedOf(heldOut));
        const safe = effectOnMoney(pairedOf(treated), pairedOf(heldOut));
        expect(safe.variance).toBeGreaterThanOrEqual(adjusted.variance * (1 - 1e-12));
        expect(safe.estimate).toBe(adjusted.estimate);
      }),
      { numRuns: 300 },
    );
  });

  test('in another unit is the same amount of money', () => {
    fc.assert(
      fc.property(people, people, fc.integer({ min: 2, max: 1_000 }), (treated, heldOut, times) => {
        const scaled = (arm: readonly Person[]) =>
          pairedOf(arm.map(({ money, before }) => ({ money: money * times, before })));
        const [cents, mills] = [
          effectOnMoney(pairedOf(treated), pairedOf(heldOut)),
          effectOnMoney(scaled(treated), scaled(heldOut)),
        ];
        close(mills.estimate / times, cents.estimate, 1e4);
        close(mills.variance / times ** 2, cents.variance, 1e6);
        close(mills.varianceRemoved, cents.varianceRemoved);
      }),
    );
  });

  test('is finite for whatever people there are, and unbounded for none', () => {
    fc.assert(
      fc.property(fc.oneof(people, losing), fc.oneof(people, losing), (treated, heldOut) => {
        const { lower, upper, estimate } = differenceOfMoney(armOf(treated), armOf(heldOut));
        expect([lower, upper].every(Number.isFinite)).toBe(true);
        expect(lower <= estimate && estimate <= upper).toBe(true);
      }),
    );
    const { lower, upper } = differenceOfMoney(armOf([]), armOf([{ money: 5, before: 0 }]));
    expect([lower, upper]).toEqual([-Infinity, Infinity]);
  });

  test('of an arm that chance gave no order is as unsure as if one in a hundred had had one', () => {
    const arm = (buyers: number) =>
      armOf(Array.from({ length: 100 }, (_, index) => ({ money: index < buyers ? 4_000 : 0, before: 0 })));
    const { variance } = effectOnMoney(arm(10), arm(0));
    // A rate of so many, with the two imagined people, of orders of 4,000 each.
    const spread = (buyers: number) => 4_000 ** 2 * ((buyers + 1) / 102) * (1 - (buyers + 1) / 102);
    close(variance, spread(10) / 100 + spread(0) / 100);
    expect(effectOnMean(arm(10), arm(0)).variance).toBeLessThan(variance);
  });
});

describe('the adjusted effect', () => {
  test('is what a line fitted to each arm says at the mean of everybody', () => {
    fc.assert(
      fc.property(people, people, (treated, heldOut) => {
        const overall = average([...treated, ...heldOut].map(({ before }) => before));
        const at = (arm: readonly Person[]) => {
          const [x, y] = [average(arm.map(({ before }) => before)), average(arm.map(({ money }) => money))];
          const products = arm.reduce((total, { money, before }) => total + (before - x) * (money - y), 0);
          const squares = arm.reduce((total, { before }) => total + (before - x) ** 2, 0);
          return y + (squares > 0 ? (products / squares) * (overall - x) : 0);
        };
        const { estimate } = adjustedEffect(pairedOf(treated), pairedOf(heldOut));
        expect(Math.abs(estimate - (at(treated) - at(heldOut)))).toBeLessThan(1e-3);
      }),
    );
  });

  test('removes all of the variance where the time before tells everything', () => {
    const known = Array.from({ length: 50 }, (_, index) => ({ money: 3 * index + 100, before: index }));
    const { varianceRemoved, variance } = adjustedEffect(pairedOf(known), pairedOf(known));
    expect(varianceRemoved).toBeCloseTo(1, 9);
    expect(variance).toBeCloseTo(0, 6);
  });

  test('moves nothing where everybody is alike before, and asks for three people in each arm', () => {
    fc.assert(
      fc.property(people, people, (treated, heldOut) => {
        const alike = (arm: readonly Person[]) => pairedOf(arm.map(({ money }) => ({ money, before: 700 })));
        const plain = effectOnMean(armOf(treated), armOf(heldOut));
        close(adjustedEffect(alike(treated), alike(heldOut)).estimate, plain.estimate, 1e4);
        const two = treated.slice(0, 2);
        expect(adjustedEffect(pairedOf(two), pairedOf(heldOut))).toEqual(
          effectOnMean(armOf(two), armOf(heldOut)),
        );
      }),
    );
  });
});
