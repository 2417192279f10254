import { studentAbove } from './student-t.ts';

/** A value that was the furthest from the mean of those still there. */
export interface EsdStep {
  /** Position in the values given, from 0. */
  readonly index: number;
  /** How many standard deviations it is from the mean of the values still there: R of Rosner. */
  readonly statistic: number;
  /** What the statistic exceeds by chance with probability `alpha`: lambda of Rosner. */
  readonly critical: number;
}

/**
 * The generalised extreme studentised deviate test: finds up to a number of outliers in values that are about
 * normal otherwise, without one outlier hiding another. Sources: Rosner, "Percentage points for a generalized
 * ESD many-outlier procedure", Technometrics 25(2), 1983; NIST/SEMATECH e-Handbook of Statistical Methods,
 * 1.3.5.17.3. The test is accurate for 25 values or more, and acceptable for 15.
 * @param most outliers looked for, fewer than the values less one
 * @param alpha probability of finding any where there is none, 0 to 1
 * @returns the steps, and how many of the first of them are outliers
 */
export function generalisedEsd(
  values: readonly number[],
  most: number,
  alpha: number,
): { readonly steps: readonly EsdStep[]; readonly outliers: number } {
  const left = values.map((value, index) => ({ value, index }));
  const steps: EsdStep[] = [];
  let outliers = 0;
  while (steps.length < most && left.length > 2) {
    const mean = left.reduce((sum, { value }) => sum + value, 0) / left.length;
    const squares = left.reduce((sum, { value }) => sum + (value - mean) ** 2, 0);
    const deviation = Math.sqrt(squares / (left.length - 1));
    if (deviation === 0) break;
    let furthest = 0;
    for (let at = 1; at < left.length; at += 1)
      if (Math.abs(left[at]!.value - mean) > Math.abs(left[furthest]!.value - mean)) furthest = at;
    const { value, index } = left[furthest]!;
    const statistic = Math.abs(value - mean) / deviation;
    const critical = criticalDeviate(left.length, alpha);
    steps.push({ index, statistic, critical });
    if (statistic > critical) outliers = steps.length;
    left.splice(furthest, 1);
  }
  return { steps, outliers };
}

const known = new Map<string, number>();

/** Lambda for so many values. */
function criticalDeviate(count: number, alpha: number): number {
  const key = `${count}/${alpha}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const freedom = count - 2;
  const t = studentAbove(alpha / (2 * count), freedom);
  const critical = ((count - 1) * t) / Math.sqrt((freedom + t * t) * count);
  known.set(key, critical);
  return critical;
}
