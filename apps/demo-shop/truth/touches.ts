import { DAY, HOUR, localParts, MINUTE, nextLocalTime, type Instant } from '@millrace/base';
import { createRandom, type Random } from '../random.ts';
import { discountOf, type LeftCart, type Shopper, type Touch } from './cart.ts';
import type { Traits } from './traits.ts';

/** Messages of this time count as heard. */
export const HEARD_FOR = 7 * DAY;

/** How well an hour suits a person: 1.25 at their favourite hours, 0.5 in the middle of the night, 0.85 otherwise. */
export function hourFactor(at: Instant, shopper: Shopper): number {
  const { hour } = localParts(at, shopper.zone);
  if (shopper.favouriteHours.includes(hour)) return 1.25;
  return hour < 5 ? 0.5 : 0.85;
}

/** Chance that a message is read. `heard` is how many others came in the seven days before it. */
export function readChance(traits: Traits, shopper: Shopper, touch: Touch, heard: number): number {
  const base = touch.channel === 'sms' ? traits.readsText : traits.opensEmail * hourFactor(touch.at, shopper);
  return Math.min(0.98, base * Math.exp(-traits.tires * heard));
}

/**
 * Chance that a read message makes a person buy who would not have bought. The effect of a reminder falls with the age of the
 * cart (by a factor of e in four days) and by half with each earlier message. The effect of an offer falls more slowly (e in
 * ten days), and depends on how its saving compares with the saving they want.
 */
export function persuadeChance(traits: Traits, cart: LeftCart, touch: Touch, earlier: number): number {
  const age = Math.max(0, touch.at - cart.leftAt);
  const reminder = traits.reminderEffect * Math.exp(-age / (4 * DAY)) * 0.5 ** earlier;
  const offer = offerChance(traits, cart, touch) * Math.exp(-age / (10 * DAY));
  const either = 1 - (1 - reminder) * (1 - offer);
  return Math.min(0.95, either * (touch.channel === 'sms' ? traits.textWorks : 1));
}

function offerChance(traits: Traits, cart: LeftCart, touch: Touch): number {
  if (touch.offer.kind === 'none' || cart.goods <= 0) return 0;
  const saved = discountOf(cart, touch.offer) / cart.goods;
  const felt = touch.offer.kind === 'free-shipping' ? saved * traits.shippingFeels : saved;
  return traits.offerEffect / (1 + Math.exp(-(felt - traits.wantedSaving) / 0.02));
}

/** Chance of unsubscribing from the channel because of this message. */
export function leaveChance(traits: Traits, heard: number): number {
  return Math.min(0.25, traits.leaves * (1 + heard * heard));
}

/** What a person does about one message. Times are in their own time; null means never. */
export interface Reaction {
  readonly readAt: Instant | null;
  readonly clickedAt: Instant | null;
  /** When they buy because of the message. */
  readonly boughtAt: Instant | null;
  readonly leftAt: Instant | null;
  readonly answeredAt: Instant | null;
}

/**
 * Draws what happens. The draws depend only on the cart (or on `key`) and the place of the message, so two policies for the
 * same cart can be compared draw by draw.
 */
export function reactionTo(
  seed: string,
  key: string,
  place: number,
  traits: Traits,
  shopper: Shopper,
  cart: LeftCart | null,
  touch: Touch,
  heard: number,
): Reaction {
  const random = createRandom(seed, 'touch', key, place);
  const [reads, buys, clicks, leaves, answers] = [
    random.next(),
    random.next(),
    random.next(),
    random.next(),
    random.next(),
  ];
  const nothing = { readAt: null, clickedAt: null, boughtAt: null, leftAt: null, answeredAt: null };
  if (reads >= readChance(traits, shopper, touch, heard)) return nothing;
  const readAt = readMoment(touch, shopper, random);
  const persuaded = cart !== null && buys < persuadeChance(traits, cart, touch, place);
  const clicked = persuaded || clicks < (touch.channel === 'sms' ? traits.clicksText : traits.clicksEmail);
  const clickedAt = clicked ? Math.round(readAt + random.between(0.3, 3) * MINUTE) : null;
  return {
    readAt,
    clickedAt,
    boughtAt: persuaded ? Math.round((clickedAt as number) + random.lognormal(9 * MINUTE, 0.8)) : null,
    leftAt: leaves < leaveChance(traits, heard) ? Math.round(readAt + 30_000) : null,
    answeredAt:
      touch.channel === 'sms' && answers < traits.answersText
        ? Math.round(readAt + random.between(1, 20) * MINUTE)
        : null,
  };
}

/**
 * When a message is read: a text within minutes, an e-mail soon when it comes at a good hour, otherwise at the next
 * good hour.
 */
function readMoment(touch: Touch, shopper: Shopper, random: Random): Instant {
  const delay = random.lognormal(touch.channel === 'sms' ? 3 * MINUTE : 14 * MINUTE, 0.9);
  const waits = random.next();
  const { hour } = localParts(touch.at, shopper.zone);
  if (touch.channel === 'sms' || shopper.favouriteHours.includes(hour) || waits < 0.4)
    return Math.round(touch.at + Math.min(delay, 6 * HOUR));
  const times = shopper.favouriteHours.map((favourite) =>
    nextLocalTime(touch.at, shopper.zone, { hour: favourite, minute: 0 }),
  );
  return Math.round(Math.min(...times) + Math.min(delay, 50 * MINUTE));
}
