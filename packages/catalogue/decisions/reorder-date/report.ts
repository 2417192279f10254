import { z } from 'zod';

/** How well the latest purchases were foretold from what was known before. */
export const reorderReportSchema = z.object({
  buyers: z.number(),
  /** Purchases of a product by somebody who had bought it before. */
  repeats: z.number(),
  /** Products that are bought again, of all that were bought. */
  again: z.number(),
  products: z.number(),
  /** The latest days, which were foretold. */
  days: z.number(),
  /** Waits that were foretold, and how many ended with a purchase in these days. */
  judged: z.number(),
  came: z.number(),
  /** Purchases that were expected in these days, and the standard error of the difference from those that came; a person is one observation. */
  expected: z.number(),
  expectedError: z.number(),
  /** Share of the purchases that came within the interval of eight of ten, and its standard error. */
  covered: z.number(),
  coveredError: z.number(),
  /** Mean error in days of the date: by the model, by the mean gap of the product, and by the person's last gap of it. */
  error: z.number(),
  productError: z.number(),
  personError: z.number(),
  /** Whether its logarithmic score is better than that of both by two standard errors, the error in days is smaller, and the interval holds. */
  isBetter: z.boolean(),
  /** The products with most purchases that are bought again, with days between two purchases of one piece. */
  top: z.array(z.object({ title: z.string(), days: z.number(), again: z.number() })),
});
export type ReorderReport = z.infer<typeof reorderReportSchema>;

export const NOTHING_JUDGED: Omit<ReorderReport, 'buyers' | 'repeats' | 'products'> = {
  again: 0,
  days: 0,
  judged: 0,
  came: 0,
  expected: 0,
  expectedError: 0,
  covered: 0,
  coveredError: 0,
  error: 0,
  productError: 0,
  personError: 0,
  isBetter: false,
  top: [],
};
