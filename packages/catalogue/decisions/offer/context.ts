import { z } from 'zod';
import type { Facts } from '@millrace/flow';
import { recoveryChance } from '../recovery/chance.ts';
import { recoveryFeatures } from '../recovery/features.ts';
import { recoverySegmentSchema, segmentOf, type RecoverySegment } from '../recovery/segment.ts';
import { basketOf, marginIfBought } from './margin.ts';
import type { OfferOption } from './options.ts';

/** What an offer is chosen by. Plain JSON: it is the `inputs` of the decision, so that what was learnt can be checked against it. */
export const offerContextSchema = z.object({
  segment: recoverySegmentSchema,
  /** Probability that the cart comes back by itself, 0 to 1. */
  recovery: z.number().min(0).max(1),
  /** What is expected to be bought, minor units; null when not known. */
  basket: z.number().nullable(),
  /** Share of earlier orders with a discount, 0 to 1; null before the first order. */
  discountShare: z.number().min(0).max(1).nullable(),
  /** Margin in minor units if it is bought, by option; null when it cannot be told. */
  margins: z.record(z.string(), z.number().nullable()),
});
export type OfferContext = z.infer<typeof offerContextSchema>;

/** Reads what an offer is chosen by. */
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

/** Names of the numbers below, in order; parameters made with others are not used. */
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

/** The context as numbers of about unit scale. The full-price buyer is the segment the others are compared with. */
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
