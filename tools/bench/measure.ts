export interface Figure {
  readonly bench: string;
  readonly value: number;
  readonly unit: string;
  /** What the same machine does in the same run without us, in the same unit. */
  readonly baseline: number;
}

/** Prints one line of JSON. The ratio is value over baseline: more is better for rates, less for times and sizes. */
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

/** Three or more figures that mean something. */
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
 * Things done a second by the work and by the baseline: rounds of each in turn, so that a busy machine troubles both alike;
 * the median of each after a round to warm up.
 * @param work does its thing some number of times and returns that number
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
