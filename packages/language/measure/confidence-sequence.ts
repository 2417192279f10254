/** An estimate and the interval around it, in the unit of the metric. */
export interface Interval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** So many times an estimate and its interval: what it comes to for so many people. @param by at least 0 */
export const timesInterval = ({ estimate, lower, upper }: Interval, by: number): Interval => ({
  estimate: estimate * by,
  lower: lower * by,
  upper: upper * by,
});

/**
 * The number of people, in all arms, at which intervals are tightest. At other numbers they are a little
 * wider and as valid.
 */
export const TIGHTEST_AT = 10_000;

/**
 * The tuning parameter rho that makes the boundary tightest at a given time:
 * rho² t = -W₋₁(-α² / e) - 1, with W₋₁ the lower branch of Lambert's function.
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and asymptotic
 * confidence sequences", Annals of Statistics 52(6), 2024 (arXiv 2103.06476), the appendix on optimising rho.
 * @param time observations, above 0
 * @param alpha share of wrong intervals allowed over all time, in (0, 1)
 */
export function bestRho(time: number, alpha: number): number {
  // Nearly everybody asks for the same time and level.
  if (time === latest.time && alpha === latest.alpha) return latest.rho;
  latest = { time, alpha, rho: findRho(time, alpha) };
  return latest.rho;
}

let latest = { time: NaN, alpha: NaN, rho: NaN };

function findRho(time: number, alpha: number): number {
  // With w = -W₋₁(-α²/e): w - ln w = 1 - 2 ln α and w > 1. Newton's method from the known approximation.
  const target = 1 - 2 * Math.log(alpha);
  let w = target + Math.log(target);
  for (let round = 0; round < 50; round += 1) {
    const step = (w - Math.log(w) - target) / (1 - 1 / w);
    w -= step;
    if (Math.abs(step) < 1e-14 * w) break;
  }
  return Math.sqrt((w - 1) / time);
}

/**
 * Half the width, for observations of variance 1, of an interval for their mean that is valid at all times
 * together: sqrt( 2 (t ρ² + 1) / (t² ρ²) · ln( sqrt(t ρ² + 1) / α ) ). Source: Waudby-Smith et al. 2024,
 * Theorem 2.2 (Gaussian mixture), with the variance taken out.
 * @param time observations, above 0
 * @param rho as `bestRho` gives it, above 0
 */
export function boundary(time: number, rho: number, alpha: number): number {
  const scaled = time * rho * rho + 1;
  return Math.sqrt(((2 * scaled) / (time * time * rho * rho)) * Math.log(Math.sqrt(scaled) / alpha));
}

export interface SequenceOptions {
  /** Confidence level over all looks together, in (0, 1). Default 0.95. */
  readonly level?: number | undefined;
  /** Observations at which the interval is tightest. Set it once, independent of the data. */
  readonly tightestAt?: number | undefined;
}

/**
 * Interval for an estimate whose variance is `variance` now, after `time` observations, valid at all times
 * together. The estimate behaves as a mean of `time` terms of variance `variance * time` each (its influence
 * function), which is how Theorem 3.1 of Waudby-Smith et al. 2024 uses Theorem 2.2 for effects in randomised
 * experiments.
 */
export function sequenceInterval(
  estimate: number,
  variance: number,
  time: number,
  options: SequenceOptions = {},
): Interval {
  const alpha = 1 - (options.level ?? 0.95);
  if (time <= 0) return { estimate, lower: -Infinity, upper: Infinity };
  const half =
    Math.sqrt(variance * time) * boundary(time, bestRho(options.tightestAt ?? TIGHTEST_AT, alpha), alpha);
  return { estimate, lower: estimate - half, upper: estimate + half };
}
