import { z } from 'zod';
import { readerOf } from '../stored.ts';

const share = z.number().min(0).max(1);
const product = z.object({
  mean: z.number(),
  doubt: z.number().min(0),
  people: z.number().positive(),
  rest: z.number().positive(),
  first: share,
  later: share,
});

/** Trained parameters, stored as JSON; see `GapModel` of measure. */
export const reorderParametersSchema = z.object({
  version: z.literal(1),
  gaps: z.object({
    usual: product,
    products: z.number().positive(),
    people: z.number().positive(),
    rest: z.number().positive(),
    quantity: z.number().min(0),
    byProduct: z.record(z.string(), product),
  }),
  /** Products that are bought again. Of others nothing is said to those who bought them once. */
  again: z.array(z.string()),
});
export type ReorderParameters = z.infer<typeof reorderParametersSchema>;

/** The stored parameters; null when they cannot be used. */
export const readReorderParameters = readerOf(reorderParametersSchema);
