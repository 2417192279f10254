import { describe, expect, test } from 'vitest';
import { countSums, differenceOfRates, mean, seededRandom, variance } from './index.ts';
import { livesOf, shareOf } from './testing/lives.ts';
import { ratioShop, RATIOS, SEASONS, SHOPS, shopTrial, turning } from './testing/shops.ts';

const LIVES = 200;
/** The 95% quantile of the share of wrong lives among 200, when the true rate is one in twenty. */
const NO_MORE_THAN_CHANCE = 0.075;

describe.each(SHOPS)('$name', (shop) => {
  test('in at most one life in twenty does any interval, over the whole life of the flow, exclude the truth', () => {
    const lives = livesOf(shopTrial(shop), LIVES);
    expect(shareOf(lives, 'shown')).toBeGreaterThan(0.9);
    expect(shareOf(lives, 'rateWrong')).toBeLessThanOrEqual(0.05);
    expect(shareOf(lives, 'marginWrong')).toBeLessThanOrEqual(0.05);
  });
});

describe.each(RATIOS)('treated orders that earn %s of held-out ones', (ratio) => {
  test('have an interval of the margin without the truth in no more than one life in twenty', () => {
    const lives = livesOf(shopTrial(ratioShop(ratio)), LIVES);
    expect(shareOf(lives, 'marginWrong')).toBeLessThanOrEqual(NO_MORE_THAN_CHANCE);
  });
});

describe.each(SEASONS)(
  'a flow without effect whose holdout share changes $name while the season changes',
  (season) => {
    test('is reported as a gain or a loss in no more than one life in twenty', () => {
      const lives = livesOf(turning(season), LIVES);
      expect(shareOf(lives, 'rateWrong')).toBeLessThanOrEqual(NO_MORE_THAN_CHANCE);
      expect(shareOf(lives, 'marginWrong')).toBeLessThanOrEqual(NO_MORE_THAN_CHANCE);
    });
  },
);

test('pooling the arms over the shares would report an effect in far more lives, so this test can fail', () => {
  const lives = livesOf({ ...turning(SEASONS[0]!), pooled: true }, LIVES);
  expect(shareOf(lives, 'rateWrong')).toBeGreaterThan(0.25);
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
