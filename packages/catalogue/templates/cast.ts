import { DAY, HOUR, MINUTE, nextLocalTime, type Instant, type Json } from '@millrace/base';
import {
  bareEvent,
  listsOfGoods,
  nobody,
  type CartFacts,
  type ConsentState,
  type CustomerFacts,
  type EventFact,
  type LineFacts,
  type OrderFacts,
  type ProductFacts,
} from '@millrace/flow';
import type { RehearsalEvent, RehearsalPerson } from '@millrace/rehearsal';

/** What somebody does after a message of a step. */
export interface Answer {
  readonly event: string;
  /** Milliseconds after the message. */
  readonly after: number;
  readonly properties?: Readonly<Record<string, Json>>;
}

/** How a call of a step ends, where it is not simply done. */
export interface CallEnd {
  readonly outcome: 'done' | 'refused' | 'failed' | 'unknown';
  /** The result of a call that is done: `{ choice: 'sent-back' }` for an answer of the team. */
  readonly result?: Json;
}

/** Somebody, or something, that goes through the flow. */
export interface CastMember extends RehearsalPerson {
  /** By id of the step that sent the message. */
  readonly answers?: Readonly<Record<string, readonly Answer[]>> | undefined;
  /** By id of the step that calls; `<step>/review` for the person who checks a step first. */
  readonly calls?: Readonly<Record<string, CallEnd>> | undefined;
}

/** The cast by name, at a time at which the first of them enter. */
export type Casting = (from: Instant) => Readonly<Record<string, CastMember>>;

interface Doing {
  readonly customer?: Partial<CustomerFacts>;
  /** Oldest first, or in any order: they are sorted. */
  readonly events: readonly RehearsalEvent[];
  readonly orders?: readonly OrderFacts[];
  readonly products?: readonly ProductFacts[];
  readonly answers?: CastMember['answers'];
  readonly calls?: CastMember['calls'];
}

/** Currency and zone of the sample store; a rehearsal of a real store shows its own. */
const CURRENCY = 'EUR';
const ZONE = 'Europe/Berlin';

/** Agreed to e-mails, and to nothing else. */
const consentOf = (sms: ConsentState): Readonly<Record<string, ConsentState>> => ({
  email: 'subscribed',
  sms,
  push: 'never-asked',
});
export const BY_TEXT = consentOf('subscribed');
export const BY_EMAIL = consentOf('never-asked');

/** A regular customer who pays full price and agreed to e-mails and texts. A template gives the differences. */
export function somebody(id: string, from: Instant, doing: Doing): CastMember {
  const customer: CustomerFacts = {
    id,
    email: `${id}@example.com`,
    phone: '+15550100',
    browsers: null,
    firstName: 'Ann',
    lastName: 'Berg',
    country: 'DE',
    city: 'Berlin',
    language: 'en',
    zone: ZONE,
    createdAt: from - 400 * DAY,
    tags: [],
    properties: {},
    consent: BY_TEXT,
    suppressed: {},
    ordersCount: 4,
    totalSpent: 32_000,
    averageOrder: 8_000,
    firstOrderAt: from - 300 * DAY,
    lastOrderAt: from - 60 * DAY,
    discountShare: 0,
    orderGapDays: 80,
    lastSeenAt: from - DAY,
    lists: [],
    points: 0,
    tier: null,
    predicted: {},
    ...doing.customer,
  };
  return member(customer, doing);
}

/** Somebody who never ordered. */
export const NEWCOMER: Partial<CustomerFacts> = {
  ordersCount: 0,
  totalSpent: 0,
  averageOrder: 0,
  firstOrderAt: null,
  lastOrderAt: null,
  discountShare: null,
  orderGapDays: null,
};

/** A product, a return or the store: nobody stands behind it. */
export const something = (key: string, doing: Doing): CastMember =>
  member({ ...nobody(key, ZONE), ...doing.customer }, doing);

function member(
  customer: CustomerFacts,
  { events, orders, products = [], answers, calls }: Doing,
): CastMember {
  return {
    customer,
    events: events.toSorted((one, other) => one.event.at - other.event.at),
    ...(orders ? { orders } : {}),
    products: Object.fromEntries(products.map((product) => [product.id, product])),
    ...(answers ? { answers } : {}),
    ...(calls ? { calls } : {}),
  };
}

