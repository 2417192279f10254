import { describe, expect, test } from 'vitest';
import { countSums, differenceOfRates, mean, seededNormal, seededRandom, variance } from './index.ts';
import { live, type Trial } from './testing/lives.ts';

interface Shop {
  readonly name: string;
  readonly holdout: number;
  /** Share of people who order: held out, treated. */
  readonly rates: readonly [heldOut: number, treated: number];
  /** Mean margin of an order in minor units: held out, treated. Discounts lower it. */
  readonly margins: readonly [heldOut: number, treated: number];
  /** Standard deviation of the logarithm of an order's margin. */
  readonly spread: number;
}

const SHOPS: readonly Shop[] = [
  {
    name: 'a shop in which the flow works and costs no discount',
    holdout: 0.1,
    rates: [0.1, 0.13],
    margins: [2_000, 2_000],
    spread: 0.8,
  },
  {
    name: 'a shop in which the flow sells more by giving margin away',
    holdout: 0.1,
    rates: [0.06, 0.09],
    margins: [2_400, 1_900],
    spread: 0.8,
  },
  {
    name: 'a shop in which the flow does nothing at all',
    holdout: 0.1,
    rates: [0.04, 0.04],
    margins: [3_000, 3_000],
    spread: 0.8,
  },
  {
    name: 'a shop with few orders of very different sizes',
    holdout: 0.1,
    rates: [0.02, 0.03],
    margins: [5_000, 5_000],
    spread: 1.2,
  },
  {
    name: 'a shop that holds back every second person',
    holdout: 0.5,
    rates: [0.08, 0.07],
    margins: [2_000, 2_100],
    spread: 0.8,
  },
];

const LIVES = 200;

/** Margins of treated orders as a share of held-out ones, since a discount makes each order earn less. */
const RATIOS = [0.35, 0.75, 1.5];
/** The 95% quantile of the share of wrong lives among 200, when the true rate is one in twenty. */
const NO_MORE_THAN_CHANCE = 0.075;

interface Season {
  readonly name: string;
  /** Holdout share in each third of the people. */
  readonly shares: readonly [number, number, number];
}
const SEASONS: readonly Season[] = [
  { name: 'from a tenth to a half', shares: [0.1, 0.5, 0.5] },
  { name: 'from a half to a tenth', shares: [0.5, 0.1, 0.1] },
  { name: 'from nobody to a tenth', shares: [0, 0.1, 0.1] },
  { name: 'from a tenth to a half and back', shares: [0.1, 0.5, 0.1] },
];

describe.each(SHOPS)('$name', ({ holdout, rates, margins, spread }) => {
  test('in at most one life in twenty does any interval, over the whole life of the flow, exclude the truth', () => {
    const trial: Trial = {
      holdout,
      people: 8_000,
      truth: { conversion: rates[1] - rates[0], margin: rates[1] * margins[1] - rates[0] * margins[0] },
      person: (heldOut, random) => {
        const arm = heldOut ? 0 : 1;
        const converted = random() < rates[arm];
        return {
          converted,
          margin: converted
            ? Math.round(margins[arm] * Math.exp(spread * seededNormal(random) - spread ** 2 / 2))
            : 0,
        };
      },
    };
    const lives = Array.from({ length: LIVES }, (_unused, index) => live(trial, 1_000 * index + 17));
    expect(lives.filter((life) => life.shown).length).toBeGreaterThan(LIVES * 0.9);
    expect(lives.filter((life) => life.rateWrong).length / LIVES).toBeLessThanOrEqual(0.05);
    expect(lives.filter((life) => life.marginWrong).length / LIVES).toBeLessThanOrEqual(0.05);
  });
});

describe.each(RATIOS)('treated orders that earn %s of held-out ones', (ratio) => {
  test('have an interval of the margin without the truth in no more than one life in twenty', () => {
    const spread = 1.2;
    const [rates, margins] = [[0.06, 0.09] as const, [3_000, 3_000 * ratio] as const];
    const trial: Trial = {
      holdout: 0.1,
      people: 8_000,
      truth: { conversion: rates[1] - rates[0], margin: rates[1] * margins[1] - rates[0] * margins[0] },
      person: (heldOut, random) => {
        const arm = heldOut ? 0 : 1;
        const converted = random() < rates[arm];
        return {
          converted,
          margin: converted
            ? Math.round(margins[arm] * Math.exp(spread * seededNormal(random) - spread ** 2 / 2))
            : 0,
        };
      },
    };
    const lives = Array.from({ length: LIVES }, (_unused, index) => live(trial, 1_000 * index + 17));
    expect(lives.filter((life) => life.marginWrong).length / LIVES).toBeLessThanOrEqual(NO_MORE_THAN_CHANCE);
  });
});

/** People order by the season alone, while the holdout share changes with each third of them. */
function turning({ shares }: Season): Trial {
  const people = 9_000;
  const third = (at: number) => Math.min(2, Math.floor((at - 1) / (people / 3)));
  const rates = [0.04, 0.1, 0.06];
  return {
    holdout: (at) => shares[third(at)]!,
    people,
    truth: { conversion: 0, margin: 0 },
    person: (_heldOut, random, at) => {
      const converted = random() < rates[third(at)]!;
      return {
        converted,
        margin: converted ? Math.round(3_000 * Math.exp(0.8 * seededNormal(random) - 0.32)) : 0,
      };
    },
  };
}

describe.each(SEASONS)(
  'a flow without effect whose holdout share changes $name while the season changes',
  (season) => {
    test('is reported as a gain or a loss in no more than one life in twenty', () => {
      const lives = Array.from({ length: LIVES }, (_unused, index) =>
        live(turning(season), 1_000 * index + 5),
      );
      expect(lives.filter((life) => life.rateWrong).length / LIVES).toBeLessThanOrEqual(NO_MORE_THAN_CHANCE);
      expect(lives.filter((life) => life.marginWrong).length / LIVES).toBeLessThanOrEqual(
        NO_MORE_THAN_CHANCE,
      );
    });
  },
);

test('pooling the arms over the shares would report an effect in far more lives, so this test can fail', () => {
  const lives = Array.from({ length: LIVES }, (_unused, index) =>
    live({ ...turning(SEASONS[0]!), pooled: true }, 1_000 * index + 5),
  );
  expect(lives.filter((life) => life.rateWrong).length / LIVES).toBeGreaterThan(0.25);
});

test('an interval for a single look would be wrong in far more lives, so this test can fail', () => {
  let wrong = 0;
  let honest = 0;
  for (let run = 0; run < 200; run += 1) {
    const random = seededRandom(run + 1);
    const did = [0, 0];
    let missed = false;
    let missedAlways = false;
    for (let each = 1; each <= 4_000; each += 1) {
      for (const arm of [0, 1]) if (random() < 0.1) did[arm]! += 1;
      if (each < 100 || each % 20 !== 0) continue;
      const [one, two] = [countSums(each, did[0]!), countSums(each, did[1]!)];
      if (Math.abs(mean(one) - mean(two)) > 1.959963985 * Math.sqrt((variance(one) + variance(two)) / each))
        missed = true;
      const { lower, upper } = differenceOfRates(one, two);
      if (lower > 0 || upper < 0) missedAlways = true;
    }
    if (missed) wrong += 1;
    if (missedAlways) honest += 1;
  }
  expect(wrong / 200).toBeGreaterThan(0.25);
  expect(honest / 200).toBeLessThanOrEqual(0.05);
});
