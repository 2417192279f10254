import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  liftReport,
  liftSentence,
  metricReport,
  pooled,
  withInterval,
  type ArmTotals,
  type Effect,
  type LiftReport,
  type LiftStratum,
} from './index.ts';
import { MINIMUM_CONVERTED, MINIMUM_PEOPLE } from './lift.ts';

const arm = (people: number, converted: number, each: number): ArmTotals => ({
  people,
  converted,
  margin: converted * each,
  marginSquared: converted * each * each,
});
/** People of one share, divided about as that share says. */
const stratum: fc.Arbitrary<LiftStratum> = fc
  .record({
    share: fc.constantFrom(0.1, 0.2, 0.5),
    people: fc.integer({ min: 0, max: 20_000 }),
    rates: fc.tuple(
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
    ),
    each: fc.tuple(fc.integer({ min: -500, max: 9_000 }), fc.integer({ min: -500, max: 9_000 })),
  })
  .map(({ share, people, rates, each }) => {
    const held = Math.round(people * share);
    return {
      share,
      treated: arm(people - held, Math.round((people - held) * rates[0]), each[0]),
      heldOut: arm(held, Math.round(held * rates[1]), each[1]),
    };
  });
const strata = fc.array(stratum, { minLength: 1, maxLength: 4 });
const intervalsOf = ({ conversion, margin, conversionExact }: LiftReport) => [
  conversion,
  margin,
  conversionExact,
];
const close = (one: number, other: number) =>
  expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(one), Math.abs(other)));

