const MOST_STEPS = 4_000;

/**
 * The point at which a function is least, found without derivatives (Nelder and Mead, The Computer Journal 7(4),
 * 1965, with the coefficients and the order of steps of Lagarias, Reeds, Wright and Wright, SIAM Journal on
 * Optimization 9(1), 1998).
 * @param size edge of the first simplex
 * @param tolerance it ends when the values at its corners differ by less
 */
export function minimise(
  of: (point: readonly number[]) => number,
  start: readonly number[],
  { size = 0.5, tolerance = 1e-9 }: { readonly size?: number; readonly tolerance?: number } = {},
): { readonly point: readonly number[]; readonly value: number } {
  const corner = (point: readonly number[]) => ({ point, value: of(point) });
  const corners = [
    corner(start),
    ...start.map((_, axis) => corner(start.map((one, other) => (other === axis ? one + size : one)))),
  ];
  const byValue = () => corners.sort((left, right) => left.value - right.value);
  byValue();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const [best, worst, nextWorst] = [corners[0]!, corners.at(-1)!, corners.at(-2)!];
    if (worst.value - best.value < tolerance) break;
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
