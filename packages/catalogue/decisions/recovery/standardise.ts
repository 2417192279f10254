export interface Standardised {
  readonly rows: readonly Float64Array[];
  readonly means: readonly number[];
  /** Standard deviations; 1 for a column that never varies. */
  readonly scales: readonly number[];
}

/** Scales every column to mean 0 and standard deviation 1, so that one penalty fits all. */
export function standardise(rows: readonly (readonly number[])[]): Standardised {
  const size = rows[0]?.length ?? 0;
  const means = new Array<number>(size).fill(0);
  const squares = new Array<number>(size).fill(0);
  for (const row of rows)
    for (let index = 0; index < size; index += 1) means[index]! += row[index]! / rows.length;
  for (const row of rows)
    for (let index = 0; index < size; index += 1)
      squares[index]! += (row[index]! - means[index]!) ** 2 / rows.length;
  const scales = squares.map((square) => (square > 1e-12 ? Math.sqrt(square) : 1));
  return {
    means,
    scales,
    rows: rows.map((row) =>
      Float64Array.from(row, (value, index) => (value - means[index]!) / scales[index]!),
    ),
  };
}
