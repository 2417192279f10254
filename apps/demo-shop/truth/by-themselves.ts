import { DAY, HOUR, MINUTE, type Instant } from '@millrace/base';
import { createRandom } from '../random.ts';
import type { LeftCart } from './cart.ts';
import type { Need, Traits } from './traits.ts';

const STARTS: Readonly<Record<Need, number>> = {
  nothing: -1.35,
  reminder: -2.75,
  discount: -3.35,
  'free-shipping': -3.1,
  'only-looks': -4.2,
};
const STEPS: Readonly<Record<LeftCart['step'], number>> = {
  cart: -0.35,
  checkout: 0.1,
  shipping: 0.55,
  payment: 0.95,
};

/**
 * Chance that a person comes back to a cart and buys within `RETURN_WITHIN`, without any message. The log-odds are the sum of:
 * the kind of person; how far they came; earlier orders (about 0.3 more for each doubling) and the time since the last one;
 * the price (people drop big carts more often); the device (less on a phone); a code in the cart (a bargain hunter); and whether the shelf is new to them.
 */
export function returnChance(traits: Traits, cart: LeftCart): number {
  const odds =
    STARTS[traits.need] +
    STEPS[cart.step] +
    0.34 * Math.log1p(cart.ordersBefore) -
    (cart.daysSinceOrder === null ? 0.2 : 0.1 * Math.log1p(cart.daysSinceOrder / 30)) -
    0.4 * Math.log(Math.max(500, cart.goods) / 6_000) -
    (cart.mobile ? 0.3 : 0) -
    (cart.triedCode ? 0.45 : 0) -
    (cart.newCategory ? 0.3 : 0);
  return 1 / (1 + Math.exp(-odds));
}

/** A person who returns without a message does so within this time. */
export const RETURN_WITHIN = 12 * DAY;
const MEDIAN = 9 * HOUR;
const SIGMA = 1.35;

/**
 * When they come back by themselves and buy, in their own time; null when they do not. At least 20 minutes after
 * leaving.
 */
export function returnsAt(seed: string, traits: Traits, cart: LeftCart): Instant | null {
  const random = createRandom(seed, 'return', cart.id);
  if (!random.chance(returnChance(traits, cart))) return null;
  return Math.round(cart.leftAt + Math.min(RETURN_WITHIN, 20 * MINUTE + random.lognormal(MEDIAN, SIGMA)));
}