/** Something happens. */
export const happens = (
  type: string,
  at: Instant,
  more: Partial<EventFact> & { readonly who: string },
  changes: Omit<RehearsalEvent, 'event'> = {},
): RehearsalEvent => {
  const { who, ...said } = more;
  return { event: bareEvent({ id: `${who}/${type}/${at}`, type, at, ...said }), ...changes };
};

export const product = (id: string, more: Partial<ProductFacts> = {}): ProductFacts => ({
  id,
  title: 'Linen shirt',
  category: 'Shirts',
  vendor: 'North Mill',
  currency: CURRENCY,
  price: 6_900,
  compareAtPrice: null,
  cost: 2_600,
  stock: 12,
  status: 'active',
  tags: [],
  url: `https://shop.example/products/${id}`,
  image: null,
  dailyDemand: null,
  daysLeft: null,
  reorderPoint: null,
  toReorder: null,
  reorderUnits: null,
  reorderReason: null,
  ...more,
});

export const line = (more: Partial<LineFacts> = {}): LineFacts => ({
  productId: 'linen-shirt',
  variantId: null,
  title: 'Linen shirt',
  category: 'Shirts',
  quantity: 1,
  price: 6_900,
  cost: 2_600,
  image: null,
  url: 'https://shop.example/products/linen-shirt',
  stock: 12,
  ...more,
});

export const order = (id: string, placedAt: Instant, more: Partial<OrderFacts> = {}): OrderFacts => ({
  id,
  number: '1042',
  currency: CURRENCY,
  total: 6_900,
  discount: 0,
  margin: 3_500,
  lines: [line()],
  placedAt,
  status: 'paid',
  fulfilment: null,
  cartId: null,
  ...more,
});

/** An event of an order, with the order as it is then. */
export const ofOrder = (
  type: string,
  at: Instant,
  it: OrderFacts,
  who: string,
  more: Partial<EventFact> = {},
): RehearsalEvent =>
  happens(
    type,
    at,
    {
      who,
      orderId: it.id,
      cartId: it.cartId,
      value: it.total,
      properties: { ...listsOfGoods(it.lines) },
      ...more,
    },
    { order: it },
  );

/** Buys: an order that has nothing to do with the flow's own. */
export const buys = (who: string, at: Instant, more: Partial<OrderFacts> = {}): RehearsalEvent =>
  ofOrder('order-placed', at, order(`${who}/order/${at}`, at, more), who);

export const cart = (id: string, at: Instant, more: Partial<CartFacts> = {}): CartFacts => ({
  id,
  currency: CURRENCY,
  total: 9_000,
  itemsCount: 1,
  lines: [line({ price: 9_000 })],
  createdAt: at,
  updatedAt: at,
  step: 'cart',
  device: 'phone',
  recoveryUrl: null,
  discountCodes: [],
  newCategory: false,
  completedAt: null,
  ...more,
});

/**
 * The members of a cast under other ids, `copies` of each: a rehearsal holds some back, and of several copies
 * nearly always one goes through.
 * @param currency of the store, in which they pay the same numbers
 */
export function copiesOf(
  cast: Readonly<Record<string, CastMember>>,
  copies: number,
  currency: string = CURRENCY,
): CastMember[] {
  return Object.entries(cast).flatMap(([name, written]) => {
    const one = payingIn(written, currency);
    return Array.from({ length: copies }, (_, copy): CastMember => {
      const id = copy === 0 ? one.customer.id : `${one.customer.id}-${copy + 1}`;
      const email = one.customer.email && `${name}-${copy}@example.com`;
      return { ...one, customer: { ...one.customer, id, email } };
    });
  });
}

/**
 * When a cast begins that is seen by somebody who opens a rehearsal at any hour: at noon in the store's zone, as
 * it was written for. Its messages wait for hours of the day, so another hour would lead it elsewhere.
 * @param since the first instant that the rehearsal shows
 */
export const castBegins = (since: Instant, zone: string): Instant =>
  nextLocalTime(since, zone, { hour: 12, minute: 0 });

function payingIn(member: CastMember, currency: string): CastMember {
  const { events, orders, products = {} } = member;
  return {
    ...member,
    events: events.map(({ cart: left, order: placed, ...rest }) => ({
      ...rest,
      ...(left ? { cart: { ...left, currency } } : {}),
      ...(placed ? { order: { ...placed, currency } } : {}),
    })),
    ...(orders ? { orders: orders.map((placed) => ({ ...placed, currency })) } : {}),
    products: Object.fromEntries(Object.entries(products).map(([id, it]) => [id, { ...it, currency }])),
  };
}

export { DAY, HOUR, MINUTE };
