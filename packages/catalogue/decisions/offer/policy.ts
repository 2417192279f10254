/** How fast trying gives way to what was learnt: gamma grows with the root of the tries. */
export const LEARNING_RATE = 30;

/**
 * Probabilities by inverse gap weighting: every option but the best gets 1 / (K + γ (best - its value)), the best what
 * is left. They are known exactly, so a log of them says later what another policy would have earned; sampling from a
 * posterior (Thompson) has none in closed form.
 * Source: Foster and Rakhlin, "Beyond UCB: optimal and efficient contextual bandits with regression oracles", ICML
 * 2020, algorithm 1 (SquareCB); the scheme goes back to Abe and Long, ICML 1999.
 * @param values expected rewards on a scale where 1 is the most there is to earn
 * @param gamma from 0 (everything alike) up
 * @returns probabilities that add up to 1
 */
export function inverseGapWeighting(values: readonly number[], gamma: number): readonly number[] {
  const best = values.reduce((leader, value, index) => (value > values[leader]! ? index : leader), 0);
  const others = values.map((value, index) => (index === best ? 0 : 1 / (values.length + gamma * (values[best]! - value))));
  const left = 1 - others.reduce((sum, probability) => sum + probability, 0);
  return others.map((probability, index) => (index === best ? left : probability));
}

/** Everything at least a little: a mixture with all alike. @param share of choices made by chance alone, 0 to 1 */
export function keepTrying(probabilities: readonly number[], share: number): readonly number[] {
  return probabilities.map((probability) => (1 - share) * probability + share / probabilities.length);
}

/** The stated rule: `first` for most people, the others an equal part of `share`. */
export function ruleProbabilities(count: number, first: number, share: number): readonly number[] {
  if (count <= 1) return new Array<number>(count).fill(1);
  return Array.from({ length: count }, (_unused, index) => (index === first ? 1 - share : share / (count - 1)));
}

/** Index that a draw in [0, 1) falls on, with the probabilities laid end to end; never one of probability 0. */
export function pick(probabilities: readonly number[], draw: number): number {
  let passed = 0;
  let last = 0;
  for (let index = 0; index < probabilities.length; index += 1) {
    if (probabilities[index]! <= 0) continue;
    passed += probabilities[index]!;
    last = index;
    if (draw < passed) return index;
  }
  return last;
}
