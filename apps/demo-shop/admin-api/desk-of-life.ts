import { PAST_OF_PRODUCTS } from '../journeys/past.ts';
import { orderChangedAt, orderId } from '../journeys/journey.ts';
import type { Life } from '../live/life.ts';
import { indexOfCustomer } from '../people/make-person.ts';
import { orderPayload } from '../shopify/order.ts';
import { PRODUCTS } from '../shop/catalogue.ts';
import type { Desk, KnownOrder } from './desk.ts';

/** The living shop, as its Admin API works on it. */
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
    webhooks: state.webhooks,
    knows: (customer) => indexOf(customer) !== null,
    changed(customer) {
      const index = indexOf(customer);
      if (index !== null) life.news(index).taggedAt = life.now();
    },
    customers: () => Array.from({ length: life.population() }, (_, index) => life.customer(index)).filter((one) => one !== null),
    products() {
      const createdAt = world.opensAt - PAST_OF_PRODUCTS;
      return PRODUCTS.map((product) => ({
        product,
        stock: state.stock[product.number] ?? product.stock,
        createdAt,
        updatedAt: state.stockChangedAt[product.number] ?? createdAt,
      }));
    },
    orders: () => ordersOf(life),
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
        payload: () => orderPayload(life.world, journey, customer.person, updatedAt),
      },
    ];
  });
}
