import { HOUR, MINUTE, type Instant } from '@millrace/base';
import { intakeLine, permalink, viewEvent } from '../history/to-events.ts';
import type { OutgoingEvent } from '../sending/intake-event.ts';
import { cartPayload, checkoutPayload, recoveryUrl } from '../shopify/cart.ts';
import { customerPayload } from '../shopify/customer.ts';
import { SHOP } from '../shop/shop.ts';
import { placeAbroad } from '../people/places.ts';
import { FALSE_PIECES, isFalseOrder, looksAgainChance, returnsAt, trafficAt } from '../truth/index.ts';
import { amounts, cartToken, checkoutKey, laneOf, leftCart, type Journey } from '../journeys/journey.ts';
import type { Life } from './life.ts';
import type { Action } from './schedule.ts';
import { maySignUp } from './sign-up.ts';
import { chooseVisitor, nextVisit, planVisit } from './visits.ts';

/** Starts a visit and plans everything that the person will do in it. */
export function visit(life: Life, action: Action): void {
  const { at } = action;
  const number = life.state.nextJourney;
  life.state.nextJourney += 1;
  const random = life.random('visit', number);
  const early = action.details?.['early'] === true;
  if (action.person === undefined && !early)
    life.plan({
      at: nextVisit(at, SHOP.zone, random, trafficAt(life.world.seed, life.world.opensAt, life.now())),
      what: 'visit',
    });
  const index = action.person ?? chooseVisitor(life, at, random);
  if (index === null) return;
  const person = life.person(index);
  const plan = planVisit(life, index, random, early || action.person !== undefined);
  const token = cartToken(life.world.seed, number);
  const device = random.chance(0.85) ? person.device : 'desktop';
  for (const look of plan.looks)
    life.plan({
      at: at + look.after,
      what: 'look',
      person: index,
      product: look.product,
      details: { token, recognised: plan.recognised, device },
    });
  const memory = life.memory(index);
  memory.awayUntil = at + 3 * HOUR;
  if (!plan.cart) {
    if (index >= life.world.population)
      maySignUp(life, index, number, at + (plan.looks.at(-1)?.after ?? 0) + MINUTE);
    return;
  }
  const { cart } = plan;
  memory.awayUntil = at + cart.endAfter + random.between(16, 60) * HOUR;
  memory.journey = number;
  const isFalse =
    cart.buys &&
    index >= life.world.population &&
    memory.orders === 0 &&
    isFalseOrder(life.random('false', number));
  const wanted = (lines: typeof cart.all) =>
    isFalse ? lines.map(([product], place) => [product, place === 0 ? FALSE_PIECES : 1] as const) : lines;
  life.addJourney({
    number,
    person: index,
    token,
    device,
    lines: life.priced(wanted(cart.first)),
    later: cart.addAfter === null ? [] : life.priced(wanted(cart.all)),
    meant: cart.code,
    step: 'cart',
    state: 'shopping',
    known: plan.recognised,
    code: null,
    createdAt: life.now(),
    checkoutAt: null,
    orderedAt: null,
    leftAt: null,
    touches: 0,
    offers: [],
    used: null,
    sentAt: null,
    ...(isFalse ? { goesTo: placeAbroad(person.country, life.random('abroad', number)) } : {}),
  });
  life.plan({ at: at + cart.fillAfter, what: 'fill', journey: number });
  if (cart.addAfter !== null) life.plan({ at: at + cart.addAfter, what: 'add', journey: number });
  for (const { step, after } of cart.steps)
    life.plan(
      step === 'shipping' || step === 'payment'
        ? { at: at + after, what: 'go-on', journey: number, step }
        : { at: at + after, what: 'checkout', journey: number },
    );
  life.plan({ at: at + cart.endAfter, what: cart.buys ? 'buy' : 'leave', journey: number });
}

/** Sends a product view by the public API. An unknown browser is named by the cart it will have. */
export function look(life: Life, action: Action): void {
  if (action.person === undefined || action.product === undefined) return;
  if (action.journey !== undefined && life.journey(action.journey)?.state !== 'left') return;
  const { externalId, email, zone } = {
    ...life.person(action.person),
    externalId: String(life.person(action.person).customerId),
  };
  const anonymousId = String(action.details?.['token']);
  const customer =
    action.details?.['recognised'] === true
      ? { externalId, email, zone, anonymousId }
      : { anonymousId, zone };
  const id = `look-${anonymousId}-${action.product}-${action.at}`;
  life.event(
    viewEvent(
      life.world,
      id,
      life.now(),
      customer,
      action.product,
      String(action.details?.['device'] ?? 'desktop'),
      life.priceOf(action.product),
    ),
    `look-${anonymousId}`,
  );
}

