import { expect, test } from 'vitest';
import fc from 'fast-check';
import { liftReport, liftSentence, type ArmTotals } from './index.ts';

/** People of whom `converted` earned `each` minor units. */
const arm = (people: number, converted: number, each: number): ArmTotals => ({
  people,
  converted,
  margin: converted * each,
  marginSquared: converted * each * each,
});
const money = (minorUnits: number) => `$${Math.round(minorUnits / 100).toLocaleString('en-US')}`;

test('a flow that doubles the orders of nine thousand people is said to have gained', () => {
  const report = liftReport({ treated: arm(9_000, 1_080, 3_000), heldOut: arm(1_000, 60, 3_000) }, { holdout: 0.1 });
  expect(report.state).toBe('gain');
  expect(report.conversion?.estimate).toBeCloseTo(0.06, 12);
  expect(report.margin?.estimate).toBeCloseTo(180, 9);
  expect(report.causedMargin?.estimate).toBe(1_620_000);
  expect(report.causedConversions?.estimate).toBe(540);
  expect(liftSentence(report, { money })).toMatch(/^This flow caused about \$16,200 of margin, between \$[\d,]+ and \$[\d,]+\.$/);
});

test('a flow that gives margin away to people who buy anyway is said to have lost', () => {
  const report = liftReport({ treated: arm(9_000, 1_800, 1_000), heldOut: arm(1_000, 200, 3_000) }, { holdout: 0.1 });
  expect(report.state).toBe('loss');
  expect(report.conversionState).toBe('unclear');
  expect(liftSentence(report, { money })).toMatch(/^This flow cost about \$36,000 of margin, between/);
});

test('with fifty people held back it is too early, and the sentence says how many are missing', () => {
  const report = liftReport({ treated: arm(450, 45, 3_000), heldOut: arm(50, 5, 3_000) }, { holdout: 0.1 });
  expect(report.state).toBe('too-early');
  expect(report.margin).toBeNull();
  expect(liftSentence(report, { money })).toBe(
    'It is too early to tell what this flow caused: 50 more people held back are needed to compare with.',
  );
});

test('before ten held-back people have ordered it is too early as well', () => {
  const report = liftReport({ treated: arm(4_500, 450, 3_000), heldOut: arm(500, 9, 3_000) }, { holdout: 0.1 });
  expect(report.state).toBe('too-early');
  expect(liftSentence(report, { money })).toContain('1 more person held back has to order');
});

test('a flow that nobody has entered yet is too early and not without a holdout', () => {
  const report = liftReport({ treated: arm(0, 0, 0), heldOut: arm(0, 0, 0) }, { holdout: 0.1 });
  expect(report.state).toBe('too-early');
  expect(liftSentence(report, { money })).toContain('100 more people held back are needed');
});

test('a flow without a holdout says that what it caused cannot be told', () => {
  const report = liftReport({ treated: arm(9_000, 900, 3_000), heldOut: arm(0, 0, 0) }, { holdout: 0 });
  expect(report.state).toBe('no-holdout');
  expect(liftSentence(report, { money })).toContain('Nobody is held back');
});

test('an unclear result gives both ends of what is still possible', () => {
  const report = liftReport({ treated: arm(1_800, 180, 3_000), heldOut: arm(200, 20, 3_000) }, { holdout: 0.1 });
  expect(report.state).toBe('unclear');
  expect(liftSentence(report, { money })).toMatch(
    /^It is not clear yet whether this flow earns anything: what it caused is between -?\$-?[\d,]+ and/,
  );
});

test('knowing the margin of the time before makes the interval narrower', () => {
  const before = (people: number) => ({ margin: people * 500, marginSquared: people * 500 * 500 * 3, product: 0 });
  const withProduct = (totals: ArmTotals): ArmTotals => {
    const covariate = before(totals.people);
    return {
      ...totals,
      before: { ...covariate, product: totals.margin * 500 + 0.5 * Math.sqrt(totals.marginSquared * covariate.marginSquared) },
    };
  };
  const plain = { treated: arm(9_000, 1_080, 3_000), heldOut: arm(1_000, 60, 3_000) };
  const narrow = liftReport({ treated: withProduct(plain.treated), heldOut: withProduct(plain.heldOut) }, { holdout: 0.1 }).margin!;
  const wide = liftReport(plain, { holdout: 0.1 }).margin!;
  expect(narrow.varianceRemoved).toBeGreaterThan(0.1);
  expect(narrow.upper - narrow.lower).toBeLessThan(wide.upper - wide.lower);
});

test('whatever the totals, an interval holds its estimate and ends are finite', () => {
  const totals = fc.record({
    people: fc.integer({ min: 0, max: 100_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    each: fc.integer({ min: 0, max: 1_000_000 }),
  });
  fc.assert(
    fc.property(totals, totals, (one, two) => {
      const of = ({ people, share, each }: typeof one) => arm(people, Math.floor(people * share), each);
      const report = liftReport({ treated: of(one), heldOut: of(two) }, { holdout: 0.1 });
      for (const interval of [report.conversion, report.conversionExact, report.margin, report.causedMargin]) {
        if (!interval) continue;
        expect(Number.isFinite(interval.lower) && Number.isFinite(interval.upper)).toBe(true);
        expect(interval.lower).toBeLessThanOrEqual(interval.estimate);
        expect(interval.upper).toBeGreaterThanOrEqual(interval.estimate);
      }
      expect(liftSentence(report, { money })).not.toMatch(/NaN|undefined|Infinity/);
    }),
  );
});
