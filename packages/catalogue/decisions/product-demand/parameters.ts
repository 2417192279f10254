import { z } from 'zod';
import { readerOf } from '../stored.ts';

const factor = z.number().positive();

/** Trained parameters, stored as JSON. */
export const demandParametersSchema = z.object({
  version: z.literal(1),
  /** Weight of the newest week, or sale, in the smoothed means. */
  alpha: z.number().positive().max(1),
  /** Of the store, Monday first; null while they differ by no more than chance. */
  weekdays: z.array(factor).length(7).nullable(),
  /** Of the store, January first; null while there is too little to tell them. */
  months: z.array(factor).length(12).nullable(),
  products: z.int().min(0),
});
export type DemandParameters = z.infer<typeof demandParametersSchema>;

/** The stored parameters; null when they cannot be used. */
export const readDemandParameters = readerOf(demandParametersSchema);
