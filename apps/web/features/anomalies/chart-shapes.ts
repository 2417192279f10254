import type { AnomalyDetail } from '@millrace/services/anomalies';

type Point = AnomalyDetail['points'][number];
/** Position in the series, and value. */
export type Place = readonly [index: number, value: number];

/** Unbroken pieces of a line; where there is no value the line is interrupted. */
export function linesOf(points: readonly Point[], read: (point: Point) => number | null): readonly Place[][] {
  const lines: Place[][] = [];
  let open: Place[] | null = null;
  points.forEach((point, index) => {
    const value = read(point);
    if (value === null) open = null;
    else if (open) open.push([index, value]);
    else lines.push((open = [[index, value]]));
  });
  return lines;
}

/** The outlines of the expected range: along the upper edge, and back along the lower. */
export function bandsOf(points: readonly Point[]): readonly Place[][] {
  const upper = linesOf(points, (point) => point.upper);
  const lower = linesOf(points, (point) => point.lower);
  return upper.map((line, at) => [...line, ...(lower[at] ?? []).toReversed()]);
}

/** The top of the picture: above every value; a range far above all values is cut. */
export function topOf({ points, upper }: Pick<AnomalyDetail, 'points' | 'upper'>): number {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const highest = Math.max(...values, upper, ...points.map((point) => point.upper ?? 0));
  const cut = 2 * Math.max(...values, upper);
  return Math.min(highest, cut) * 1.05 || 1;
}
