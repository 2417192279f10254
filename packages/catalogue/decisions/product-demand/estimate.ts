/** How a product is asked for, by Syntetos, Boylan and Croston (2005). */
export type Pattern = 'smooth' | 'erratic' | 'intermittent' | 'lumpy';

/** Mean weeks between sales, and squared coefficient of variation of their sizes, above which the pattern is another. */
export const [RARE, UNEVEN] = [1.32, 0.49];

export interface Demand {
  readonly pattern: Pattern;
  /** Expected units of a week. */
  readonly rate: number;
  /** Standard error of the rate. */
  readonly error: number;
}

/**
 * The pattern of weekly demand: by the mean weeks between weeks with a sale, and the squared coefficient of variation of their
 * units (Syntetos, Boylan and Croston, Journal of the Operational Research Society 56, 2005). Null without a sale.
 */
export function patternOf(weeks: readonly number[]): Pattern | null {
  const sizes = weeks.filter((units) => units > 0);
  if (sizes.length === 0) return null;
  const mean = sum(sizes) / sizes.length;
  const spread = sum(sizes.map((size) => (size - mean) ** 2)) / sizes.length / mean ** 2;
  const isRare = weeks.length / sizes.length >= RARE;
  if (spread >= UNEVEN) return isRare ? 'lumpy' : 'erratic';
  return isRare ? 'intermittent' : 'smooth';
}

/** Weeks at the beginning of which the first level is the mean. */
const FIRST = 8;

/**
 * Expected units of the next week by simple exponential smoothing.
 * @param weeks oldest first, one at least
 * @param alpha between 0 and 1
 */
export function smoothed(weeks: readonly number[], alpha: number): number {
  const first = weeks.slice(0, FIRST);
  let level = sum(first) / first.length;
  for (const units of weeks.slice(FIRST)) level += alpha * (units - level);
  return level;
}

/** Sizes and intervals as Croston smooths them: only when something is sold. Null without a sale. */
function sizesAndIntervals(
  weeks: readonly number[],
  alpha: number,
): { readonly size: number; readonly interval: number } | null {
  const begins = Math.max(FIRST, weeks.findIndex((units) => units > 0) + 1);
  const first = weeks.slice(0, begins);
  const sold = first.filter((units) => units > 0);
  if (sold.length === 0) return null;
  let size = sum(sold) / sold.length;
  let interval = first.length / sold.length;
  let since = 0;
  for (const units of weeks.slice(begins)) {
    since += 1;
    if (units <= 0) continue;
    size += alpha * (units - size);
    interval += alpha * (since - interval);
    since = 0;
  }
  return { size, interval };
}

/**
 * Expected units of a week of intermittent demand: mean size of a sale by the mean interval between sales, both smoothed when
 * something is sold (Croston, Operational Research Quarterly 23(3), 1972). Its expectation is too high: see `unbiased`.
 */
export function croston(weeks: readonly number[], alpha: number): number {
  const found = sizesAndIntervals(weeks, alpha);
  return found === null ? 0 : found.size / found.interval;
}

/**
 * Croston's forecast times 1 - alpha / 2, which takes away most of its bias (Syntetos and Boylan, International
 * Journal of Forecasting 21(2), 2005).
 */
export const unbiased = (weeks: readonly number[], alpha: number): number =>
  (1 - alpha / 2) * croston(weeks, alpha);

/** Chance of so many weeks without a sale below which a product is taken to sell no longer as it did. */
const GONE = 0.01;

/**
 * What a product's weeks say of the next ones, by the method of its pattern: exponential smoothing where it sells nearly every
 * week, else Croston's unbiased form. Null without a sale, and when it has not sold for so long that those methods, which
 * learn only from sales, would go on to expect what no longer comes.
 * @param weeks units of a week, oldest first
 */
export function demandOf(weeks: readonly number[], alpha: number): Demand | null {
  const pattern = patternOf(weeks);
  if (pattern === null) return null;
  const variance = varianceOf(weeks);
  const sold = weeks.filter((units) => units > 0).length;
  const since = weeks.length - 1 - weeks.findLastIndex((units) => units > 0);
  if ((1 - sold / weeks.length) ** since < GONE && since > 1) return null;
  const isRare = pattern === 'intermittent' || pattern === 'lumpy';
  const rate = isRare ? unbiased(weeks, alpha) : smoothed(weeks, alpha);
  // The smoothed mean is worth (2 - alpha) / alpha updates; Croston's is updated once in a mean interval.
  const updates = ((2 - alpha) / alpha) * (isRare ? weeks.length / sold : 1);
  return { pattern, rate, error: Math.sqrt(variance / Math.min(weeks.length, updates)) };
}

/** Weeks that the variance is taken of. */
const VARIANCE_WEEKS = 26;

/** Variance of the units of a week, of the latest weeks; at least that of a Poisson distribution. */
export function varianceOf(weeks: readonly number[]): number {
  const latest = weeks.slice(-VARIANCE_WEEKS);
  const mean = sum(latest) / Math.max(1, latest.length);
  const squares = sum(latest.map((units) => (units - mean) ** 2));
  return Math.max(mean, squares / Math.max(1, latest.length - 1));
}

export const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
