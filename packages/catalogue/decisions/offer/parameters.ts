import { z } from 'zod';
import { readerOf } from '../stored.ts';
import { CONTEXT_COLUMNS } from './context.ts';

const SIZE = CONTEXT_COLUMNS.length;

/** Sums over the tries of one option, so that one more try only adds to them. */
const optionSumsSchema = z.object({
  /** Tries with a known outcome. */
  tries: z.int().min(0),
  /** Sum of x xᵀ over the tries, lower triangle row by row, for contexts x. */
  xx: z.array(z.number()).length((SIZE * (SIZE + 1)) / 2),
  /** Sum of x y, with y the margin earned as a share of the margin if bought. */
  xy: z.array(z.number()).length(SIZE),
  /** Sum of y squared. */
  yy: z.number(),
  /** Sum of the margin earned and of its square, minor units. */
  reward: z.number(),
  rewardSquared: z.number(),
});
export type OptionSums = z.infer<typeof optionSumsSchema>;

/** Parameters of the bandit. Stored as JSON in `facts.models.offer`. */
export const offerParametersSchema = z.object({
  version: z.literal(1),
  columns: z
    .array(z.string())
    .refine(
      (columns) => columns.length === SIZE && columns.every((name, index) => name === CONTEXT_COLUMNS[index]),
      'The parameters are of other columns.',
    ),
  options: z.record(z.string(), optionSumsSchema),
});
export type OfferParameters = z.infer<typeof offerParametersSchema>;

export function emptyOfferParameters(): OfferParameters {
  return { version: 1, columns: [...CONTEXT_COLUMNS], options: {} };
}

export function noSums(): OptionSums {
  return {
    tries: 0,
    xx: new Array<number>((SIZE * (SIZE + 1)) / 2).fill(0),
    xy: new Array<number>(SIZE).fill(0),
    yy: 0,
    reward: 0,
    rewardSquared: 0,
  };
}

/** The stored parameters; null when they cannot be used. */
export const readOfferParameters = readerOf(offerParametersSchema);
