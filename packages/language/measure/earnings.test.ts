import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earningsOf, missingInputs, type EarningsInputs } from './earnings.ts';

/** 1,000 people leave a cart in a month, 800 may be written to, one in five of them orders anyway, at $30 of margin. */
const CARTS: EarningsInputs = {
  people: 1_000,
  entries: null,
  reach: 0.8,
  rate: 0.2,
  margin: 3_000,
  orderValue: 8_000,
  effect: { low: 0.02, high: 0.1 },
  measured: null,
  discountShare: 0,
  discountDepth: 0,
  channels: [{ sends: 2, cost: 0.1 }],
  minutes: null,
  hourCost: 3_000,
};

describe('worked out by hand', () => {
  test('a cart flow without an offer', () => {
    const earned = earningsOf(CARTS);
    // 800 × 0.2 = 160 order anyway; 2 to 10 % more are 3.2 to 16 people, at $30. 800 × 2 messages at a tenth of a cent.
    expect(earned?.buyers?.low).toBeCloseTo(3.2);
    expect(earned?.buyers?.high).toBeCloseTo(16);
    expect(earned?.gain.low).toBeCloseTo(9_600);
    expect(earned?.messages).toBeCloseTo(160);
    expect(earned?.total.low).toBeCloseTo(9_440);
    expect(earned?.total.high).toBeCloseTo(47_840);
  });

  test('an offer is also used by people who would have ordered anyway, and can cost more than the flow brings', () => {
    const earned = earningsOf({ ...CARTS, discountShare: 0.15, discountDepth: 0.1 });
    // 163.2 and 176 orders, of which 15 % take 10 % of $80.
    expect(earned?.discount.low).toBeCloseTo(163.2 * 0.15 * 800);
    expect(earned?.discount.high).toBeCloseTo(176 * 0.15 * 800);
    expect(earned?.total.low).toBeCloseTo(9_600 - 19_584 - 160);
    expect(earned?.total.high).toBeCloseTo(48_000 - 21_120 - 160);
  });

  test('a flow that saves work: 90 tickets, 2 to 5 minutes each, at $30 an hour', () => {
    const earned = earningsOf({
      ...CARTS,
      people: null,
      rate: null,
      effect: null,
      entries: 90,
      minutes: { low: 2, high: 5 },
      channels: [],
    });
    expect(earned?.hours).toEqual({ low: 3, high: 7.5 });
    expect(earned?.total).toEqual({ low: 9_000, high: 22_500 });
    expect(earned?.buyers).toBeNull();
  });

  test('what the store has measured replaces what was assumed, its own offers included', () => {
    const earned = earningsOf({
      ...CARTS,
      rate: null,
      margin: null,
      discountShare: 0.5,
      discountDepth: 0.5,
      measured: { low: -10, high: 60 },
    });
    expect(earned?.gain).toEqual({ low: -10_000, high: 60_000 });
    expect(earned?.discount).toEqual({ low: 0, high: 0 });
    expect(earned?.total.low).toBeCloseTo(-10_160);
    expect(earned?.total.high).toBeCloseTo(59_840);
  });

  test('no more people order because of it than would not have ordered', () => {
    const earned = earningsOf({ ...CARTS, rate: 0.95, effect: { low: 0.5, high: 2 } });
    expect(earned?.buyers?.low).toBeCloseTo(40);
    expect(earned?.buyers?.high).toBeCloseTo(40);
  });
});

