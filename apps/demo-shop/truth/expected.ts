import { returnChance } from './by-themselves.ts';
import type { LeftCart, Shopper, Touch } from './cart.ts';
import { heardBefore, simulateCart } from './simulate-cart.ts';
import { persuadeChance, readChance } from './touches.ts';
import type { Traits } from './traits.ts';

/**
 * Chance that the cart is bought. Coming back without a message and being persuaded by each message are independent draws,
 * and a message that is not sent because of an earlier purchase could not have changed anything. So
 * P = 1 - (1 - p0) * product of (1 - read_i * persuade_i). This is exact except for people who unsubscribe between two
 * messages, which lowers it by less than a hundredth of the effect.
 */
export function purchaseChance(
  traits: Traits,
  shopper: Shopper,
  cart: LeftCart,
  touches: readonly Touch[] = [],
): number {
  let stays = 1 - returnChance(traits, cart);
  touches.forEach((touch, place) => {
    stays *=
      1 -
      readChance(traits, shopper, touch, heardBefore(touches, place)) *
        persuadeChance(traits, cart, touch, place);
  });
  return 1 - stays;
}

/** What the messages add to the chance that this cart is bought. */
export function trueUplift(
  traits: Traits,
  shopper: Shopper,
  cart: LeftCart,
  touches: readonly Touch[],
): number {
  return purchaseChance(traits, shopper, cart, touches) - purchaseChance(traits, shopper, cart);
}

/** Average margin of the cart with these messages, in minor units, over `draws` simulations. */
export function expectedMargin(
  seed: string,
  traits: Traits,
  shopper: Shopper,
  cart: LeftCart,
  touches: readonly Touch[],
  draws = 200,
): number {
  let sum = 0;
  for (let draw = 0; draw < draws; draw += 1)
    sum += simulateCart(`${seed}/${draw}`, traits, shopper, cart, touches).margin;
  return sum / draws;
}
