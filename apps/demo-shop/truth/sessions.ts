import { shippingFor, type Sale } from '../shop/shop.ts';
import type { ExitStep } from './cart.ts';
import type { Need, Traits } from './traits.ts';

const AT_ONCE: Readonly<Record<Need, number>> = {
  nothing: 0.5,
  reminder: 0.34,
  discount: 0.13,
  'free-shipping': 0.16,
  'only-looks': 0.06,
};
const EXITS: Readonly<
  Record<Need, readonly [cart: number, checkout: number, shipping: number, payment: number]>
> = {
  nothing: [34, 25, 22, 19],
  reminder: [44, 27, 18, 11],
  discount: [40, 33, 17, 10],
  'free-shipping': [20, 22, 46, 12],
  'only-looks': [68, 21, 8, 3],
};
const ORDER: readonly ExitStep[] = ['cart', 'checkout', 'shipping', 'payment'];

/**
 * Chance that a filled cart is bought in the same visit. Free shipping and sales change it only for those who care
 * about them.
 */
export function buysAtOnceChance(traits: Traits, goods: number, percentOff: number): number {
  let chance = AT_ONCE[traits.need];
  if (percentOff > 0)
    chance = traits.need === 'discount' && percentOff / 100 >= traits.wantedSaving ? 0.58 : chance * 1.1;
  if (traits.need === 'free-shipping' && shippingFor(goods) === 0) chance = 0.55;
  if (goods > 12_000) chance *= 0.85;
  return chance;
}

/** The step at which a person leaves who does not buy at once. `roll` in [0, 1). */
export function exitStep(traits: Traits, roll: number): ExitStep {
  const weights = EXITS[traits.need];
  let left = roll * weights.reduce((sum, weight) => sum + weight, 0);
  for (let step = 0; step < ORDER.length; step += 1) {
    left -= weights[step]!;
    if (left < 0) return ORDER[step]!;
  }
  return 'payment';
}

/** Chance of putting a code into the cart: high for people who want to save, and for nearly everyone in a sale. */
export function codeChance(traits: Traits, sale: Sale | null): number {
  if (sale) return 0.9 * traits.usesCode;
  return traits.need === 'discount' ? 0.4 : traits.need === 'free-shipping' ? 0.12 : 0.05;
}

const LOOKS_AGAIN: Readonly<Record<Need, number>> = {
  nothing: 0.25,
  reminder: 0.22,
  discount: 0.6,
  'free-shipping': 0.45,
  'only-looks': 0.3,
};

/**
 * Chance that a person who left a cart looks at the product again without buying: high for people who hesitate over the
 * price.
 */
export const looksAgainChance = (traits: Traits): number => LOOKS_AGAIN[traits.need];
