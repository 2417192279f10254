/** The middle value, or the mean of the two; NaN of none. Does not change the list. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return NaN;
  const sorted = values.length > FEW ? Float64Array.from(values).sort() : insertionSorted(values);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** So few values are sorted faster without a call of the engine's sort. */
const FEW = 24;

function insertionSorted(values: readonly number[]): number[] {
  const sorted = [...values];
  for (let at = 1; at < sorted.length; at += 1) {
    const value = sorted[at]!;
    let place = at;
    for (; place > 0 && sorted[place - 1]! > value; place -= 1) sorted[place] = sorted[place - 1]!;
    sorted[place] = value;
  }
  return sorted;
}

/** Makes the median absolute deviation of normal values their standard deviation: 1 / Phi^-1(3/4). */
const OF_NORMAL = 1.482602218505602;

/**
 * Median absolute deviation from the median, as a standard deviation of normal values. Up to half of the
 * values may be outliers without making it arbitrary. Source: Hampel, "The influence curve and its role in
 * robust estimation", Journal of the American Statistical Association 69, 1974.
 */
export function robustDeviation(values: readonly number[], centre = median(values)): number {
  return OF_NORMAL * median(values.map((value) => Math.abs(value - centre)));
}
