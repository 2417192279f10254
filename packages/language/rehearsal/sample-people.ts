import { DAY, hash53, HOUR, MINUTE, type Instant } from '@millrace/base';
import {
  bareEvent,
  listsOfGoods,
  type CartFacts,
  type ConsentState,
  type CustomerFacts,
  type EventFact,
  type LineFacts,
  type OrderFacts,
} from '@millrace/flow';
import type { RehearsalEvent, RehearsalPerson } from './types.ts';

/**
 * Usual shares of a store's customers who agreed to a channel, and whose addresses are suppressed; 0 to 1.
 */
export interface SampleShares {
  readonly agreed: number;
  readonly suppressed: number;
}

export interface SampleOptions {
  readonly count: number;
  readonly seed: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly currency?: string | undefined;
  /** Mean number of carts a person leaves in that time. Default 1. */
  readonly carts?: number | undefined;
  /** By id of the channel. Consent to other channels is `never-asked`. */
  readonly channels?: Readonly<Record<string, SampleShares>> | undefined;
  /**
   * The events that let people into the flow. Everybody gets one of them at least once, whatever its type;
   * of several, each goes to its share of the people.
   */
  readonly triggers?: readonly string[] | undefined;
  /** What models might predict of somebody who ordered; nothing when left out. @param chance in [0, 1) */
  readonly predicted?: ((chance: () => number) => CustomerFacts['predicted']) | undefined;
}

const ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'Europe/London',
  'Europe/Berlin',
  'Australia/Sydney',
  'Asia/Tokyo',
] as const;
const CATEGORIES = ['apparel', 'home', 'kitchen', 'outdoor', 'beauty'] as const;
const NAMES = ['Ann', 'Ben', 'Chloe', 'David', 'Elif', 'Farid', 'Grace', 'Hugo', null] as const;

/**
 * Sample customers for a store without history: new and regular customers, discount and full-price buyers,
 * carts left at every step, some bought later, some viewed again. The same seed gives the same people.
 */
export function* samplePeople(options: SampleOptions): Generator<RehearsalPerson> {
  for (let index = 0; index < options.count; index += 1) yield samplePerson(options, index);
}

/** A repeatable stream of numbers in [0, 1) for one person. */
function chanceOf(key: string): () => number {
  let count = 0;
  return () => hash53(key, (count += 1)) / 9_007_199_254_740_992;
}

function samplePerson(
  { seed, from, until, currency = 'USD', carts = 1, channels = {}, triggers = [], predicted }: SampleOptions,
  index: number,
): RehearsalPerson {
  const chance = chanceOf(`${seed}/${index}`);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(chance() * values.length)]!;
  const id = `sample-${index}`;
  const ordersCount = chance() < 0.45 ? 0 : Math.ceil(chance() * 9);
  const discountShare =
    ordersCount === 0 ? null : Math.round(chance() * ordersCount * chance()) / ordersCount;
  const averageOrder = 3_000 + Math.floor(chance() * 12_000);
  const shares = Object.entries(channels);
  const consent = (likely: number): ConsentState =>
    chance() < likely ? 'subscribed' : chance() < 0.3 ? 'unsubscribed' : 'never-asked';
  const customer: CustomerFacts = {
    id,
    email: `${id}@example.com`,
    phone: chance() < 0.6 ? `+1555${String(1_000_000 + index).slice(-7)}` : null,
    browsers: 'Chrome on Android',
    firstName: pick(NAMES),
    lastName: null,
    country: 'US',
    city: null,
    language: 'en',
    zone: pick(ZONES),
    createdAt: from - Math.floor(chance() * 700) * DAY,
    tags: ordersCount >= 5 ? ['loyal'] : [],
    properties: {},
    consent: Object.fromEntries(shares.map(([channel, { agreed }]) => [channel, consent(agreed)])),
    suppressed: Object.fromEntries(
      shares.map(([channel, { suppressed }]) => [channel, suppressed > 0 && chance() < suppressed]),
    ),
    ordersCount,
    totalSpent: ordersCount * averageOrder,
    averageOrder: ordersCount === 0 ? 0 : averageOrder,
    firstOrderAt: ordersCount === 0 ? null : from - 600 * DAY,
    lastOrderAt: ordersCount === 0 ? null : from - Math.floor(chance() * 200 + 1) * DAY,
    discountShare,
    orderGapDays: ordersCount < 2 ? null : 600 / ordersCount,
    lastSeenAt: from - Math.floor(chance() * 60) * DAY,
    lists: [],
    points: ordersCount * 100,
    tier: null,
    predicted: (ordersCount > 0 && predicted?.(chanceOf(`${seed}/${index}/predicted`))) || {},
  };
  const events: RehearsalEvent[] = [];
  const left = Math.floor(carts) + (chance() < carts % 1 ? 1 : 0);
  for (let number = 0; number < left; number += 1) {
    const at = from + Math.floor(chance() * Math.max(1, until - from - 4 * DAY));
    events.push(...sampleCart(id, `${id}-cart-${number}`, at, currency, chance, pick));
  }
  const trigger = triggers[index % Math.max(1, triggers.length)];
  if (trigger !== undefined && !events.some(({ event }) => event.type === trigger))
    events.push(...triggerEvent(trigger, id, from, until, chance, pick, Object.keys(channels)));
  return { customer, events: events.sort((one, other) => one.event.at - other.event.at) };
}

