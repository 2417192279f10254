import { z } from 'zod';
import { readerOf } from '../stored.ts';

const positive = z.number().positive();

/** Trained parameters, stored as JSON: of order counts in days, and of order values in minor units. */
export const lifetimeParametersSchema = z.object({
  version: z.literal(1),
  counts: z.object({ r: positive, alpha: positive, a: positive, b: positive }),
  values: z.object({ p: positive, q: positive, gamma: positive }),
  /** People learned from. */
  buyers: z.int().min(0),
});
export type LifetimeParameters = z.infer<typeof lifetimeParametersSchema>;

/** The stored parameters; null when they cannot be used. */
export const readLifetimeParameters = readerOf(lifetimeParametersSchema);
