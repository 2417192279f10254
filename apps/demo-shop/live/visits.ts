import { HOUR, localParts, MINUTE, type Instant } from '@millrace/base';
import type { Random } from '../random.ts';
import { chooseProduct, fillCart, type CartLine } from '../shop/catalogue.ts';
import { PARCEL_CODE, WELCOME_CODE } from '../shop/shop.ts';
import { goodsOf } from '../shop/catalogue.ts';
import { buysAtOnceChance, codeChance, exitStep, type ExitStep } from '../truth/index.ts';
import type { Life } from './life.ts';

/** Average number of new carts in an hour of shop time. At a pace of 60 this is per real minute. */
export const CARTS_AN_HOUR = 14;
const CART_SHARE = 0.62;
const NEWCOMER_SHARE = 0.035;
/** Visits by hour of the day in the shop's time zone; the average is 1. */
const DAY_SHAPE = [
  0.8, 0.75, 0.75, 0.8, 0.85, 0.9, 1, 1.1, 1.1, 1.1, 1.1, 1.15, 1.2, 1.15, 1.1, 1.05, 1.05, 1.1, 1.2, 1.3,
  1.35, 1.25, 1.05, 0.9,
];
const SHAPE_MEAN = DAY_SHAPE.reduce((sum, share) => sum + share, 0) / 24;

/** When the next visit comes after one at `at`. @param traffic share of the usual visits, above 0 */
export function nextVisit(at: Instant, shopZone: string, random: Random, traffic = 1): Instant {
  const rate =
    traffic * (CARTS_AN_HOUR / CART_SHARE) * (DAY_SHAPE[localParts(at, shopZone).hour]! / SHAPE_MEAN);
  return at + Math.max(1_000, Math.round(random.exponential(HOUR / rate)));
}

/** Chooses a person for whom it is a good hour and who is not in the shop already; sometimes a new person. */
export function chooseVisitor(life: Life, at: Instant, random: Random): number | null {
  if (random.chance(NEWCOMER_SHARE)) {
    life.state.newcomers.push(at);
    return life.population() - 1;
  }
  for (let tries = 0; tries < 60; tries += 1) {
    const index = random.integer(0, life.population() - 1);
    const person = life.person(index);
    const { hour } = localParts(at, person.zone);
    const suits = person.favouriteHours.includes(hour) ? 1 : hour >= 8 && hour <= 22 ? 0.35 : 0.04;
    if (!random.chance(suits * Math.min(1, life.traits(index).cartsAYear / 12))) continue;
    if (life.memory(index).awayUntil <= at) return index;
  }
  return null;
}

export interface VisitPlan {
  readonly looks: readonly { readonly after: number; readonly product: number }[];
  /** Null when nothing is put into the cart. */
  readonly cart: {
    readonly first: CartLine[];
    readonly all: CartLine[];
    readonly fillAfter: number;
    readonly addAfter: number | null;
    readonly steps: readonly { readonly step: ExitStep; readonly after: number }[];
    readonly buys: boolean;
    readonly endAfter: number;
    readonly code: { code: string; percent: number } | null;
  } | null;
  /** Whether the shop knows the browser from an earlier visit. */
  readonly recognised: boolean;
}

const STEPS: readonly ExitStep[] = ['checkout', 'shipping', 'payment'];

/** Everything that happens in one visit, as times after its start in the person's own time. */
export function planVisit(life: Life, index: number, random: Random, mustFill = false): VisitPlan {
  const { tastes } = life.person(index);
  const traits = life.traits(index);
  const fills = mustFill || random.chance(CART_SHARE);
  let after = 0;
  const pass = (low: number, high: number) => (after += random.between(low, high) * MINUTE);
  const looks = Array.from({ length: random.integer(1, fills ? 3 : 4) }, () => ({
    after: Math.round(pass(0.3, 1.6)),
    product: chooseProduct(tastes, random).number,
  }));
  const recognised = index < life.world.population && random.chance(fills ? 0.55 : 0.8);
  if (!fills) return { looks, cart: null, recognised };
  const all = fillCart(tastes, random).map((line): CartLine => [...line]);
  const first = all.slice(0, 1);
  const own = life.memory(index).orders === 0 ? WELCOME_CODE : PARCEL_CODE;
  const code = random.chance(codeChance(traits, null)) ? { ...own } : null;
  const buys = random.chance(buysAtOnceChance(traits, goodsOf(life.priced(all)), code?.percent ?? 0));
  const exit = buys ? 'payment' : exitStep(traits, random.next());
  const fillAfter = Math.round(pass(0.4, 2));
  const addAfter = all.length > 1 ? Math.round(pass(0.6, 3)) : null;
  const steps = STEPS.slice(0, STEPS.indexOf(exit) + 1).map((step) => ({
    step,
    after: Math.round(pass(0.7, 2.4)),
  }));
  return {
    looks,
    recognised,
    cart: { first, all, fillAfter, addAfter, steps, buys, endAfter: Math.round(pass(0.8, 2.5)), code },
  };
}
