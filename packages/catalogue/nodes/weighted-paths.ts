import { z } from 'zod';
import type { Problem } from '@millrace/flow';
import { recordsIn, textIn } from './reading.ts';
import { wayIdSchema } from './ways.ts';

/** A path among which people are drawn. */
export const weightedPathSchema = z.strictObject({
  id: wayIdSchema.optional(),
  name: z.string().max(80).default('').meta({ title: 'Name' }),
  weight: z
    .number()
    .min(0, 'A share cannot be negative.')
    .max(1_000_000)
    .meta({ title: 'Share', description: 'Compared with the other shares: 50 and 50, or 1 and 2.' }),
});
type WeightedPath = z.output<typeof weightedPathSchema>;

/**
 * The index of the path that a draw falls on. A path without a share is never drawn.
 * @param draw in [0, 1)
 */
export function drawnPath(paths: readonly WeightedPath[], draw: number): number {
  let left = draw * paths.reduce((sum, { weight }) => sum + weight, 0);
  let last = 0;
  for (let index = 0; index < paths.length; index += 1) {
    const { weight } = paths[index]!;
    if (weight <= 0) continue;
    last = index;
    if (left < weight) break;
    left -= weight;
  }
  return last;
}

/** Each path's share of the whole, of a perhaps unfinished config; 0 while none has one. */
export function sharesOf(paths: unknown): readonly number[] {
  const weights = recordsIn(paths).map(({ weight }) =>
    typeof weight === 'number' && weight > 0 ? weight : 0,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total > 0 ? weight / total : 0));
}

/** The name of a path, or its place when it has none. */
export const pathName = ({ name }: Readonly<Record<string, unknown>>, index: number): string =>
  textIn(name) || `Path ${index + 1}`;

export const weightsProblem = (sentence: string): Omit<Problem, 'node'> => ({
  severity: 'error',
  code: 'weights-zero',
  sentence,
  field: 'paths',
});
