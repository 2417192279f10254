import { percent, plural } from '@millrace/base/words';
import type { DiscountFacts } from '@millrace/flow';
import { HAIR, type Basket } from './margin.ts';
import { needsCode, type OfferOption } from './options.ts';

/**
 * Why the store's limits forbid an offer, as the end of a sentence; null when they do not. They are about discounts by code: no
 * gift and no payment plan counts.
 * @param basket of the purchase; an amount off of an unknown basket may be too deep
 */
export function limitRefusal(
  option: Pick<OfferOption, 'kind' | 'value'>,
  { revenue }: Pick<Basket, 'revenue'>,
  limits: DiscountFacts | undefined,
): string | null {
  if (!limits || !needsCode(option)) return null;
  const { deepest, perCustomer, ofCarts } = limits;
  const depth =
    option.kind === 'percentage'
      ? option.value / 100
      : option.kind === 'amount'
        ? revenue === null
          ? Infinity
          : option.value / revenue
        : 0;
  if (deepest !== null && depth > deepest + HAIR)
    return `it is deeper than the ${percent(deepest)} that the store allows`;
  if (perCustomer && perCustomer.had >= perCustomer.most)
    return `they got ${plural(perCustomer.had, 'discount')} in ${plural(perCustomer.days, 'day')}, and the store allows ${perCustomer.most}`;
  // One more has to fit, so that the share holds afterwards too.
  if (ofCarts && ofCarts.discounts + 1 > ofCarts.most * ofCarts.carts + HAIR)
    return `of ${plural(ofCarts.carts, 'cart')} in ${plural(ofCarts.days, 'day')} ${ofCarts.discounts} got a discount, and the store allows ${percent(ofCarts.most)}`;
  return null;
}
