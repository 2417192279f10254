import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '@millrace/base';
import { EXAMPLE_NOW, exampleFacts } from '../testing/example.ts';
import { COLUMNS, encode } from './encode.ts';
import { contributions, explain } from './explain.ts';
import { featuresAsJson, recoveryFeatures, type RecoveryFeatures } from './features.ts';
import { recoveryModel, scoreRecovery } from './index.ts';
import { localHour } from './local-hour.ts';
import { ASSUMED_BASE_RATE, RULE_PARAMETERS } from './rule.ts';
import { recoveryProbability } from './score.ts';
import { standardise } from './standardise.ts';

const features: fc.Arbitrary<RecoveryFeatures> = fc.record({
  ordersCount: fc.integer({ min: 0, max: 500 }),
  daysSinceOrder: fc.option(fc.double({ min: 0, max: 5_000, noNaN: true })),
  orderGapDays: fc.option(fc.double({ min: 0, max: 2_000, noNaN: true })),
  discountShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  averageOrder: fc.integer({ min: 0, max: 10_000_000 }),
  cartTotal: fc.integer({ min: 0, max: 10_000_000 }),
  itemsCount: fc.integer({ min: 0, max: 1_000 }),
  marginShare: fc.double({ min: -50, max: 1, noNaN: true }),
  step: fc.constantFrom('cart', 'checkout', 'shipping', 'payment', 'something-new'),
  mobile: fc.boolean(),
  triedCode: fc.boolean(),
  newCategory: fc.boolean(),
  daysKnown: fc.double({ min: 0, max: 9_000, noNaN: true }),
  hour: fc.integer({ min: 0, max: 23 }),
});
const parameters = fc
  .record({
    weights: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
      minLength: COLUMNS.length,
      maxLength: COLUMNS.length,
    }),
    means: fc.array(fc.double({ min: -2, max: 8, noNaN: true }), {
      minLength: COLUMNS.length,
      maxLength: COLUMNS.length,
    }),
    intercept: fc.double({ min: -5, max: 5, noNaN: true }),
    slope: fc.double({ min: 0.05, max: 3, noNaN: true }),
    offset: fc.double({ min: -2, max: 2, noNaN: true }),
    baseRate: fc.double({ min: 0.01, max: 0.9, noNaN: true }),
  })
  .map(({ slope, offset, ...drawn }) => ({
    ...RULE_PARAMETERS,
    ...drawn,
    calibration: { slope, offset },
    carts: 1_234,
  }));

describe('what the model sees', () => {
  test('is a number for each column, of a size that no single thing outweighs all others', () => {
    fc.assert(
      fc.property(features, (given) => {
        const row = encode(given);
        expect(row).toHaveLength(COLUMNS.length);
        for (const value of row) expect(Number.isFinite(value) && Math.abs(value) <= 12).toBe(true);
      }),
    );
  });

  test('is the same after it was logged, to a thousandth', () => {
    fc.assert(
      fc.property(features, (given) => {
        const again = JSON.parse(JSON.stringify(featuresAsJson(given))) as RecoveryFeatures;
        expect(Object.keys(again).sort()).toEqual(Object.keys(given).sort());
        for (const [name, value] of Object.entries(given))
          if (typeof value === 'number') expect(again[name as 'hour']).toBeCloseTo(value, 2);
          else expect(again[name as 'step']).toBe(value);
      }),
    );
  });

  test('is read of anybody without failing: no cart, no orders, a clock that runs ahead', () => {
    const now = EXAMPLE_NOW;
    for (const facts of [
      exampleFacts({ cart: null }),
      exampleFacts({
        customer: {
          ordersCount: 0,
          lastOrderAt: null,
          averageOrder: 0,
          orderGapDays: null,
          discountShare: null,
        },
      }),
      exampleFacts({ customer: { lastOrderAt: now + DAY, createdAt: now + DAY } }),
      exampleFacts({ cart: { lines: [], total: 0, itemsCount: 0, device: null } }),
    ]) {
      const read = recoveryFeatures(facts);
      for (const value of encode(read)) expect(Number.isFinite(value)).toBe(true);
      expect([read.daysSinceOrder ?? 0, read.daysKnown].every((days) => days >= 0)).toBe(true);
    }
  });

  test.each([
    ['mobile', true],
    ['Android phone', true],
    ['iOS', true],
    ['desktop', false],
    [null, false],
  ])('a device called %s is a phone: %s', (device, mobile) => {
    expect(recoveryFeatures(exampleFacts({ cart: { device } })).mobile).toBe(mobile);
  });
});

