import { logGamma } from './special.ts';

/**
 * Log likelihood of one person's counts when their shares are drawn from a Dirichlet with parameters `alpha`: the
 * Dirichlet-multinomial, Γ(A) Γ(n + 1) / Γ(n + A) Π Γ(x_k + α_k) / (Γ(α_k) Γ(x_k + 1)) (Minka, Estimating a Dirichlet
 * distribution, 2000, section on the Dirichlet-multinomial, with the number of orders in which the counts can come).
 * @param counts at least 0, as many as `alpha`
 * @param alpha all above 0
 */
export function dirichletMultinomialLog(counts: readonly number[], alpha: readonly number[]): number {
  let n = 0;
  let sum = 0;
  let logs = 0;
  for (let index = 0; index < counts.length; index += 1) {
    const count = counts[index]!;
    const own = alpha[index]!;
    n += count;
    sum += own;
    if (count > 0) logs += logGamma(count + own) - logGamma(own) - logGamma(count + 1);
  }
  return logs + logGamma(sum) + logGamma(n + 1) - logGamma(n + sum);
}

/** The concentration is searched between these: below, everybody keeps to one category; above, all are alike. */
export const [LEAST_CONCENTRATION, MOST_CONCENTRATION] = [0.01, 10_000];
const [ROUNDS, ROUNDING] = [60, 1e-10];

/**
 * The concentration s of a Dirichlet with a known mean m, by maximum likelihood of the Dirichlet-multinomial. The fixed
 * point is s ← s Σ_i Σ_k m_k (ψ(x_ik + s m_k) - ψ(s m_k)) / Σ_i (ψ(n_i + s) - ψ(s)) (Minka 2000, with the mean fixed). Its
 * rounds become slow where the likelihood is flat, so the point at which they stand still is found by halving. Counts are whole, so that ψ(x + a) - ψ(a) is the sum of 1 / (a + j) over j < x,
 * which needs only how many people have more than j.
 * @param people counts of each, whole numbers, as many as `mean`
 * @param mean above 0, adding up to 1
 * @returns between 0.01 and 10,000; 10,000 when people differ no more than by chance
 */
export function fitConcentration(people: readonly (readonly number[])[], mean: readonly number[]): number {
  const above = mean.map((): number[] => []);
  const totals: number[] = [];
  for (const counts of people) {
    let n = 0;
    for (let index = 0; index < mean.length; index += 1) {
      n += counts[index]!;
      for (let more = 0; more < counts[index]!; more += 1)
        above[index]![more] = (above[index]![more] ?? 0) + 1;
    }
    for (let more = 0; more < n; more += 1) totals[more] = (totals[more] ?? 0) + 1;
  }
  const part = (having: readonly number[], from: number) =>
    having.reduce((sum, count, more) => sum + count / (from + more), 0);
  /** The factor by which a round of the fixed point changes s: above 1 the likelihood still rises. */
  const factor = (s: number) =>
    mean.reduce((sum, share, index) => sum + share * part(above[index]!, s * share), 0) / part(totals, s);
  // People with one visit each, or none, say nothing of how they differ: the factor is 1 everywhere.
  if (totals.length < 2 || factor(MOST_CONCENTRATION) >= 1 - ROUNDING) return MOST_CONCENTRATION;
  let [low, high] = [Math.log(LEAST_CONCENTRATION), Math.log(MOST_CONCENTRATION)];
  for (let round = 0; round < ROUNDS; round += 1) {
    const middle = (low + high) / 2;
    if (factor(Math.exp(middle)) > 1) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}
