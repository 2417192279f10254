export interface Figure {
  readonly bench: string;
  readonly value: number;
  readonly unit: string;
  /** The same figure for the baseline on the same machine in the same run, in the same unit. */
  readonly baseline: number;
}

/**
 * Prints one line of JSON. The ratio is value over baseline: higher is better for rates, lower for times and
 * sizes.
 */
export function report({ bench, value, unit, baseline }: Figure): void {
  console.log(
    JSON.stringify({
      bench,
      value: rounded(value),
      unit,
      baseline: rounded(baseline),
      ratio: rounded(value / baseline),
    }),
  );
}

/** Rounded to at least three significant figures. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(4));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** The value that this share of them does not exceed. @param share 0 to 1 */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length * share)] ?? Number.NaN;

/** @returns seconds */
export async function timed(work: () => unknown): Promise<number> {
  const from = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - from) / 1e9;
}

export interface Rates {
  readonly value: number;
  readonly baseline: number;
}

/**
 * Runs of the work and of the baseline a second. They alternate, so that a busy machine slows both equally;
 * after a warm-up round the median of each counts.
 * @param work does its work some number of times and returns that number
 */
export async function compareRates(
  work: () => number | Promise<number>,
  baseline: () => number | Promise<number>,
  rounds = 7,
): Promise<Rates> {
  const rates: { value: number[]; baseline: number[] } = { value: [], baseline: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, each] of [
      ['value', work],
      ['baseline', baseline],
    ] as const) {
      let count = 0;
      const took = await timed(async () => (count = await each()));
      if (round > 0) rates[name].push(count / took);
    }
  }
  return { value: median(rates.value), baseline: median(rates.baseline) };
}
