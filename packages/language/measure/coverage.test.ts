import { describe, expect, test } from 'vitest';
import { countSums, differenceOfRates, mean, seededNormal, seededRandom, variance } from './index.ts';
import { live, type Trial } from './testing/lives.ts';

interface Shop {
  readonly name: string;
  readonly holdout: number;
  /** Share of people who order, held out and treated. */
  readonly rates: readonly [heldOut: number, treated: number];
  /** Mean margin of an order in minor units, held out and treated: discounts cost. */
  readonly margins: readonly [heldOut: number, treated: number];
  /** Spread of the logarithm of an order's margin. */
  readonly spread: number;
}

const SHOPS: readonly Shop[] = [
  { name: 'a shop in which the flow works and costs no discount', holdout: 0.1, rates: [0.1, 0.13], margins: [2_000, 2_000], spread: 0.8 },
  {
    name: 'a shop in which the flow sells more by giving margin away',
    holdout: 0.1,
    rates: [0.06, 0.09],
    margins: [2_400, 1_900],
    spread: 0.8,
  },
  { name: 'a shop in which the flow does nothing at all', holdout: 0.1, rates: [0.04, 0.04], margins: [3_000, 3_000], spread: 0.8 },
  { name: 'a shop with few orders of very different sizes', holdout: 0.1, rates: [0.02, 0.03], margins: [5_000, 5_000], spread: 1.2 },
  { name: 'a shop that holds back every second person', holdout: 0.5, rates: [0.08, 0.07], margins: [2_000, 2_100], spread: 0.8 },
];

const LIVES = 200;

describe.each(SHOPS)('$name', ({ holdout, rates, margins, spread }) => {
  test('no interval shown over the whole life of the flow excludes the truth in more than one life in twenty', () => {
    const trial: Trial = {
      holdout,
      people: 8_000,
      truth: { conversion: rates[1] - rates[0], margin: rates[1] * margins[1] - rates[0] * margins[0] },
      person: (heldOut, random) => {
        const arm = heldOut ? 0 : 1;
        const converted = random() < rates[arm];
        return { converted, margin: converted ? Math.round(margins[arm] * Math.exp(spread * seededNormal(random) - spread ** 2 / 2)) : 0 };
      },
    };
    const lives = Array.from({ length: LIVES }, (_unused, index) => live(trial, 1_000 * index + 17));
    expect(lives.filter((life) => life.shown).length).toBeGreaterThan(LIVES * 0.9);
    expect(lives.filter((life) => life.rateWrong).length / LIVES).toBeLessThanOrEqual(0.05);
    expect(lives.filter((life) => life.marginWrong).length / LIVES).toBeLessThanOrEqual(0.05);
  });
});

test('an interval made for a single look would be wrong in far more lives, so this simulation can tell', () => {
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
      if (Math.abs(mean(one) - mean(two)) > 1.959963985 * Math.sqrt((variance(one) + variance(two)) / each)) missed = true;
      const { lower, upper } = differenceOfRates(one, two);
      if (lower > 0 || upper < 0) missedAlways = true;
    }
    if (missed) wrong += 1;
    if (missedAlways) honest += 1;
  }
  expect(wrong / 200).toBeGreaterThan(0.25);
  expect(honest / 200).toBeLessThanOrEqual(0.05);
});