describe('what a flow is said to have caused', () => {
  test('is a gain or a loss only where the whole interval is on that side, and nothing where there is none', () => {
    fc.assert(
      fc.property(strata, (people) => {
        const report = liftReport(people);
        for (const [state, interval] of [
          [report.state, report.margin],
          [report.conversionState, report.conversion],
        ] as const) {
          if (interval === null) expect(['no-holdout', 'uneven', 'too-early']).toContain(state);
          else {
            const said = interval.lower > 0 ? 'gain' : interval.upper < 0 ? 'loss' : 'unclear';
            expect(state).toBe(said);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('needs a hundred people and ten buyers in each arm, and says what is missing', () => {
    fc.assert(
      fc.property(stratum, (one) => {
        const { missing, margin, ratio } = liftReport([one]);
        const { treated, heldOut } = one;
        const enough = [treated, heldOut].every(
          ({ people, converted }) => people >= MINIMUM_PEOPLE && converted >= MINIMUM_CONVERTED,
        );
        expect(missing === null).toBe(enough);
        expect(margin !== null).toBe(enough && ratio.healthy);
        if (missing === null) return;
        const more = (totals: ArmTotals, people: number, converted: number) =>
          arm(totals.people + people, totals.converted + converted, 1);
        expect(
          liftReport([
            {
              share: one.share,
              treated: more(treated, missing.treatedPeople, missing.treatedConverted),
              heldOut: more(heldOut, missing.heldOutPeople, missing.heldOutConverted),
            },
          ]).missing,
        ).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  test('does not depend on the order of the shares', () => {
    fc.assert(
      fc.property(strata, (people) => {
        const [there, back] = [liftReport(people), liftReport(people.toReversed())];
        expect(back.state).toBe(there.state);
        expect([back.treatedPeople, back.heldOutPeople, back.notCompared]).toEqual([
          there.treatedPeople,
          there.heldOutPeople,
          there.notCompared,
        ]);
        intervalsOf(there).forEach((interval, index) => {
          const other = intervalsOf(back)[index]!;
          expect(interval === null).toBe(other === null);
          if (!interval || !other) return;
          close(other.estimate, interval.estimate);
          close(other.lower, interval.lower);
          close(other.upper, interval.upper);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('is wider the surer it has to be', () => {
    fc.assert(
      fc.property(strata, (people) => {
        const [sure, surer] = [liftReport(people), liftReport(people, { level: 0.99 })];
        expect(surer.level).toBe(0.99);
        intervalsOf(sure).forEach((interval, index) => {
          const wider = intervalsOf(surer)[index];
          if (!interval || !wider) return;
          close(wider.estimate, interval.estimate);
          expect(wider.lower).toBeLessThanOrEqual(interval.lower);
          expect(wider.upper).toBeGreaterThanOrEqual(interval.upper);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('in cents is a hundred times what it is in whole units, and as sure', () => {
    fc.assert(
      fc.property(strata, (people) => {
        const cents = (totals: ArmTotals): ArmTotals => ({
          ...totals,
          margin: totals.margin * 100,
          marginSquared: totals.marginSquared * 10_000,
        });
        const whole = liftReport(people);
        const small = liftReport(
          people.map(({ share, treated, heldOut }) => ({
            share,
            treated: cents(treated),
            heldOut: cents(heldOut),
          })),
        );
        expect(small.state).toBe(whole.state);
        if (!whole.margin || !small.margin) return;
        close(small.margin.estimate, whole.margin.estimate * 100);
        expect(Math.abs(small.margin.upper - whole.margin.upper * 100)).toBeLessThan(
          1e-6 * Math.max(1, Math.abs(small.margin.upper)),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('in all is what it is for each person, over the people compared', () => {
    fc.assert(
      fc.property(strata, (people) => {
        const { margin, causedMargin, conversion, causedConversions } = liftReport(people);
        const compared = people
          .filter(({ treated, heldOut }) => treated.people >= 2 && heldOut.people >= 2)
          .reduce((sum, { treated }) => sum + treated.people, 0);
        for (const [each, all] of [
          [margin, causedMargin],
          [conversion, causedConversions],
        ] as const) {
          expect(all === null).toBe(each === null);
          if (!each || !all) continue;
          expect(all.estimate).toBe(Math.round(each.estimate * compared));
          expect(all.lower <= all.estimate && all.estimate <= all.upper).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('counts everybody once: compared, or told to be left out', () => {
    fc.assert(
      fc.property(strata, fc.nat(500), fc.constantFrom(0, 1), (people, alone, share) => {
        const lonely: LiftStratum = {
          share,
          treated: arm(share === 0 ? alone : 0, 0, 0),
          heldOut: arm(share === 1 ? alone : 0, 0, 0),
        };
        const [without, report] = [liftReport(people), liftReport([...people, lonely])];
        expect(report.notCompared).toBe(without.notCompared + alone);
        expect(report.treatedPeople + report.heldOutPeople).toBe(
          without.treatedPeople + without.heldOutPeople + alone,
        );
        expect(report.margin).toEqual(without.margin);
      }),
      { numRuns: 100 },
    );
  });
});

describe('effects of several shares together', () => {
  const effect: fc.Arbitrary<Effect> = fc.record({
    people: fc.integer({ min: 1, max: 10_000 }),
    estimate: fc.double({ min: -100, max: 100, noNaN: true }),
    variance: fc.double({ min: 0, max: 100, noNaN: true }),
    treated: fc.double({ min: 0, max: 100, noNaN: true }),
    heldOut: fc.double({ min: 0, max: 100, noNaN: true }),
    varianceRemoved: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  test('lie between the least and the greatest, and one alone is itself', () => {
    fc.assert(
      fc.property(fc.array(effect, { minLength: 1, maxLength: 5 }), (effects) => {
        const { estimate, variance, people } = pooled(effects);
        const estimates = effects.map((one) => one.estimate);
        expect(estimate).toBeGreaterThanOrEqual(Math.min(...estimates) - 1e-9);
        expect(estimate).toBeLessThanOrEqual(Math.max(...estimates) + 1e-9);
        expect(variance).toBeLessThanOrEqual(Math.max(...effects.map((one) => one.variance)) + 1e-9);
        expect(people).toBe(effects.reduce((sum, one) => sum + one.people, 0));
        expect(pooled([effects[0]!])).toEqual(effects[0]);
      }),
    );
  });
  test('that are alike are as sure as all their people together', () => {
    fc.assert(
      fc.property(effect, fc.integer({ min: 2, max: 6 }), (one, times) => {
        const many = pooled(Array.from({ length: times }, () => one));
        close(many.estimate, one.estimate);
        close(many.variance, one.variance / times);
        const { lower, upper } = withInterval(many);
        const { lower: low, upper: high } = withInterval({
          ...one,
          variance: one.variance / times,
          people: one.people * times,
        });
        close(lower, low);
        close(upper, high);
      }),
    );
  });
});

describe('the sentence', () => {
  const money = (minor: number) => `${minor < 0 ? '−' : ''}€${Math.abs(minor) / 100}`;
  const report = (treated: ArmTotals, heldOut: ArmTotals) => liftReport([{ share: 0.5, treated, heldOut }]);
  test.each<[string, ArmTotals, ArmTotals, RegExp]>([
    [
      'people held back',
      arm(99, 20, 1),
      arm(99, 20, 1),
      /^It is too early .*: 1 more person in the holdout is needed/,
    ],
    ['many people held back', arm(60, 20, 1), arm(60, 20, 1), /: 40 more people in the holdout are needed/],
    ['people in the flow', arm(90, 20, 1), arm(105, 20, 1), /: 10 more people in the flow are needed\.$/],
    [
      'orders of those held back',
      arm(200, 20, 1),
      arm(200, 8, 1),
      /: 2 more people in the holdout have to order/,
    ],
    ['one order in the flow', arm(200, 9, 1), arm(200, 20, 1), /: 1 more person in the flow has to order/],
  ])('names that %s are missing', (_name, treated, heldOut, words) => {
    expect(liftSentence(report(treated, heldOut), { money })).toMatch(words);
  });
  test('of a loss gives what it cost, the smaller sum first', () => {
    const said = liftSentence(report(arm(5_000, 1_000, 100), arm(5_000, 1_000, 3_000)), { money });
    const [about, from, to] = [...said.matchAll(/€(\d+(?:\.\d+)?)/g)].map(([, sum]) => Number(sum));
    expect(said).toMatch(/^This flow cost about €/);
    expect(from! < about! && about! < to!).toBe(true);
    expect(said).not.toContain('−');
  });
  test('never has a hole in it', () => {
    fc.assert(
      fc.property(strata, (people) => {
        for (const beside of [null, 'what there was']) {
          const said = liftSentence(liftReport(people), { money, beside });
          expect(said).toMatch(/^[A-Z].*\.$/);
          expect(said).not.toMatch(/NaN|undefined|null|Infinity/);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('how often something happens', () => {
  const group = fc
    .integer({ min: 100, max: 20_000 })
    .chain((people) => fc.integer({ min: 10, max: people }).map((happened) => ({ people, happened })));
  test('turned round says fewer instead of more', () => {
    const turned = { more: 'fewer', fewer: 'more', unclear: 'unclear' } as Record<string, string>;
    fc.assert(
      fc.property(group, group, (one, other) => {
        const [there, back] = [metricReport(one, other), metricReport(other, one)];
        expect(back.state).toBe(turned[there.state]);
        close(back.difference!.estimate, -there.difference!.estimate);
        close(back.difference!.lower, -there.difference!.upper);
      }),
      { numRuns: 200 },
    );
  });
});