describe('what is not known', () => {
  test('nothing is said, and what is missing has a name', () => {
    const inputs = { ...CARTS, rate: null, margin: null };
    expect(earningsOf(inputs)).toBeNull();
    expect(missingInputs(inputs)).toEqual(['rate', 'margin']);
    expect(missingInputs({ ...CARTS, orderValue: null })).toEqual([]);
    expect(missingInputs({ ...CARTS, orderValue: null, discountShare: 0.1, discountDepth: 0.1 })).toEqual([
      'orderValue',
    ]);
    expect(missingInputs({ ...CARTS, effect: null, minutes: { low: 1, high: 1 } })).toEqual(['entries']);
  });

  test('of nobody nothing has to be known: they earn nothing', () => {
    const inputs = { ...CARTS, people: 0, reach: null, rate: null, margin: null };
    expect(missingInputs(inputs)).toEqual([]);
    expect(Math.abs(earningsOf(inputs)!.total.high)).toBe(0);
  });

  test('a flow whose effect nobody can put into money has no figure, and misses nothing', () => {
    const inputs = { ...CARTS, effect: null };
    expect(earningsOf(inputs)).toBeNull();
    expect(missingInputs(inputs)).toEqual([]);
  });
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const span = (most: number) =>
  fc
    .tuple(fc.double({ min: 0, max: most, noNaN: true }), fc.double({ min: 0, max: most, noNaN: true }))
    .map(([one, other]) => ({ low: Math.min(one, other), high: Math.max(one, other) }));
const anyInputs: fc.Arbitrary<EarningsInputs> = fc.record({
  people: fc.double({ min: 0, max: 1e6, noNaN: true }),
  entries: fc.double({ min: 0, max: 1e6, noNaN: true }),
  reach: share,
  rate: share,
  margin: fc.double({ min: 0, max: 1e5, noNaN: true }),
  orderValue: fc.double({ min: 0, max: 1e6, noNaN: true }),
  effect: fc.option(span(0.5)),
  measured: fc.option(span(500)),
  discountShare: share,
  discountDepth: share,
  channels: fc.array(
    fc.record({
      sends: fc.double({ min: 0, max: 10, noNaN: true }),
      cost: fc.double({ min: 0, max: 10, noNaN: true }),
    }),
    { maxLength: 3 },
  ),
  minutes: fc.option(span(60)),
  hourCost: fc.double({ min: 0, max: 1e5, noNaN: true }),
});

describe('for any numbers', () => {
  test('the low end is never above the high end', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const earned = earningsOf(inputs);
        if (earned) expect(earned.total.low).toBeLessThanOrEqual(earned.total.high);
      }),
    );
  });

  test('nobody and nothing that enters earns nothing and costs nothing', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const earned = earningsOf({ ...inputs, people: 0, entries: 0 });
        if (earned) {
          expect(Math.abs(earned.total.low)).toBe(0);
          expect(Math.abs(earned.total.high)).toBe(0);
        }
      }),
    );
  });

  test('twice the people bring twice as much: never less where a person brings something', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const one = earningsOf(inputs);
        const two = earningsOf({
          ...inputs,
          people: (inputs.people ?? 0) * 2,
          entries: (inputs.entries ?? 0) * 2,
        });
        if (!one || !two) return;
        const near = 1e-6 * (1 + Math.abs(one.gain.high) + one.discount.high + one.messages + one.work.high);
        expect(Math.abs(two.total.low - 2 * one.total.low)).toBeLessThanOrEqual(near);
        if (one.total.low >= 0) expect(two.total.low).toBeGreaterThanOrEqual(one.total.low - near);
      }),
    );
  });

  test('a larger effect never lowers the high end while an offer costs less than an order brings', () => {
    fc.assert(
      fc.property(anyInputs, fc.double({ min: 0, max: 0.5, noNaN: true }), (inputs, more) => {
        if (!inputs.effect || inputs.measured) return;
        const offer = inputs.discountShare * inputs.discountDepth * (inputs.orderValue ?? 0);
        if (offer > (inputs.margin ?? 0)) return;
        const one = earningsOf(inputs);
        const two = earningsOf({
          ...inputs,
          effect: { low: inputs.effect.low, high: inputs.effect.high + more },
        });
        const near = 1e-6 * (1 + Math.abs(one?.total.high ?? 0));
        expect(two?.total.high).toBeGreaterThanOrEqual((one?.total.high ?? 0) - near);
      }),
    );
  });
});
