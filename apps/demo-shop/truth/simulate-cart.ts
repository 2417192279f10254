import type { Instant, MinorUnits } from '@millrace/base';
import {
  NO_OFFER,
  discountOf,
  marginOf,
  type LeftCart,
  type Offer,
  type Shopper,
  type Touch,
} from './cart.ts';
import { returnsAt } from './by-themselves.ts';
import { createRandom } from '../random.ts';
import { HEARD_FOR, reactionTo, type Reaction } from './touches.ts';
import type { Traits } from './traits.ts';

export interface CartOutcome {
  readonly boughtAt: Instant | null;
  /** `self`: would have bought without any message. `message`: bought because of one. */
  readonly because: 'self' | 'message' | null;
  /** Index of the touch that made them buy. */
  readonly touch: number | null;
  /** The offer they used, even if they would have bought without it. */
  readonly offer: Offer;
  readonly discount: MinorUnits;
  /** 0 when nothing was bought. */
  readonly margin: MinorUnits;
  readonly opens: readonly Instant[];
  readonly clicks: readonly Instant[];
  readonly unsubscribedAt: Instant | null;
  /** By touch; null for one that was not sent because they had bought or unsubscribed before. */
  readonly reactions: readonly (Reaction | null)[];
}

/**
 * Simulates what happens to a cart with these messages. No message is sent after a purchase or an unsubscribe. A person who
 * would have bought anyway still uses the best code they have read; this is the cost of discounts.
 * @param touches in order of time
 */
export function simulateCart(
  seed: string,
  traits: Traits,
  shopper: Shopper,
  cart: LeftCart,
  touches: readonly Touch[] = [],
): CartOutcome {
  let boughtAt = returnsAt(seed, traits, cart);
  let because: CartOutcome['because'] = boughtAt === null ? null : 'self';
  let by: number | null = null;
  let unsubscribedAt: Instant | null = null;
  const reactions: (Reaction | null)[] = [];
  touches.forEach((touch, place) => {
    const over =
      (boughtAt !== null && touch.at >= boughtAt) || (unsubscribedAt !== null && touch.at >= unsubscribedAt);
    const reaction = over
      ? null
      : reactionTo(seed, cart.id, place, traits, shopper, cart, touch, heardBefore(touches, place));
    reactions.push(reaction);
    if (reaction?.leftAt != null && unsubscribedAt === null) unsubscribedAt = reaction.leftAt;
    if (reaction?.boughtAt != null && (boughtAt === null || reaction.boughtAt < boughtAt)) {
      boughtAt = reaction.boughtAt;
      because = because === 'self' ? 'self' : 'message';
      by = place;
    }
  });
  const offer = boughtAt === null ? NO_OFFER : offerUsed(seed, traits, cart, touches, reactions, boughtAt);
  const before = (at: Instant | null | undefined): at is Instant => at !== null && at !== undefined;
  return {
    boughtAt,
    because,
    touch: by,
    offer,
    discount: discountOf(cart, offer),
    margin: boughtAt === null ? 0 : marginOf(cart, offer),
    opens: reactions.map((reaction) => reaction?.readAt).filter(before),
    clicks: reactions.map((reaction) => reaction?.clickedAt).filter(before),
    unsubscribedAt,
    reactions,
  };
}

/** How many of the touches came in the seven days before the one at `place`. */
export function heardBefore(touches: readonly Touch[], place: number): number {
  const at = touches[place]?.at ?? 0;
  return touches.slice(0, place).filter((touch) => touch.at > at - HEARD_FOR).length;
}

function offerUsed(
  seed: string,
  traits: Traits,
  cart: LeftCart,
  touches: readonly Touch[],
  reactions: readonly (Reaction | null)[],
  boughtAt: Instant,
): Offer {
  let best: Offer = NO_OFFER;
  touches.forEach((touch, place) => {
    const readAt = reactions[place]?.readAt;
    if (readAt != null && readAt <= boughtAt && discountOf(cart, touch.offer) > discountOf(cart, best))
      best = touch.offer;
  });
  return best.kind !== 'none' && createRandom(seed, 'code', cart.id).chance(traits.usesCode)
    ? best
    : NO_OFFER;
}
