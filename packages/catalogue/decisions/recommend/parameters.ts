import { z } from 'zod';
import { readerOf } from '../stored.ts';

/**
 * Parameters from past orders: the best-selling products, and the strongest neighbours of each. Stored as
 * JSON.
 */
export const recommendParametersSchema = z.object({
  version: z.literal(1),
  orders: z.int().min(0),
  /** Orders that include the product. */
  sold: z.record(z.string(), z.int().min(0)),
  /**
   * For each product, the products bought with it more often than by chance, with the number of orders, most
   * first.
   */
  together: z.record(z.string(), z.array(z.tuple([z.string(), z.int().min(1)]))),
  category: z.record(z.string(), z.string()),
});
export type RecommendParameters = z.infer<typeof recommendParametersSchema>;

/** The stored parameters; null when they cannot be used. */
export const readRecommendParameters = readerOf(recommendParametersSchema);
