import { z } from 'zod';
import { readerOf } from '../stored.ts';

const share = z.number().positive().max(1);
const factor = z.number().positive();

/** When visits begin: the share of each hour of the day among all people, and how much people keep to it. */
const dayHoursSchema = z.object({
  shares: z.array(share).length(24),
  /** Of the Dirichlet prior: so many visits of the store does a person's own past have to outweigh. */
  concentration: z.number().positive(),
});
export type DayHours = z.infer<typeof dayHoursSchema>;

/** Trained parameters, stored as JSON. */
export const hourParametersSchema = z.object({
  version: z.literal(1),
  /** Of working days; of all days when `weekend` is null. */
  week: dayHoursSchema,
  weekend: dayHoursSchema.nullable(),
  /** By hour, how many orders follow a message for each that visits let expect; null while there are too few. */
  answers: z.array(factor).length(24).nullable(),
  /** People and visits learned from. */
  people: z.int().min(0),
  visits: z.int().min(0),
});
export type HourParameters = z.infer<typeof hourParametersSchema>;

/** The stored parameters; null when they cannot be used. */
export const readHourParameters = readerOf(hourParametersSchema);
