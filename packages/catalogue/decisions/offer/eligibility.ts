import { percent as inPercent } from '@millrace/base/words';
import type { Facts } from '@millrace/flow';
import { isFullPriceBuyer, type RecoverySegment } from '../recovery/segment.ts';
import { limitRefusal } from './limits.ts';
import { basketOf, HAIR, marginShareUnder, type Basket } from './margin.ts';
import { offerWords, type OfferOption, type OfferSettings } from './options.ts';

export interface Eligibility {
  readonly option: OfferOption;
  /** Why the option is not allowed, a whole sentence; null when it is. */
  readonly refusal: string | null;
}

/**
 * The rules that hold whatever the model has learned. `none` is always allowed, since it costs nothing. An
 * option whose cost is unknown is refused.
 */
export function eligibility(
  facts: Facts,
  settings: OfferSettings,
  segment: RecoverySegment | null,
): readonly Eligibility[] {
  const basket = basketOf(facts);
  const floor = Math.max(settings.marginFloor ?? 0, facts.store.marginFloor);
  const spared = settings.spareFullPriceBuyers && (segment === 'full-price-buyer' || paysFullPrice(facts));
  return settings.options.map((option) => ({
    option,
    refusal: refusal(option, basket, floor, spared, facts),
  }));
}

function refusal(
  option: OfferOption,
  basket: Basket,
  floor: number,
  spared: boolean,
  facts: Facts,
): string | null {
  if (option.kind === 'none') return null;
  const words = offerWords(option, facts.cart?.currency ?? facts.store.currency);
  // A payment plan lowers no price.
  if (spared && option.kind !== 'payment-plan')
    return `Not given: buys at full price, and ${words} is not for full-price buyers.`;
  const { shippingCost, freeShippingFrom } = facts.store;
  if (
    option.kind === 'free-shipping' &&
    freeShippingFrom !== null &&
    basket.revenue !== null &&
    basket.revenue >= freeShippingFrom
  ) {
    return 'Not given: this cart is shipped free anyway.';
  }
  const limit = limitRefusal(option, basket, facts.store.discounts);
  if (limit !== null) return `Not given: ${words}, as ${limit}.`;
  const share = basket.from === 'nothing' ? null : marginShareUnder(option, basket, shippingCost);
  if (share === null) return `Not given: without a cart or an earlier order the cost of ${words} is unknown.`;
  if (share < floor - HAIR)
    return `Not given: ${words} would leave ${percent(share)} as margin, below the floor of ${percent(floor)}.`;
  return null;
}

function paysFullPrice({ customer, cart }: Facts): boolean {
  return isFullPriceBuyer({
    ordersCount: customer.ordersCount,
    discountShare: customer.discountShare,
    triedCode: (cart?.discountCodes.length ?? 0) > 0,
  });
}

function percent(share: number): string {
  return Number.isFinite(share) ? inPercent(share, 1) : 'nothing';
}
