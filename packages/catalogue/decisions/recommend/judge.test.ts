import { seededRandom } from '@millrace/measure';
import { expect, test } from 'vitest';
import { recallDrift, recallOf } from './judge.ts';
import { trainRecommend, trainRecommendations } from './train.ts';

/** Baskets of two products that belong together, of forty pairs, and now and then of any two. */
function baskets(count: number, seed: number, shift = 0) {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const pair = Math.floor(40 * random());
    const other = random() < 0.8 ? (pair + shift) % 40 : Math.floor(40 * random());
    return [`a${pair}`, `b${other}`];
  });
}
const orders = (some: readonly (readonly string[])[]) =>
  some.map((ids) => ({ lines: ids.map((productId) => ({ productId, title: productId, category: null })) }));

test('what belongs together is found far more often than among best sellers', () => {
  const learned = trainRecommendations(orders(baskets(4_000, 1)));
  const { tried, found, foundPopular } = recallOf(learned, baskets(500, 2));
  expect(tried).toBe(1_000);
  expect(found / tried).toBeGreaterThan(0.8);
  expect(found / foundPopular).toBeGreaterThan(1.5);
});

test('of a training, the newest fifth of the orders is tried, by what was learned of the others', () => {
  // The newest baskets go by other pairs than those before: the newest orders come first.
  const { report } = trainRecommend(orders([...baskets(1_000, 4, 7), ...baskets(4_000, 3)]));
  expect(report.recall!.tried).toBe(2_000);
  expect(report.recall!.found / report.recall!.tried).toBeLessThan(0.5);
  const steady = trainRecommend(orders(baskets(5_000, 3))).report;
  expect(recallDrift(steady.recall, report.recall)).toMatchObject({ gotWorse: true });
  const again = trainRecommend(orders(baskets(5_000, 9))).report;
  expect(recallDrift(steady.recall, again.recall)).toMatchObject({ gotWorse: false });
});

test('a few products say nothing, nor does a report of an earlier release', () => {
  const few = { tried: 100, found: 90, foundPopular: 10 };
  expect(recallDrift(few, { ...few, found: 0 })).toBeNull();
  expect(recallDrift(null, few)).toBeNull();
  expect(trainRecommend(orders(baskets(20, 5))).report.recall).toBeNull();
});
