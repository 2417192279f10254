/** A decision about which everything is known, as only a simulation can. */
export interface KnownDecision {
  readonly context: readonly number[];
  /** What each option would earn; null for one that is not allowed. */
  readonly earns: readonly (number | null)[];
}

/** Takes the option with the highest line w·x of those allowed. */
export const byLines = (lines: readonly (readonly number[])[], { context, earns }: KnownDecision): number =>
  lines.reduce(
    (best, line, option) => {
      if (earns[option] === null) return best;
      const score = line.reduce((sum, weight, at) => sum + weight * context[at]!, 0);
      return score > best.score ? { option, score } : best;
    },
    { option: 0, score: -Infinity },
  ).option;

/** What a way to choose earns on average. */
export const meanOf = (
  decisions: readonly KnownDecision[],
  choose: (decision: KnownDecision) => number,
): number =>
  decisions.reduce((sum, decision) => sum + (decision.earns[choose(decision)] ?? 0), 0) / decisions.length;

const STEPS = 300;
const [RATE, KEPT, KEPT_SQUARES] = [0.3, 0.9, 0.99];

/**
 * A line for each option, so that taking the highest earns the most: gradient ascent with Adam (Kingma and Ba, 2015) on what
 * the softmax of the lines earns, from nothing.
 */
export function bestLines(decisions: readonly KnownDecision[]): readonly (readonly number[])[] {
  const [options, size] = [decisions[0]!.earns.length, decisions[0]!.context.length];
  const scale = meanOf(decisions, ({ earns }) => earns.findIndex((one) => one !== null)) / 30;
  const rows = () => Array.from({ length: options }, () => new Array<number>(size).fill(0));
  const [lines, means, squares] = [rows(), rows(), rows()];
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = rows();
    for (const { context, earns } of decisions) {
      const scores = lines.map((line, option) =>
        earns[option] === null ? -Infinity : line.reduce((sum, weight, at) => sum + weight * context[at]!, 0),
      );
      const highest = Math.max(...scores);
      const weights = scores.map((score) => Math.exp(score - highest));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const mean = weights.reduce((sum, weight, option) => sum + (weight / total) * (earns[option] ?? 0), 0);
      weights.forEach((weight, option) => {
        const pull = ((weight / total) * ((earns[option] ?? 0) - mean)) / decisions.length / scale;
        for (let at = 0; at < size; at += 1) gradient[option]![at]! += pull * context[at]!;
      });
    }
    for (let option = 0; option < options; option += 1)
      for (let at = 0; at < size; at += 1) {
        const slope = gradient[option]![at]!;
        means[option]![at] = KEPT * means[option]![at]! + (1 - KEPT) * slope;
        squares[option]![at] = KEPT_SQUARES * squares[option]![at]! + (1 - KEPT_SQUARES) * slope ** 2;
        lines[option]![at]! += (RATE * means[option]![at]!) / (Math.sqrt(squares[option]![at]!) + 1e-3);
      }
  }
  return lines;
}
