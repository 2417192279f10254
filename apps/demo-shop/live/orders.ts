import { DAY, HOUR, toReal, type Instant } from '@millrace/base';
import { emailConsentPayload } from '../shopify/customer.ts';
import { orderPayload, parcelPayload } from '../shopify/order.ts';
import { categoriesOf, goodsOf, productNumbered } from '../shop/catalogue.ts';
import { codeKey, redeemable } from '../shop/codes.ts';
import { shippingFor } from '../shop/shop.ts';
import { asksWhere, discountOf, type Offer } from '../truth/index.ts';
import { laneOf, type Journey } from '../journeys/journey.ts';
import type { Life } from './life.ts';
import { afterDelivery } from './after-delivery.ts';
import { orderMore } from './supply.ts';
import { tellOfOrder } from './tell.ts';
import { planTicket } from './tickets.ts';
import type { Action } from './schedule.ts';
import { shelve } from './shelf.ts';
import { checkout } from './shopping.ts';

const RUNS_LOW = 0.1;
/** Parcels in a hundred that come days late. */
const DELAYED = 0.06;

/** Places the order, with the best code they have read, when they are someone who uses codes. */
export function buy(life: Life, journey: Journey, at: Instant): void {
  if (journey.state !== 'shopping' && journey.state !== 'left') return;
  if (journey.checkoutAt === null) checkout(life, journey);
  const { world } = life;
  const now = life.now();
  const person = life.person(journey.person);
  const random = life.random('order', journey.number);
  journey.state = 'bought';
  journey.orderedAt = now;
  journey.used = random.chance(life.traits(journey.person).usesCode) ? bestOffer(life, journey) : null;
  const code = journey.used && life.state.codes[codeKey(journey.used.code)];
  if (code) code.used += 1;
  life.counts.orders += 1;
  life.webhook('orders/create', laneOf(journey), 'create', orderPayload(world, journey, person, now));
  life.webhook('orders/paid', laneOf(journey), 'paid', orderPayload(world, journey, person, now));
  const memory = life.memory(journey.person);
  memory.orders += 1;
  memory.lastOrderAt = at;
  memory.categories = [...new Set([...memory.categories, ...categoriesOf(journey.lines)])];
  memory.awayUntil = Math.max(memory.awayUntil, at + random.between(1.5, 6) * DAY);
  if (person.consent.email.state === 'never-asked' && !memory.joined && random.chance(0.3)) {
    memory.joined = true;
    life.news(journey.person).joinedAt = now;
    life.webhook(
      'customers_email_marketing_consent/update',
      laneOf(journey),
      'joined',
      emailConsentPayload(person, 'subscribed', now),
    );
  }
  takeFromShelf(life, journey, at);
  life.plan({
    at: at + Math.round(random.between(10, 34) * HOUR),
    what: 'send-parcel',
    journey: journey.number,
  });
}

/** The best of the codes they have read that the checkout accepts. */
function bestOffer(life: Life, journey: Journey): Journey['used'] {
  const goods = goodsOf(journey.lines);
  const cart = { goods, shipping: shippingFor(goods) };
  const worth = (offer: Offer) => discountOf(cart, offer);
  const [best] = journey.offers
    .map(({ offer }) => offer)
    .filter(
      (offer) =>
        offer.kind !== 'none' && offer.code && redeemable(life.state.codes, offer.code, goods, life.now()),
    )
    .sort((first, second) => worth(second) - worth(first));
  if (!best || best.kind === 'none' || !best.code || worth(best) <= 0) return null;
  // A better code that is already in the cart stays.
  if (journey.code && (goods * journey.code.percent) / 100 >= worth(best)) return null;
  return {
    code: best.code,
    discount: worth(best),
    kind: best.kind === 'percent' ? 'percentage' : 'shipping',
  };
}

function takeFromShelf(life: Life, journey: Journey, at: Instant): void {
  const { stock } = life.state;
  for (const [number, quantity] of journey.lines) {
    const product = productNumbered(number);
    const before = stock[number] ?? product.stock;
    const left = Math.max(0, before - quantity);
    shelve(life, number, left, `${journey.number}`);
    const low = product.stock * RUNS_LOW;
    if (left < low && before >= low) orderMore(life, number, journey.number, at);
  }
}

export function restock(life: Life, number: number, at: Instant): void {
  shelve(life, number, productNumbered(number).stock, `restock-${at}`);
}

export function sendParcel(life: Life, journey: Journey, at: Instant): void {
  const now = life.now();
  const person = life.person(journey.person);
  const random = life.random('parcel', journey.number);
  journey.sentAt = now;
  life.webhook(
    'fulfillments/create',
    laneOf(journey),
    'create',
    parcelPayload(journey, person, life.world, 'in_transit', now),
  );
  life.webhook(
    'orders/fulfilled',
    laneOf(journey),
    'fulfilled',
    orderPayload(life.world, journey, person, now),
  );
  const longest = person.country === 'US' ? 3.5 : 7;
  const usual = at + Math.round(random.between(1.4, longest) * DAY);
  if (!random.chance(DELAYED)) {
    life.plan({ at: usual, what: 'deliver', journey: journey.number });
    return;
  }
  const comes = usual + Math.round(random.between(2, 6) * DAY);
  const details = { comes };
  life.plan({ at: usual, what: 'shipment-delayed', journey: journey.number, details });
  life.plan({ at: comes, what: 'deliver', journey: journey.number, details: { late: true } });
}

/** The carrier says that a parcel is late. Some people ask where it is. */
export function shipmentDelayed(life: Life, journey: Journey, { at, details }: Action): void {
  const comes = Number(details?.['comes']);
  const random = life.random('delayed', journey.number);
  tellOfOrder(life, journey, 'shipment-delayed', `${journey.number}`, {
    carrier: 'USPS',
    reason: random.pick(['Snow on the road', 'Missed a connection', 'Held at the depot']),
    expectedAt: toReal(comes, life.clock),
  });
  const left = comes - at;
  if (asksWhere(random)) planTicket(life, journey, 'where', at + Math.round(random.between(0.1, 0.8) * left));
}

export function deliver(life: Life, journey: Journey, at: Instant, late: boolean): void {
  life.webhook(
    'fulfillments/update',
    laneOf(journey),
    'delivered',
    parcelPayload(journey, life.person(journey.person), life.world, 'delivered', life.now()),
  );
  afterDelivery(life, journey, at, late);
}
