import { DAY, HOUR, localParts, MINUTE, nextLocalTime, type Instant, type MinorUnits } from '@millrace/base';
import { createRandom, hexFrom, type Random } from '../random.ts';
import { categoriesOf, costOf, fillCart, goodsOf, type CartLine } from '../shop/catalogue.ts';
import type { Category } from '../shop/product.ts';
import { pastSaleAt, PARCEL_CODE, shippingFor, WELCOME_CODE } from '../shop/shop.ts';
import type { Person, World } from '../people/person.ts';
import {
  buysAtOnceChance,
  codeChance,
  exitStep,
  returnsAt,
  traitsOf,
  type ExitStep,
  type Traits,
} from '../truth/index.ts';

export interface PastOrder {
  readonly at: Instant;
  readonly orderId: number;
  readonly discount: MinorUnits;
  readonly shipping: MinorUnits;
  readonly sentAt: Instant;
  readonly deliveredAt: Instant;
  readonly refund: { readonly at: Instant; readonly line: CartLine } | null;
}

export interface PastCart {
  readonly token: string;
  readonly startedAt: Instant;
  readonly leftAt: Instant;
  readonly lines: readonly CartLine[];
  readonly goods: MinorUnits;
  readonly step: ExitStep;
  readonly code: { readonly code: string; readonly percent: number } | null;
  /** Products they looked at before, by number. */
  readonly viewed: readonly number[];
  readonly atOnce: boolean;
  readonly order: PastOrder | null;
}

/** What a person did so far. The running shop starts from it. */
export interface Summary {
  readonly orders: number;
  readonly lastOrderAt: Instant | null;
  readonly categories: ReadonlySet<Category>;
}

/** Every cart of a person before the shop opens, oldest first. The same person always has the same past. */
export function pastOf(world: World, person: Person): PastCart[] {
  const random = createRandom(world.seed, 'past', person.index);
  const traits = traitsOf(world.seed, person.index);
  const carts: PastCart[] = [];
  let summary: Summary = NOTHING_YET;
  let at = person.createdAt + random.integer(2, 40) * MINUTE;
  while (at < world.opensAt - 2 * HOUR && carts.length < 80) {
    const cart = pastCart(world, person, traits, summary, carts.length, at, random);
    carts.push(cart);
    summary = after(summary, cart);
    at = nextVisit(cart, person, traits, random);
  }
  return carts;
}

/** Every product is older than the oldest customer. */
export const PAST_OF_PRODUCTS = 740 * DAY;

export const NOTHING_YET: Summary = { orders: 0, lastOrderAt: null, categories: new Set() };

export function after(summary: Summary, cart: PastCart): Summary {
  if (!cart.order) return summary;
  return {
    orders: summary.orders + 1,
    lastOrderAt: cart.order.at,
    categories: new Set([...summary.categories, ...categoriesOf(cart.lines)]),
  };
}

export function summaryOf(world: World, person: Person): Summary {
  return pastOf(world, person).reduce(after, NOTHING_YET);
}

/** After the end of their last cart, at one of their favourite hours, and more often before Christmas. */
function nextVisit(cart: PastCart, person: Person, traits: Traits, random: Random): Instant {
  const gap = random.exponential((365 * DAY) / traits.cartsAYear);
  const month = new Date(cart.leftAt + gap).getUTCMonth();
  const day =
    Math.max(cart.order?.at ?? 0, cart.leftAt) + DAY + gap * (month >= 10 ? 0.6 : month >= 6 ? 1.1 : 1);
  const hour = random.chance(0.65) ? random.pick(person.favouriteHours) : random.integer(8, 22);
  return nextLocalTime(Math.floor(day), person.zone, { hour, minute: random.integer(0, 59) });
}

function pastCart(
  world: World,
  person: Person,
  traits: Traits,
  summary: Summary,
  count: number,
  at: Instant,
  random: Random,
): PastCart {
  const lines = fillCart(person.tastes, random);
  const goods = goodsOf(lines);
  const sale = pastSaleAt(at);
  const ownCode = summary.orders === 0 ? WELCOME_CODE : PARCEL_CODE;
  const code = random.chance(codeChance(traits, sale)) ? (sale ?? ownCode) : null;
  const token = hexFrom(32, world.seed, 'past-cart', person.index, count);
  const atOnce = random.chance(buysAtOnceChance(traits, goods, code?.percent ?? 0));
  const step = atOnce ? 'payment' : exitStep(traits, random.next());
  const leftAt = Math.round(at + random.between(3, 12) * MINUTE);
  const shipping = shippingFor(goods);
  const boughtAt = atOnce
    ? Math.round(leftAt + random.between(1, 5) * MINUTE)
    : returnsAt(world.seed, traits, {
        id: token,
        leftAt,
        goods,
        cost: costOf(lines),
        shipping,
        step,
        mobile: person.device === 'mobile',
        triedCode: code !== null,
        newCategory:
          summary.orders > 0 &&
          [...categoriesOf(lines)].some((category) => !summary.categories.has(category)),
        ordersBefore: summary.orders,
        daysSinceOrder: summary.lastOrderAt === null ? null : (leftAt - summary.lastOrderAt) / DAY,
      });
  const viewed = random.chance(0.42) ? lines.slice(0, random.integer(1, 2)).map(([product]) => product) : [];
  const order =
    boughtAt === null || boughtAt > world.opensAt - HOUR
      ? null
      : pastOrder(world, person, lines, count, boughtAt, code?.percent ?? 0, shipping, random);
  return {
    token,
    startedAt: at,
    leftAt,
    lines,
    goods,
    step,
    code: code && { code: code.code, percent: code.percent },
    viewed,
    atOnce,
    order,
  };
}

function pastOrder(
  world: World,
  person: Person,
  lines: readonly CartLine[],
  count: number,
  at: Instant,
  percent: number,
  shipping: number,
  random: Random,
): PastOrder {
  const latest = world.opensAt - 10 * MINUTE;
  const sentAt = Math.min(latest - 2 * MINUTE, Math.round(at + random.between(0.4, 1.6) * DAY));
  const deliveredAt = Math.min(
    latest - MINUTE,
    Math.round(sentAt + random.between(1.5, person.country === 'US' ? 4 : 8) * DAY),
  );
  const refundAt = Math.round(deliveredAt + random.between(2, 16) * DAY);
  const sendsBack = random.chance(0.035) && refundAt < latest;
  return {
    at,
    orderId: 5_612_300_000_000 + person.index * 211 + count,
    discount: Math.round((goodsOf(lines) * percent) / 100),
    shipping,
    sentAt,
    deliveredAt,
    refund: sendsBack ? { at: refundAt, line: [lines[0]![0], 1] } : null,
  };
}

/** `TK-26325-0417`: year and day of the year in the shop's time zone, then four digits for the order. */
export function orderName(at: Instant, zone: string, digits: number): string {
  const { year } = localParts(at, zone);
  const day = Math.floor((at - Date.UTC(year, 0, 1)) / DAY) + 1;
  return `TK-${String(year % 100)}${String(Math.max(1, day)).padStart(3, '0')}-${String(digits % 10_000).padStart(4, '0')}`;
}
