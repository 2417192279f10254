import { PAST_OF_PRODUCTS } from '../journeys/past.ts';
import { laneOf, orderChangedAt, orderId } from '../journeys/journey.ts';
import type { Life } from '../live/life.ts';
import { indexOfCustomer } from '../people/make-person.ts';
import { orderPayload } from '../shopify/order.ts';
import { PRODUCTS } from '../shop/catalogue.ts';
import { giveBack } from '../live/refunds.ts';
import { setPrice, writeTexts } from '../live/shelf.ts';
import type { Desk, KnownOrder } from './desk.ts';

/** The running shop, in the form that its Admin API works on. */
export function deskOf(life: Life): Desk {
  const { state, world } = life;
  const indexOf = (customer: string): number | null => {
    const index = indexOfCustomer(Number(customer));
    return index !== null && index < life.population() ? index : null;
  };
  return {
    currency: world.currency,
    now: () => life.now(),
    codes: state.codes,
    tags: state.tags,
    notes: state.notes,
    refundKeys: state.refundKeys,
    webhooks: state.webhooks,
    knows: (customer) => indexOf(customer) !== null,
    changed(customer) {
      const index = indexOf(customer);
      if (index !== null) life.news(index).taggedAt = life.now();
    },
    customers: () =>
      Array.from({ length: life.population() }, (_, index) => life.customer(index)).filter(
        (one) => one !== null,
      ),
    products() {
      const createdAt = world.opensAt - PAST_OF_PRODUCTS;
      return PRODUCTS.map((product) => ({
        product: life.productOf(product.number),
        texts: state.texts[product.number] ?? null,
        stock: state.stock[product.number] ?? product.stock,
        compareAt: state.prices[product.number]?.compareAt ?? null,
        createdAt,
        updatedAt: Math.max(
          state.stockChangedAt[product.number] ?? createdAt,
          state.prices[product.number]?.changedAt ?? 0,
          state.texts[product.number]?.changedAt ?? 0,
        ),
      }));
    },
    orders: () => ordersOf(life),
    giveBack: ({ journey }, given) => giveBack(life, journey, given),
    noteOrder({ journey, customer }, { tags, note }) {
      const now = life.now();
      if (tags) journey.tags = [...tags];
      if (note !== undefined) journey.note = note;
      journey.notedAt = now;
      life.webhook(
        'orders/updated',
        laneOf(journey),
        `noted-${now}`,
        orderPayload(life.world, journey, customer.person, now),
      );
    },
    setPrice: (number, price, compareAt) => setPrice(life, number, price, compareAt),
    writeTexts: (number, texts) => writeTexts(life, number, texts),
    hold(order, hold) {
      if (hold === null) delete order.journey.hold;
      else order.journey.hold = hold;
    },
  };
}

function ordersOf(life: Life): KnownOrder[] {
  return life.state.journeys.flatMap((journey): KnownOrder[] => {
    const { orderedAt } = journey;
    const customer = orderedAt === null ? null : life.customer(journey.person);
    if (orderedAt === null || customer === null) return [];
    const updatedAt = orderChangedAt(journey) ?? orderedAt;
    return [
      {
        id: orderId(journey),
        createdAt: orderedAt,
        updatedAt,
        customer,
        journey,
        payload: () => orderPayload(life.world, journey, customer.person, updatedAt),
      },
    ];
  });
}