export function fill(life: Life, journey: Journey): void {
  life.counts.carts += 1;
  life.webhook('carts/create', laneOf(journey), 'create', cartPayload(life.world, journey, life.now()));
}

export function add(life: Life, journey: Journey): void {
  if (journey.later.length > 0) journey.lines = journey.later;
  journey.later = [];
  life.webhook('carts/update', laneOf(journey), 'add', cartPayload(life.world, journey, life.now()));
}

export function checkout(life: Life, journey: Journey): void {
  const now = life.now();
  const person = life.person(journey.person);
  if (!journey.known && life.customer(journey.person) === null) {
    life.news(journey.person).toldAt ??= now;
    life.webhook('customers/create', laneOf(journey), 'create', customerPayload(person, now));
  }
  journey.known = true;
  journey.checkoutAt = now;
  journey.step = 'checkout';
  journey.code = journey.meant;
  life.webhook(
    'checkouts/create',
    laneOf(journey),
    'create',
    checkoutPayload(life.world, journey, person, checkoutKey(journey), now),
  );
}

export function goOn(
  life: Life,
  journey: Journey,
  step: 'shipping' | 'payment',
  happening: string = step,
): void {
  journey.step = step;
  life.webhook(
    'checkouts/update',
    laneOf(journey),
    happening,
    checkoutPayload(life.world, journey, life.person(journey.person), checkoutKey(journey), life.now()),
  );
}

/**
 * The event that the storefront sends when the page is closed. It has what Shopify's webhooks lack, such as the device
 * and a link back.
 */
function beacon(life: Life, journey: Journey): OutgoingEvent {
  const { world } = life;
  const person = life.person(journey.person);
  const at = life.now();
  const { goods, discount } = amounts(journey);
  return {
    id: `left-${journey.token}`,
    type: journey.step === 'cart' ? 'cart-updated' : 'checkout-updated',
    occurredAt: at,
    customer: {
      externalId: String(person.customerId),
      email: person.email,
      zone: person.zone,
      anonymousId: journey.token,
    },
    properties: {
      cartId: journey.token,
      currency: world.currency,
      lines: journey.lines.map(intakeLine),
      total: goods - discount,
      step: journey.step,
      device: journey.device,
      recoveryUrl:
        journey.checkoutAt === null
          ? `${world.shopUrl}/cart/${permalink(journey.lines)}`
          : recoveryUrl(world, journey, checkoutKey(journey)),
      discountCodes: journey.code ? [journey.code.code] : [],
      updatedAt: at,
    },
  };
}

/** The person leaves without buying. `truth/` decides whether they come back by themselves; this is never sent. */
export function leave(life: Life, journey: Journey, at: Instant): void {
  if (journey.state !== 'shopping') return;
  journey.state = 'left';
  journey.leftAt = at;
  if (journey.known) life.event(beacon(life, journey), laneOf(journey));
  const cart = leftCart(journey, life.person(journey.person), life.memory(journey.person), at);
  const back = returnsAt(life.world.seed, life.traits(journey.person), cart);
  if (back !== null) life.plan({ at: back, what: 'come-back', journey: journey.number });
  const random = life.random('again', journey.number);
  if (journey.known && random.chance(looksAgainChance(life.traits(journey.person))))
    lookAgain(life, journey, at + Math.round(20 * MINUTE + random.lognormal(11 * HOUR, 0.9)));
}

/** The person looks again at a product in the cart, from a browser the shop knows. */
export function lookAgain(life: Life, journey: Journey, at: Instant): void {
  const [first] = journey.lines;
  if (!first) return;
  const details = { token: journey.token, recognised: true, device: journey.device };
  life.plan({
    at,
    what: 'look',
    person: journey.person,
    product: first[0],
    journey: journey.number,
    details,
  });
}

/** The person comes back to the cart to buy, by themselves or because of a message. */
export function comeBack(life: Life, journey: Journey, at: Instant): void {
  if (journey.state !== 'left') return;
  journey.state = 'shopping';
  if (journey.checkoutAt === null) checkout(life, journey);
  goOn(life, journey, 'payment', `back-${at}`);
  life.plan({
    at: at + life.random('back', journey.number).between(1, 4) * MINUTE,
    what: 'buy',
    journey: journey.number,
  });
}
