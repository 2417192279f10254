import { DAY, HOUR, type Instant, type MinorUnits } from '@millrace/base';
import { createRandom } from '../random.ts';
import { costOf, fillCart, goodsOf, itemsOf } from '../shop/catalogue.ts';
import { shippingFor } from '../shop/shop.ts';
import { makePerson } from '../people/make-person.ts';
import type { Person, World } from '../people/person.ts';
import type { ExitStep, LeftCart, Touch } from './cart.ts';
import { purchaseChance } from './expected.ts';
import { simulateCart, type CartOutcome } from './simulate-cart.ts';
import { traitsOf, type Traits } from './traits.ts';

/** The messages to a person who left a cart. It may use the cart and everything a product could know about the person. */
export type Policy = (person: Person, cart: LeftCart) => readonly Touch[];

export const writeNothing: Policy = () => [];
/** Three touches: after an hour, a day, and two days; the last may carry an offer. */
export const classicPolicy =
  (offer: Touch['offer']): Policy =>
  (_person, cart) => [
    { at: cart.leftAt + HOUR, channel: 'email', offer: { kind: 'none' } },
    { at: cart.leftAt + DAY, channel: 'email', offer: { kind: 'none' } },
    { at: cart.leftAt + 2 * DAY, channel: 'email', offer },
  ];

export interface TrialSubject {
  readonly person: Person;
  readonly traits: Traits;
  readonly cart: LeftCart;
}

/** A world with people for tests; `opensAt` only sets the calendar. */
export function trialWorld(seed: string, opensAt: Instant = Date.UTC(2026, 10, 20, 12)): World {
  return { seed, population: 1_000_000, opensAt, currency: 'USD', shopUrl: 'http://localhost:3100' };
}

/** Person `index` of the world with one cart they left, as in the running shop. */
export function trialSubject(world: World, index: number): TrialSubject {
  const person = makePerson(world, index, world.opensAt - 100 * DAY);
  const traits = traitsOf(world.seed, index);
  const random = createRandom(world.seed, 'trial', index);
  const lines = fillCart(person.tastes, random);
  const goods = goodsOf(lines);
  const ordersBefore = random.chance(0.45)
    ? 0
    : Math.ceil(random.exponential(traits.need === 'nothing' ? 3.5 : 2));
  const cart: LeftCart = {
    id: `trial-${index}`,
    leftAt: world.opensAt + Math.floor(random.next() * 7 * DAY),
    goods,
    cost: costOf(lines),
    shipping: shippingFor(goods),
    step: random.weighted<ExitStep>(
      ['cart', 'checkout', 'shipping', 'payment'],
      (step) => ({ cart: 40, checkout: 27, shipping: 20, payment: 13 })[step],
    ),
    mobile: person.device === 'mobile',
    triedCode: random.chance(traits.need === 'discount' ? 0.3 : 0.05),
    newCategory: ordersBefore > 0 && itemsOf(lines) > 0 && random.chance(0.3),
    ordersBefore,
    daysSinceOrder: ordersBefore === 0 ? null : random.exponential(80),
  };
  return { person, traits, cart };
}

export interface TrialRow {
  readonly person: string;
  readonly heldOut: boolean;
  readonly converted: boolean;
  /** Minor units; 0 without an order. */
  readonly margin: MinorUnits;
  readonly outcome: CartOutcome;
}

/**
 * A trial with a holdout: `people` persons, each with one left cart, assigned at random. Other seeds give other people and
 * other draws from the same effects. Each trial estimates `trueLift`.
 */
export function simulateTrial(options: {
  readonly seed: string;
  readonly people: number;
  readonly holdout: number;
  readonly policy: Policy;
}): TrialRow[] {
  const world = trialWorld(options.seed);
  const rows: TrialRow[] = [];
  for (let index = 0; index < options.people; index += 1) {
    const { person, traits, cart } = trialSubject(world, index);
    const heldOut = createRandom(options.seed, 'holdout', index).chance(options.holdout);
    const outcome = simulateCart(
      options.seed,
      traits,
      person,
      cart,
      heldOut ? [] : options.policy(person, cart),
    );
    rows.push({
      person: `${options.seed}-${index}`,
      heldOut,
      converted: outcome.boughtAt !== null,
      margin: outcome.margin,
      outcome,
    });
  }
  return rows;
}

export interface TrueLift {
  /** Per person entered. */
  readonly conversion: number;
  readonly conversionHeldOut: number;
  /** Minor units per person entered. */
  readonly margin: number;
  readonly marginHeldOut: number;
}

/**
 * The true effect of a policy per person entered, over `people` persons. Conversion comes from the formula for each person.
 * Margin comes from simulating each cart with and without the policy with the same draws, so that its error is small.
 */
export function trueLift(policy: Policy, people = 20_000, seed = 'truth'): TrueLift {
  const world = trialWorld(seed);
  const sums = { treated: 0, held: 0, marginTreated: 0, marginHeld: 0 };
  for (let index = 0; index < people; index += 1) {
    const { person, traits, cart } = trialSubject(world, index);
    const touches = policy(person, cart);
    sums.treated += purchaseChance(traits, person, cart, touches);
    sums.held += purchaseChance(traits, person, cart);
    sums.marginTreated += simulateCart(seed, traits, person, cart, touches).margin;
    sums.marginHeld += simulateCart(seed, traits, person, cart).margin;
  }
  return {
    conversion: (sums.treated - sums.held) / people,
    conversionHeldOut: sums.held / people,
    margin: (sums.marginTreated - sums.marginHeld) / people,
    marginHeldOut: sums.marginHeld / people,
  };
}
