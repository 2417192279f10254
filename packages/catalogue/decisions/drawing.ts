import { normalShareBelow } from '@millrace/measure';

/** The belief about the value of an option: a normal distribution, in minor units. */
export interface Belief {
  readonly mean: number;
  /** Standard deviation, at least 0. */
  readonly deviation: number;
}

const CELLS = 48;
/** Standard deviations that the integral covers. */
const REACH = 5;

/**
 * The chance that each option is the best: p_a = ∫ f_a(v) Π_{b≠a} F_b(v) dv for independent normal beliefs,
 * summed over cells and normalised to 1. Choosing with these probabilities is Thompson sampling with explicit
 * probabilities, so that a log of them can later show what another policy would have earned. Sources:
 * Thompson, Biometrika 25(3/4), 1933; Agrawal and Goyal, "Thompson sampling for contextual bandits with
 * linear payoffs", ICML 2013.
 */
export function chanceOfBeingBest(beliefs: readonly Belief[]): readonly number[] {
  if (beliefs.length === 1) return [1];
  const known = beliefs.map(({ mean, deviation }) => ({ mean, deviation: Math.max(deviation, 1e-6) }));
  const low = Math.max(...known.map(({ mean, deviation }) => mean - REACH * deviation));
  const high = Math.max(...known.map(({ mean, deviation }) => mean + REACH * deviation));
  const chances = known.map(() => 0);
  let below = known.map(() => 0);
  for (let cell = 0; cell <= CELLS; cell += 1) {
    const edge = cell === CELLS ? Infinity : low + ((high - low) * cell) / CELLS;
    const upTo = known.map(({ mean, deviation }) =>
      edge === Infinity ? 1 : normalShareBelow((edge - mean) / deviation),
    );
    for (let one = 0; one < known.length; one += 1) {
      let part = upTo[one]! - below[one]!;
      for (let other = 0; other < known.length && part > 0; other += 1)
        if (other !== one) part *= (below[other]! + upTo[other]!) / 2;
      chances[one]! += part;
    }
    below = upTo;
  }
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  return chances.map((chance) => chance / total);
}

/**
 * Mixes probabilities with equal ones, so that every option is tried.
 * @param share of purely random choices, 0 to 1
 */
export function keepTrying(probabilities: readonly number[], share: number): readonly number[] {
  return probabilities.map((probability) => (1 - share) * probability + share / probabilities.length);
}

/** The probabilities of the rule: `first` for most people, the others an equal part of `share`. */
export function ruleProbabilities(count: number, first: number, share: number): readonly number[] {
  if (count <= 1) return new Array<number>(count).fill(1);
  return Array.from({ length: count }, (_unused, index) =>
    index === first ? 1 - share : share / (count - 1),
  );
}

/** The index a draw in [0, 1) selects by cumulated probabilities; never one of probability 0. */
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
