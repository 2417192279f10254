import { percent, plural } from '@millrace/base/words';
import { z } from 'zod';
import type { RecoveryFeatures } from './features.ts';

export const recoverySegmentSchema = z.enum([
  'full-price-buyer',
  'price-sensitive',
  'first-visit',
  'new-category',
  'checkout-friction',
]);
export type RecoverySegment = z.infer<typeof recoverySegmentSchema>;

/** Names and rules of the segments, for marketers. */
export const RECOVERY_SEGMENTS: Readonly<
  Record<RecoverySegment, { readonly title: string; readonly rule: string }>
> = {
  'checkout-friction': {
    title: 'Stopped at checkout',
    rule: 'Reached shipping or payment without trying a discount code, and left.',
  },
  'price-sensitive': {
    title: 'Price-sensitive',
    rule: 'Tried a discount code in this cart, or used one in at least a third of earlier orders.',
  },
  'first-visit': { title: 'New visitor', rule: 'Has not ordered before and tried no discount code.' },
  'new-category': {
    title: 'Returning, new category',
    rule: 'Ordered before, rarely with a discount, and the cart has a category never ordered.',
  },
  'full-price-buyer': {
    title: 'Full-price buyer',
    rule: 'Ordered before, fewer than one in three times with a discount, and buys what is known.',
  },
};

/** Orders with a discount, as a share, from which a person counts as price-sensitive. */
export const PRICE_SENSITIVE_SHARE = 1 / 3;

/**
 * Whether a person pays full price, whatever segment the cart gives: they ordered before, fewer than one in
 * three times with a discount, and tried no code now.
 */
export function isFullPriceBuyer(
  features: Pick<RecoveryFeatures, 'ordersCount' | 'discountShare' | 'triedCode'>,
): boolean {
  return (
    features.ordersCount > 0 && (features.discountShare ?? 0) < PRICE_SENSITIVE_SHARE && !features.triedCode
  );
}

/** The segment by the first rule that fits, with a sentence for the reason. */
export function segmentOf(features: RecoveryFeatures): {
  readonly segment: RecoverySegment;
  readonly sentence: string;
} {
  const { step, triedCode, ordersCount, discountShare, newCategory } = features;
  if ((step === 'shipping' || step === 'payment') && !triedCode) {
    return {
      segment: 'checkout-friction',
      sentence: `Counts as stopped at checkout: got as far as ${step} without trying a discount code.`,
    };
  }
  if (triedCode)
    return {
      segment: 'price-sensitive',
      sentence: 'Counts as price-sensitive: tried a discount code in this cart.',
    };
  if (ordersCount === 0)
    return { segment: 'first-visit', sentence: 'Counts as a new visitor: has not ordered before.' };
  const share = `${percent(discountShare ?? 0)} of ${plural(ordersCount, 'earlier order')}`;
  if ((discountShare ?? 0) >= PRICE_SENSITIVE_SHARE)
    return {
      segment: 'price-sensitive',
      sentence: `Counts as price-sensitive: used a discount in ${share}.`,
    };
  if (newCategory)
    return {
      segment: 'new-category',
      sentence: 'Counts as returning in a new category: has ordered before, never from this category.',
    };
  return {
    segment: 'full-price-buyer',
    sentence: `Counts as a full-price buyer: used a discount in ${share}.`,
  };
}
