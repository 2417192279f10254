import { expect, test } from 'vitest';
import fc from 'fast-check';
import { liftReport, liftSentence, type ArmTotals } from './index.ts';

/** Totals of people, of whom `converted` earned `each` minor units. */
const arm = (people: number, converted: number, each: number): ArmTotals => ({
  people,
  converted,
  margin: converted * each,
  marginSquared: converted * each * each,
});
/** A flow that always held out one share. */
const under = (share: number, treated: ArmTotals, heldOut: ArmTotals) =>
  liftReport([{ share, treated, heldOut }]);
const money = (minorUnits: number) => `$${Math.round(minorUnits / 100).toLocaleString('en-US')}`;

test('a flow that doubles the orders of nine thousand people is said to have gained', () => {
  const report = under(0.1, arm(9_000, 1_080, 3_000), arm(1_000, 60, 3_000));
  expect(report.state).toBe('gain');
  expect(report.conversion?.estimate).toBeCloseTo(0.06, 12);
  expect(report.margin?.estimate).toBeCloseTo(180, 9);
  expect(report.causedMargin?.estimate).toBe(1_620_000);
  expect(report.causedConversions?.estimate).toBe(540);
  expect(liftSentence(report, { money })).toMatch(
    /^This flow caused about \$16,200 of margin, between \$[\d,]+ and \$[\d,]+\.$/,
  );
});

test('a flow that gives margin away to people who buy anyway is said to have lost', () => {
  const report = under(0.1, arm(9_000, 1_800, 1_000), arm(1_000, 200, 3_000));
  expect(report.state).toBe('loss');
  expect(report.conversionState).toBe('unclear');
  expect(liftSentence(report, { money })).toMatch(/^This flow cost about \$36,000 of margin, between/);
});

test('beside what the store has, it is compared with that, by its name', () => {
  const beside = 'the cart e-mails of Klaviyo';
  const said = (treated: ArmTotals, heldOut: ArmTotals) =>
    liftSentence(under(0.5, treated, heldOut), { money, beside });
  expect(said(arm(5_000, 600, 3_000), arm(5_000, 300, 3_000))).toMatch(
    /^This flow brought about \$9,000 more margin than the cart e-mails of Klaviyo, between \$[\d,]+ and \$[\d,]+\.$/,
  );
  expect(said(arm(5_000, 300, 3_000), arm(5_000, 600, 3_000))).toMatch(
    /^This flow brought about \$9,000 less margin than the cart e-mails of Klaviyo, between \$[\d,]+ and/,
  );
  expect(said(arm(5_000, 500, 3_000), arm(5_000, 499, 3_000))).toMatch(
    /^It is not clear yet which brings more, this flow or the cart e-mails of Klaviyo: .* most likely \$\d+\.$/,
  );
  expect(said(arm(50, 5, 3_000), arm(50, 5, 3_000))).toContain('too early');
});

test('with fifty people in the holdout it is too early, and the sentence says how many are missing', () => {
  const report = under(0.1, arm(450, 45, 3_000), arm(50, 5, 3_000));
  expect(report.state).toBe('too-early');
  expect(report.margin).toBeNull();
  expect(liftSentence(report, { money })).toBe(
    'It is too early to tell what this flow caused: 50 more people in the holdout are needed to compare with.',
  );
});

test('before ten people in the holdout have ordered it is too early as well', () => {
  const report = under(0.1, arm(4_500, 450, 3_000), arm(500, 9, 3_000));
  expect(report.state).toBe('too-early');
  expect(liftSentence(report, { money })).toContain('1 more person in the holdout has to order');
});

test('a flow that nobody has entered yet is too early, not without a holdout', () => {
  const report = under(0.1, arm(0, 0, 0), arm(0, 0, 0));
  expect(report.state).toBe('too-early');
  expect(liftSentence(report, { money })).toContain('100 more people in the holdout are needed');
});

test('a flow without a holdout says that what it caused cannot be measured', () => {
  const report = under(0, arm(9_000, 900, 3_000), arm(0, 0, 0));
  expect(report.state).toBe('no-holdout');
  expect(liftSentence(report, { money })).toContain('This flow has no holdout');
});

test('nothing is claimed when people were not divided as intended, however large the gain seems', () => {
  const report = under(0.1, arm(9_000, 1_080, 3_000), arm(600, 36, 3_000));
  expect(report).toMatchObject({
    state: 'uneven',
    conversionState: 'uneven',
    margin: null,
    conversion: null,
    conversionExact: null,
  });
  expect(report).toMatchObject({ causedMargin: null, causedConversions: null });
  expect(liftSentence(report, { money })).toBe(report.ratioSentence);
  expect(report.ratioSentence).toContain('Do not trust the comparison');
});

