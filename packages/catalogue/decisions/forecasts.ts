import { z } from 'zod';
import type { TrainingContext } from './history.ts';

const units = z.number().nonnegative();

/**
 * How many units of a product are asked for, as it is stored. What is expected of a day is `perDay`, times the factors of its
 * day of the week and its month.
 */
export const productForecastSchema = z.object({
  version: z.literal(1),
  by: z.enum(['model', 'rule']),
  /** Units of a day on which it can be bought. */
  perDay: units,
  /** The same, with 95 % certainty. */
  lower: units,
  upper: units,
  /** Standard error of `perDay`. */
  error: units,
  /** Variance of the units of a day. */
  variance: units,
  /** Monday first, with a mean of 1; null while days of the week are not told apart. */
  weekdays: z.array(z.number().positive()).length(7).nullable(),
  /** January first; null while months are not told apart. */
  months: z.array(z.number().positive()).length(12).nullable(),
  /** Why so many, a whole sentence. */
  sentence: z.string(),
});
export type ProductForecast = z.infer<typeof productForecastSchema>;

export interface ForecastProduct {
  readonly productId: string;
  readonly forecast: ProductForecast;
}

/**
 * Forecasts of what is asked for of each product. They are made again after each training, and stored. A product of which too
 * little is known is left out.
 */
export interface Forecasts<Parameters, Sample> {
  /** @param parameters null while the rule decides */
  products(
    parameters: Parameters | null,
    samples: readonly Sample[],
    context: TrainingContext,
  ): readonly ForecastProduct[];
}

/** The stored forecast; null when there is none that this release can read. */
export function readForecast(stored: unknown): ProductForecast | null {
  const parsed = productForecastSchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}
