import { z } from 'zod';
import { readerOf } from '../stored.ts';

/** What past orders tell about products. Stored as JSON; small: products that sell, and the strongest neighbours of each. */
export const recommendParametersSchema = z.object({
  version: z.literal(1),
  orders: z.int().min(0),
  /** Orders with the product in them. */
  sold: z.record(z.string(), z.int().min(0)),
  /** For each product those bought with it more often than chance has it, with the number of orders, most first. */
  together: z.record(z.string(), z.array(z.tuple([z.string(), z.int().min(1)]))),
  category: z.record(z.string(), z.string()),
});
export type RecommendParameters = z.infer<typeof recommendParametersSchema>;

/** Parameters that can be used, or null. */
export const readRecommendParameters = readerOf(recommendParametersSchema);
