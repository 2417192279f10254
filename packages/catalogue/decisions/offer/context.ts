import { z } from 'zod';
import type { Facts } from '@millrace/flow';
import { recoveryChance } from '../recovery/chance.ts';
import { recoveryFeatures } from '../recovery/features.ts';
import { recoverySegmentSchema, segmentOf, type RecoverySegment } from '../recovery/segment.ts';
import { basketOf, marginIfBought } from './margin.ts';
import type { OfferOption } from './options.ts';

/**
 * The inputs of an offer decision. Plain JSON, stored in the `inputs` of the record, so that the model can
 * learn from it.
 */
export const offerContextSchema = z.object({
  segment: recoverySegmentSchema,
  /** Probability that the cart comes back by itself, 0 to 1. */
  recovery: z.number().min(0).max(1),
  /** Value of the expected purchase, minor units; null when unknown. */
  basket: z.number().nullable(),
  /** Share of earlier orders with a discount, 0 to 1; null before the first order. */
  discountShare: z.number().min(0).max(1).nullable(),
  /** Margin in minor units if the basket is bought, by option; null when unknown. */
  margins: z.record(z.string(), z.number().nullable()),
});
export type OfferContext = z.infer<typeof offerContextSchema>;

/** Computes the inputs of an offer decision. */
export function offerContext(
  facts: Facts,
  options: readonly OfferOption[],
  segment: RecoverySegment | null,
): OfferContext {
  const basket = basketOf(facts);
  return {
    segment: segment ?? segmentOf(recoveryFeatures(facts)).segment,
    recovery: Math.round(recoveryChance(facts) * 10_000) / 10_000,
    basket: basket.revenue,
    discountShare: facts.customer.discountShare,
    margins: Object.fromEntries(
      options.map((option) => [option.id, marginIfBought(option, basket, facts.store.shippingCost)]),
    ),
  };
}

/** Names of the columns of `encodeContext`, in order. Parameters with other columns are not used. */
export const CONTEXT_COLUMNS = [
  'one',
  'price-sensitive',
  'first-visit',
  'new-category',
  'checkout-friction',
  'recovery',
  'basket',
  'discounts',
] as const;

/** The context as numbers of about unit scale. The full-price buyer is the reference segment. */
export function encodeContext({ segment, recovery, basket, discountShare }: OfferContext): readonly number[] {
  const kept = Math.min(0.98, Math.max(0.02, recovery));
  return [
    1,
    segment === 'price-sensitive' ? 1 : 0,
    segment === 'first-visit' ? 1 : 0,
    segment === 'new-category' ? 1 : 0,
    segment === 'checkout-friction' ? 1 : 0,
    (Math.log(kept / (1 - kept)) + 2) / 2,
    basket === null ? 0 : Math.log1p(basket / 100) / 5 - 0.8,
    discountShare ?? 0,
  ];
}
