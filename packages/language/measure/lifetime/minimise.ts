/** Values above it are compared by their share of it: sums of many terms are not more exact. */
const LARGE = 1_000;

/**
 * The point at which a function is least, found without derivatives (Nelder and Mead, The Computer Journal 7(4),
 * 1965, with the coefficients and the order of steps of Lagarias, Reeds, Wright and Wright, SIAM Journal on
 * Optimization 9(1), 1998).
 * @param size edge of the first simplex
 * @param steps at most
 * @param tolerance it ends when the values at its corners differ by less; of values above 1,000, by so much for each thousand
 */
export function minimise(
  of: (point: readonly number[]) => number,
  start: readonly number[],
  {
    size = 0.5,
    tolerance = 1e-9,
    steps = 4_000,
  }: { readonly size?: number; readonly tolerance?: number; readonly steps?: number } = {},
): { readonly point: readonly number[]; readonly value: number } {
  const corner = (point: readonly number[]) => ({ point, value: of(point) });
  const corners = [
    corner(start),
    ...start.map((_, axis) => corner(start.map((one, other) => (other === axis ? one + size : one)))),
  ];
  const byValue = () => corners.sort((left, right) => left.value - right.value);
  byValue();
  for (let step = 0; step < steps; step += 1) {
    const [best, worst, nextWorst] = [corners[0]!, corners.at(-1)!, corners.at(-2)!];
    if (worst.value - best.value < tolerance * Math.max(1, Math.abs(best.value) / LARGE)) break;
    const centre = start.map(
      (_, axis) =>
        corners.slice(0, -1).reduce((sum, { point }) => sum + point[axis]!, 0) / (corners.length - 1),
    );
    const beyond = (by: number) =>
      corner(centre.map((middle, axis) => middle + by * (middle - worst.point[axis]!)));
    const reflected = beyond(1);
    let better: typeof reflected | null = null;
    if (reflected.value < best.value) {
      const expanded = beyond(2);
      better = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < nextWorst.value) better = reflected;
    else {
      const contracted = beyond(reflected.value < worst.value ? 0.5 : -0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) better = contracted;
    }
    if (better) corners[corners.length - 1] = better;
    else
      for (let index = 1; index < corners.length; index += 1)
        corners[index] = corner(
          best.point.map((one, axis) => one + 0.5 * (corners[index]!.point[axis]! - one)),
        );
    byValue();
  }
  return corners[0]!;
}
