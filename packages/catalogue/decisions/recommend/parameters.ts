import { z } from 'zod';
import type { Json } from '@millrace/base';

/** What past orders tell about products. Stored as JSON; small: the strongest neighbours of each product only. */
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

const READ = new WeakMap<object, RecommendParameters | null>();

/** Parameters that can be used, or null. Remembered by object. */
export function readRecommendParameters(stored: Json | undefined): RecommendParameters | null {
  if (stored === null || typeof stored !== 'object') return null;
  const known = READ.get(stored);
  if (known !== undefined) return known;
  const parsed = recommendParametersSchema.safeParse(stored);
  const parameters = parsed.success ? parsed.data : null;
  READ.set(stored, parameters);
  return parameters;
}