test('people are compared under the same share; those with nobody to compare with are left out and counted', () => {
  const report = liftReport([
    { share: 0, treated: arm(5_000, 2_000, 3_000), heldOut: arm(0, 0, 0) },
    { share: 0.1, treated: arm(9_000, 900, 3_000), heldOut: arm(1_000, 50, 3_000) },
    { share: 0.5, treated: arm(2_000, 400, 3_000), heldOut: arm(2_000, 400, 3_000) },
  ]);
  // 10,000 people with a difference of 5 points and 4,000 with none.
  expect(report.conversion?.estimate).toBeCloseTo((0.05 * 10_000) / 14_000, 12);
  expect(report.causedConversions?.estimate).toBe(Math.round(((0.05 * 10_000) / 14_000) * 11_000));
  expect(report).toMatchObject({ treatedPeople: 16_000, heldOutPeople: 3_000, notCompared: 5_000 });
  expect(liftSentence(report, { money })).toContain(
    '5,000 people are left out, because there is nobody to compare them with.',
  );
});

test('splitting people of one share into strata changes no estimate', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 200, max: 5_000 }),
      fc.integer({ min: 10, max: 100 }),
      (people, converted) => {
        const [treated, heldOut] = [arm(people * 9, converted * 9, 3_000), arm(people, converted, 3_000)];
        const whole = under(0.1, treated, heldOut);
        const halves = liftReport(
          [1, 2].map(() => ({
            share: 0.1,
            treated: {
              ...treated,
              people: treated.people / 2,
              converted: treated.converted / 2,
              margin: treated.margin / 2,
            },
            heldOut: {
              ...heldOut,
              people: heldOut.people / 2,
              converted: heldOut.converted / 2,
              margin: heldOut.margin / 2,
            },
          })),
        );
        expect(halves.conversion?.estimate).toBeCloseTo(whole.conversion?.estimate ?? Number.NaN, 9);
        expect(halves.margin?.estimate).toBeCloseTo(whole.margin?.estimate ?? Number.NaN, 6);
      },
    ),
  );
});

test('an unclear result gives both ends of what is still possible', () => {
  const report = under(0.1, arm(1_800, 180, 3_000), arm(200, 20, 3_000));
  expect(report.state).toBe('unclear');
  expect(liftSentence(report, { money })).toMatch(
    /^It is not clear yet whether this flow earns anything: what it caused is between -?\$-?[\d,]+ and/,
  );
});

test('knowing the margin from before makes the interval narrower', () => {
  const before = (people: number) => ({
    margin: people * 500,
    marginSquared: people * 500 * 500 * 3,
    product: 0,
  });
  const withProduct = (totals: ArmTotals): ArmTotals => {
    const covariate = before(totals.people);
    return {
      ...totals,
      before: {
        ...covariate,
        product: totals.margin * 500 + 0.5 * Math.sqrt(totals.marginSquared * covariate.marginSquared),
      },
    };
  };
  const plain = { treated: arm(9_000, 1_080, 3_000), heldOut: arm(1_000, 60, 3_000) };
  const narrow = under(0.1, withProduct(plain.treated), withProduct(plain.heldOut)).margin!;
  const wide = under(0.1, plain.treated, plain.heldOut).margin!;
  expect(narrow.varianceRemoved).toBeGreaterThan(0.1);
  expect(narrow.upper - narrow.lower).toBeLessThan(wide.upper - wide.lower);
});

test('for any totals, an interval contains its estimate and its ends are finite', () => {
  const totals = fc.record({
    people: fc.integer({ min: 0, max: 100_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    each: fc.integer({ min: 0, max: 1_000_000 }),
  });
  fc.assert(
    fc.property(totals, totals, (one, two) => {
      const of = ({ people, share, each }: typeof one) => arm(people, Math.floor(people * share), each);
      const report = under(0.1, of(one), of(two));
      for (const interval of [
        report.conversion,
        report.conversionExact,
        report.margin,
        report.causedMargin,
      ]) {
        if (!interval) continue;
        expect(Number.isFinite(interval.lower) && Number.isFinite(interval.upper)).toBe(true);
        expect(interval.lower).toBeLessThanOrEqual(interval.estimate);
        expect(interval.upper).toBeGreaterThanOrEqual(interval.estimate);
      }
      expect(liftSentence(report, { money })).not.toMatch(/NaN|undefined|Infinity/);
    }),
  );
});
