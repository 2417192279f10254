import type { Shape } from '@millrace/core/verb';
import { z } from 'zod';

/** A figure that differs from its rows. */
export const differenceSchema = z.strictObject({
  figure: z.enum([
    'counter',
    'person in a flow',
    'arm',
    'person in the global holdout',
    'arm of the global holdout',
    'customer',
    'touch',
  ]),
  /** Where the figure is stored: ids and column names, never personal data. */
  of: z.record(z.string(), z.union([z.string(), z.boolean(), z.number(), z.null()])),
  kept: z.number(),
  counted: z.number(),
});
export type Difference = Shape<typeof differenceSchema>;

export interface Part {
  readonly differences: readonly Difference[];
  readonly compared: number;
}

/** A figure and its recount. Sums are numbers, exact up to 2^53. */
export interface Compared {
  readonly of: Difference['of'];
  readonly kept: number | null;
  readonly counted: number | null;
}

export function partOf(figure: Difference['figure'], rows: readonly Compared[]): Part {
  const differences = rows.flatMap(({ of, kept, counted }): Difference[] =>
    Number(kept ?? 0) === Number(counted ?? 0)
      ? []
      : [{ figure, of, kept: Number(kept ?? 0), counted: Number(counted ?? 0) }],
  );
  return { differences, compared: rows.length };
}

export function joined(parts: readonly Part[]): Part {
  return {
    differences: parts.flatMap((part) => part.differences),
    compared: parts.reduce((sum, part) => sum + part.compared, 0),
  };
}
