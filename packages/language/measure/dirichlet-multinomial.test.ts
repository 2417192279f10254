import { expect, test } from 'vitest';
import { dirichletMultinomialLog, fitConcentration, MOST_CONCENTRATION } from './dirichlet-multinomial.ts';
import { seededRandom } from './seeded-random.ts';

/** Boys among the first twelve children of 6,115 families with thirteen (Geissler 1889, as in Lindsey and Altham 1998). */
const FAMILIES = [3, 24, 104, 286, 670, 1_033, 1_343, 1_112, 829, 478, 181, 45, 7];
const each = FAMILIES.flatMap((families, boys) =>
  Array.from({ length: families }, () => [boys, 12 - boys] as const),
);

test('the likelihood of Geissler’s families is the published one, and their concentration is found', () => {
  // Published maximum: alpha 34.09558, beta 31.5715, log likelihood -12,492.9.
  const alpha = [34.09558, 31.5715];
  const sum = alpha[0]! + alpha[1]!;
  const log = FAMILIES.reduce(
    (total, families, boys) => total + families * dirichletMultinomialLog([boys, 12 - boys], alpha),
    0,
  );
  expect(log).toBeCloseTo(-12_492.9, 1);
  const fitted = fitConcentration(
    each,
    alpha.map((one) => one / sum),
  );
  expect(Math.abs(fitted / sum - 1)).toBeLessThan(0.002);
});

test('the likelihoods of all counts of a size add up to one', () => {
  let sum = 0;
  for (let a = 0; a <= 6; a += 1)
    for (let b = 0; a + b <= 6; b += 1)
      sum += Math.exp(dirichletMultinomialLog([a, b, 6 - a - b], [0.3, 2, 5.5]));
  expect(sum).toBeCloseTo(1, 10);
});

test('no other concentration is likelier, and people who are alike have the highest', () => {
  const random = seededRandom(3);
  const mean = [0.1, 0.2, 0.3, 0.4];
  const drawn = (shares: readonly number[], n: number) => {
    const counts = shares.map(() => 0);
    for (let one = 0; one < n; one += 1) {
      let left = random();
      let at = 0;
      while (at < shares.length - 1 && (left -= shares[at]!) >= 0) at += 1;
      counts[at]! += 1;
    }
    return counts;
  };
  const mixed = Array.from({ length: 300 }, (_, index) =>
    drawn(index % 2 === 0 ? [0.05, 0.05, 0.3, 0.6] : [0.15, 0.35, 0.3, 0.2], 12),
  );
  const found = fitConcentration(mixed, mean);
  const likelihood = (s: number) =>
    mixed.reduce(
      (sum, counts) =>
        sum +
        dirichletMultinomialLog(
          counts,
          mean.map((share) => share * s),
        ),
      0,
    );
  for (const factor of [0.5, 0.8, 0.95, 1.05, 1.25, 2])
    expect(likelihood(found)).toBeGreaterThan(likelihood(found * factor));
  expect(fitConcentration([[1, 0, 0, 0]], mean)).toBe(MOST_CONCENTRATION);
  expect(fitConcentration([], mean)).toBe(MOST_CONCENTRATION);
});