describe('the hour where the person is', () => {
  // A second implementation: the clock of the runtime itself.
  const clock = (at: number, zone: string) =>
    Number(
      new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: zone }).format(at),
    );
  test('is the one that a clock shows there, in summer and winter, also by half hours', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    );
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }), zone, (at, where) => {
        expect(localHour(at, where)).toBe(clock(at, where));
      }),
    );
  });
  test.each(['Mars/Base', '', 'x'.repeat(100)])('is that of UTC where the zone is none: %j', (zone) => {
    expect(localHour(Date.UTC(2026, 0, 1, 13, 59), zone)).toBe(13);
    expect(localHour(Date.UTC(1969, 11, 31, 23), zone)).toBe(23);
  });
});

describe('columns brought to one scale', () => {
  test('have the mean nought and the spread one, except where nothing varies, and can be brought back', () => {
    const value = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 30 }),
      );
    fc.assert(
      fc.property(table, (rows) => {
        const scaled = standardise(rows);
        for (let column = 0; column < rows[0]!.length; column += 1) {
          const own = scaled.rows.map((row) => row[column]!);
          const mean = own.reduce((sum, one) => sum + one, 0) / own.length;
          const spread = own.reduce((sum, one) => sum + (one - mean) ** 2, 0) / own.length;
          expect(Math.abs(mean)).toBeLessThan(1e-4);
          expect(scaled.scales[column]! === 1 || Math.abs(spread - 1) < 1e-3).toBe(true);
          for (const [index, row] of rows.entries())
            expect(own[index]! * scaled.scales[column]! + scaled.means[column]!).toBeCloseTo(row[column]!, 6);
        }
      }),
    );
    expect(standardise([[3], [3]])).toMatchObject({ means: [3], scales: [1] });
    expect(standardise([])).toEqual({ means: [], scales: [], rows: [] });
  });
});

describe('the explanation agrees with the score', () => {
  test('reasons add up to what lies between this cart and the ordinary one, whatever was learned', () => {
    fc.assert(
      fc.property(features, parameters, (given, learned) => {
        const row = encode(given);
        const sum = contributions(row, learned).reduce((total, logOdds) => total + logOdds, 0);
        const ordinary = learned.calibration.slope * learned.intercept + learned.calibration.offset;
        const exact = 1 / (1 + Math.exp(-(ordinary + sum)));
        expect(recoveryProbability(row, learned)).toBeCloseTo(Math.min(0.999, Math.max(0.001, exact)), 9);
      }),
    );
  });

  test('a reason says more likely where it makes it so, less where less, the strongest first, and none is made up', () => {
    fc.assert(
      fc.property(features, parameters, (given, learned) => {
        const parts = contributions(encode(given), learned);
        const sentences = explain(given, parts);
        const strongest = parts
          .filter((logOdds) => Math.abs(logOdds) >= 0.05)
          .toSorted((left, right) => Math.abs(right) - Math.abs(left))
          .slice(0, 3);
        expect(sentences).toHaveLength(strongest.length);
        for (const [index, logOdds] of strongest.entries()) {
          expect(sentences[index]).toContain(logOdds > 0 ? 'more likely' : 'less likely');
          expect(sentences[index]).toMatch(/^[A-Z].*\.$/);
          expect(sentences[index]).not.toMatch(/undefined|NaN|Infinity|null/);
        }
      }),
    );
  });

  test('the first sentence compares with what is usual as the score does', () => {
    fc.assert(
      fc.property(
        parameters,
        fc.constantFrom('cart', 'payment'),
        fc.integer({ min: 0, max: 9 }),
        (learned, step, ordersCount) => {
          const facts = exampleFacts({
            cart: { step },
            customer: { ordersCount },
            models: { recovery: learned as never },
          });
          const { probability, record } = scoreRecovery(facts);
          const [opening] = record.explanation;
          const ratio = probability / learned.baseRate;
          expect(opening).toContain(
            ratio > 1.1 ? 'more than the usual' : ratio < 0.9 ? 'less than the usual' : 'close to the usual',
          );
          expect(opening).toContain('1234 past carts');
          expect(record).toMatchObject({ by: 'model', score: Math.round(probability * 10_000) / 10_000 });
          expect(recoveryModel.decide(facts, 0.5).sets).toMatchObject({
            recovery: probability,
            segment: record.chosen,
          });
        },
      ),
    );
  });

  test('more of what speaks for coming back never makes it less probable', () => {
    fc.assert(
      fc.property(
        features,
        fc.nat(COLUMNS.length - 1),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (given, column, more) => {
          const row = encode(given);
          const moved = row.map((value, index) => (index === column ? value + more : value));
          const [before, after] = [row, moved].map((one) => recoveryProbability(one, RULE_PARAMETERS));
          if (RULE_PARAMETERS.weights[column]! >= 0) expect(after).toBeGreaterThanOrEqual(before!);
          else expect(after).toBeLessThanOrEqual(before!);
        },
      ),
    );
    // The rule says of the ordinary cart what it assumes of all.
    expect(recoveryProbability(RULE_PARAMETERS.means, RULE_PARAMETERS)).toBeCloseTo(ASSUMED_BASE_RATE, 12);
  });
});