/** An event that sample carts do not include: a product view, a subscription, a custom event. */
function triggerEvent(
  type: string,
  id: string,
  from: Instant,
  until: Instant,
  chance: () => number,
  pick: Pick,
  channels: readonly string[],
): RehearsalEvent[] {
  if (SAMPLED.has(type) || type === '') return [];
  const at = from + Math.floor(chance() * Math.max(1, until - from - 4 * DAY));
  const more: Partial<EventFact> = type.startsWith('product-')
    ? { productId: `product-${Math.floor(chance() * 60)}` }
    : {};
  const properties: EventFact['properties'] =
    type.startsWith('customer-') && channels[0] !== undefined
      ? { channel: pick([channels[0], ...channels]) }
      : {};
  return [
    {
      event: bareEvent({ id: `${id}-${type}`, type, at, properties, ...more }),
      customer: { lastSeenAt: at },
    },
  ];
}

/** Events that sample carts include, for people who have a cart. */
const SAMPLED = new Set(['cart-updated', 'cart-abandoned', 'order-placed']);

type Pick = <Value>(values: readonly Value[]) => Value;

/** One cart: filled, abandoned a quarter of an hour later, perhaps viewed again, perhaps bought. */
function sampleCart(
  customerId: string,
  cartId: string,
  at: Instant,
  currency: string,
  chance: () => number,
  pick: Pick,
): RehearsalEvent[] {
  const lines: LineFacts[] = Array.from({ length: 1 + Math.floor(chance() * 3) }, (_, line) => {
    const price = 900 + Math.floor(chance() * 14_000);
    return {
      productId: `product-${Math.floor(chance() * 60)}`,
      variantId: null,
      title: `Product ${line + 1}`,
      category: pick(CATEGORIES),
      quantity: 1,
      price,
      cost: Math.floor(price * 0.45),
      image: null,
      url: null,
      stock: 20,
    };
  });
  const total = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  const cart: CartFacts = {
    id: cartId,
    currency,
    total,
    itemsCount: lines.length,
    lines,
    createdAt: at,
    updatedAt: at,
    step: pick(['cart', 'cart', 'checkout', 'shipping', 'payment']),
    device: pick(['desktop', 'phone', 'phone', 'tablet']),
    recoveryUrl: `https://shop.example/cart/${cartId}`,
    discountCodes: chance() < 0.2 ? ['WELCOME'] : [],
    newCategory: chance() < 0.3,
    completedAt: null,
  };
  const event = (name: string, type: string, when: Instant, more: Partial<EventFact> = {}): EventFact =>
    bareEvent({ id: `${cartId}-${name}`, type, at: when, ...more });
  const properties = { ...listsOfGoods(lines) };
  const events: RehearsalEvent[] = [
    { event: event('updated', 'cart-updated', at, { cartId, value: total, properties }), cart },
    {
      event: event('abandoned', 'cart-abandoned', at + 15 * MINUTE, { cartId, value: total, properties }),
      cart,
    },
  ];
  if (chance() < 0.35) {
    const again = at + HOUR + Math.floor(chance() * 3 * DAY);
    events.push({
      event: event('viewed', 'product-viewed', again, { productId: lines[0]!.productId }),
      customer: { lastSeenAt: again },
    });
  }
  if (chance() < 0.25) {
    const placedAt = at + 20 * MINUTE + Math.floor(chance() * chance() * 4 * DAY);
    const orderId = `${cartId}-order`;
    const order: OrderFacts = {
      id: orderId,
      number: null,
      currency,
      total,
      discount: 0,
      margin: Math.floor(total * 0.5),
      lines,
      placedAt,
      status: 'paid',
      fulfilment: null,
      cartId,
    };
    events.push({
      event: event('order', 'order-placed', placedAt, { cartId, orderId, value: total, properties }),
      order,
      cart: { ...cart, completedAt: placedAt },
    });
  }
  return events;
}
