import { own, type MinorUnits } from '@millrace/base';
import { z } from 'zod';
import type { Facts } from '@millrace/flow';
import { recoveryChance } from '../recovery/chance.ts';
import { recoveryFeatures } from '../recovery/features.ts';
import { recoverySegmentSchema, segmentOf, type RecoverySegment } from '../recovery/segment.ts';
import { basketOf, marginIfBought } from './margin.ts';
import { NO_OFFER, type OfferOption } from './options.ts';

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
  /** Margin in minor units if it is bought without any offer; null when unknown. Older logs lack it. */
  fullMargin: z.number().nullable().optional(),
  /** The flow, by its salt. Older logs lack it. */
  flow: z.string().optional(),
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
    fullMargin: marginIfBought(NO_OFFER, basket, facts.store.shippingCost),
    ...(facts.enrolment.salt ? { flow: facts.enrolment.salt } : {}),
  };
}

/** What one option means for the margin of a context. */
export interface Stake {
  /** Margin in minor units without an offer, above 0. */
  readonly full: MinorUnits;
  /** Share of it that the option gives away, 0 to 2. */
  readonly given: number;
}

/** Above this share, an option gives away so much that more makes no difference. */
const MOST_GIVEN = 2;

/** What is at stake with an option; null when a margin is unknown, or there is none to earn. */
export function stakeOf({ margins, fullMargin }: OfferContext, option: string): Stake | null {
  const margin = own(margins, option) ?? null;
  const full =
    fullMargin ?? Math.max(...Object.values(margins).map((one) => one ?? Number.NEGATIVE_INFINITY));
  if (margin === null || !(full > 0)) return null;
  return { full, given: Math.min(MOST_GIVEN, Math.max(0, 1 - margin / full)) };
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
