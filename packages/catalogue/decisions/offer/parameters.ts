import { z } from 'zod';
import { readerOf } from '../stored.ts';
import { CONTEXT_COLUMNS } from './context.ts';

const SIZE = CONTEXT_COLUMNS.length;
const TRIANGLE = (SIZE * (SIZE + 1)) / 2;

/**
 * Sums over the tries of one option in one flow, so that one more try only adds to them. x is the context, y the margin
 * earned as a share of the margin without an offer, and g the share of that margin which the option gives away.
 */
const offerSumsSchema = z.object({
  /** The flow, by its salt; empty for what was logged without one. */
  flow: z.string(),
  option: z.string(),
  /** Tries with a known outcome that were a choice: something else could have been given. */
  tries: z.int().min(0),
  /** Sums of x xᵀ, g x xᵀ and g² x xᵀ, each the lower triangle row by row. */
  xx: z.array(z.number()).length(TRIANGLE),
  gxx: z.array(z.number()).length(TRIANGLE),
  ggxx: z.array(z.number()).length(TRIANGLE),
  /** Sums of x y and g x y. */
  xy: z.array(z.number()).length(SIZE),
  gxy: z.array(z.number()).length(SIZE),
  /** Sum of y squared, over the tries with a known margin. */
  yy: z.number(),
});
export type OfferSums = z.infer<typeof offerSumsSchema>;

/** Parameters of the bandit. Stored as JSON in `facts.models.offer`. */
export const offerParametersSchema = z.object({
  version: z.literal(2),
  columns: z
    .array(z.string())
    .refine(
      (columns) => columns.length === SIZE && columns.every((name, index) => name === CONTEXT_COLUMNS[index]),
      'The parameters are of other columns.',
    ),
  sums: z.array(offerSumsSchema),
});
export type OfferParameters = z.infer<typeof offerParametersSchema>;

export function emptyOfferParameters(): OfferParameters {
  return { version: 2, columns: [...CONTEXT_COLUMNS], sums: [] };
}

export function noSums(flow: string, option: string): OfferSums {
  const triangle = () => new Array<number>(TRIANGLE).fill(0);
  const row = () => new Array<number>(SIZE).fill(0);
  return {
    flow,
    option,
    tries: 0,
    xx: triangle(),
    gxx: triangle(),
    ggxx: triangle(),
    xy: row(),
    gxy: row(),
    yy: 0,
  };
}

/** The stored parameters; null when they cannot be used. */
export const readOfferParameters = readerOf(offerParametersSchema);
