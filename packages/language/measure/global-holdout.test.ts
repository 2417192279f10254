import { describe, expect, it, test } from 'vitest';
import {
  holdoutReport,
  holdoutSentence,
  levelOfEach,
  sumOfFlows,
  whyTheyDiffer,
  type HoldoutPeriod,
} from './global-holdout.ts';
import { liftReport } from './lift.ts';
import { globalAlarms, globalLife, IDLE_SHOPS } from './testing/global-lives.ts';

const arm = (people: number, each: number, orders = people) => ({
  people,
  converted: Math.round(people / 2),
  orders,
  margin: people * each,
  marginSquared: people * (each * each + 1_000_000),
});
const period = (share: number, people: number, treated: number, heldOut: number): HoldoutPeriod => ({
  share,
  treated: arm(Math.round(people * (1 - share)), treated),
  heldOut: arm(Math.round(people * share), heldOut),
});
const money = (amount: number) => `$${Math.round(amount / 100)}`;

describe('what all flows caused together', () => {
  it('compares people within periods, where pooled arms would turn a gain into a loss', () => {
    // A good season with half held out, and a bad one with few: pooled, the holdout looks better.
    const periods = [period(0.5, 200_000, 5_200, 5_000), period(0.05, 200_000, 1_100, 1_000)];
    const report = holdoutReport(periods);
    expect(report.state).toBe('gain');
    // By treated people: 100,000 gain 200 each, and 190,000 gain 100.
    expect(report.causedMargin?.estimate).toBe(100_000 * 200 + 190_000 * 100);
    const [one, other] = periods as [HoldoutPeriod, HoldoutPeriod];
    const mean = (of: 'treated' | 'heldOut') =>
      (one[of].margin + other[of].margin) / (one[of].people + other[of].people);
    expect(mean('treated')).toBeLessThan(mean('heldOut'));
  });

  it('is as sure of two periods of the same people as of each, since their errors may be the same', () => {
    const half = (report: ReturnType<typeof holdoutReport>) => report.margin!.upper - report.margin!.estimate;
    const one = holdoutReport([period(0.2, 5_000, 1_000, 1_000)]);
    const twice = holdoutReport([period(0.2, 5_000, 1_000, 1_000), period(0.2, 5_000, 1_000, 1_000)]);
    // Independent periods would narrow it by the square root of two; the clock alone moves it a little.
    expect(half(twice)).toBeGreaterThan(0.9 * half(one));
  });

  it('claims nothing when people were not divided as intended, and says so', () => {
    const report = holdoutReport([{ share: 0.1, treated: arm(18_000, 3_000), heldOut: arm(1_000, 1_000) }]);
    expect(report).toMatchObject({ state: 'uneven', margin: null, causedMargin: null });
    expect(holdoutSentence(report, { money })).toContain('not divided as intended');
  });

  it('says what is missing while it is too early', () => {
    const report = holdoutReport([{ share: 0.1, treated: arm(450, 100), heldOut: arm(50, 100) }]);
    expect(report.state).toBe('too-early');
    expect(holdoutSentence(report, { money })).toBe(
      'It is too early to tell what all flows caused together: 50 more people in the holdout are needed.',
    );
  });

  it('says a gain, a loss and what is unclear', () => {
    const say = (treated: number) =>
      holdoutSentence(holdoutReport([period(0.2, 50_000, treated, 1_000)]), { money });
    expect(say(1_200)).toMatch(/^Together all flows brought in about \$80000 of margin, between/);
    expect(say(800)).toMatch(/^Together all flows cost about \$80000 of margin/);
    expect(say(1_001)).toContain('contains zero');
  });
});

describe('the sum of the flows’ own figures', () => {
  const caused = { estimate: 100, lower: 50, upper: 150 };
  it('adds estimates and bounds, and is nothing without a figure', () => {
    expect(
      sumOfFlows([
        { people: 1, caused },
        { people: 1, caused: null },
        { people: 1, caused },
      ]),
    ).toEqual({
      estimate: 200,
      lower: 100,
      upper: 300,
    });
    expect(sumOfFlows([{ people: 1, caused: null }])).toBeNull();
    expect(levelOfEach(5)).toBeCloseTo(0.99);
    expect(levelOfEach(0)).toBeCloseTo(0.95);
  });

  it('differs for reasons that apply here', () => {
    const report = holdoutReport([period(0.2, 50_000, 1_200, 1_000)]);
    const why = whyTheyDiffer({
      report,
      flows: [
        { people: 900, caused },
        { people: 300, caused: null },
      ],
      treated: 1_000,
      flowsAreOlder: true,
    });
    expect(why.join(' ')).toContain('The flows count 1,200 people, the global figure 1,000 people.');
    expect(why.join(' ')).toContain('1 flow is missing from the sum');
    expect(why.join(' ')).not.toContain('overlap');
    expect(why.join(' ')).toContain('began before');
    const alone = whyTheyDiffer({
      report: null,
      flows: [{ people: 900, caused }],
      treated: 1_000,
      flowsAreOlder: false,
    });
    expect(alone.join(' ')).not.toContain('several flows');
    expect(alone.join(' ')).not.toContain('missing');
  });
});

describe('with daily looks at people whose orders go on', () => {
  const LIVES = 200;
  test.each(IDLE_SHOPS)(
    '$name, and flows that do nothing: at most one life in twenty claims anything',
    (shop) => {
      expect(globalAlarms(shop, LIVES)).toBeLessThanOrEqual(0.05 * LIVES);
      expect(globalLife(shop, 7).shown).toBe(true);
    },
    120_000,
  );

  test('an interval for one look, looked at daily, would claim something far more often', () => {
    const once = (periods: readonly HoldoutPeriod[]) => {
      const report = holdoutReport(periods);
      const { margin } = report;
      if (!margin) return report;
      const orders = periods.reduce((sum, { treated, heldOut }) => sum + treated.orders + heldOut.orders, 0);
      const { margin: same } = liftReport(periods, { ordersOfSamePeople: orders });
      const [one] = periods as [HoldoutPeriod];
      const spread = (of: 'treated' | 'heldOut') =>
        (one[of].marginSquared / one[of].people - (one[of].margin / one[of].people) ** 2) / one[of].people;
      const half = 1.96 * Math.sqrt(spread('treated') + spread('heldOut'));
      return { ...report, state: Math.abs(same!.estimate) > half ? ('gain' as const) : ('unclear' as const) };
    };
    expect(globalAlarms(IDLE_SHOPS[0]!, LIVES, once)).toBeGreaterThan(0.1 * LIVES);
  }, 120_000);

  test('flows that really bring more orders show', () => {
    const shop = { ...IDLE_SHOPS[0]!, people: 6_000, shares: [0.3], effect: 1.5 };
    const lives = [1, 2, 3, 4, 5].map((seed) => globalLife(shop, seed));
    for (const { claims } of lives) {
      expect(claims.length).toBeGreaterThan(0);
      expect(claims.every(({ state }) => state === 'gain')).toBe(true);
    }
  }, 60_000);
});
