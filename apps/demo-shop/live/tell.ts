import { laneOf, orderId, type Journey } from '../journeys/journey.ts';
import type { Life } from './life.ts';
import { productNumbered } from '../shop/catalogue.ts';
import type { Product } from '../shop/product.ts';

/** The customer of a journey, as the public API names them. */
export function customerOf(life: Life, person: number) {
  const { customerId, email, zone } = life.person(person);
  return { externalId: String(customerId), email, zone };
}

/** The product of the first line, which people write about. */
export const firstProduct = (journey: Journey): Product => productNumbered(journey.lines[0]?.[0] ?? 1);

/** Sends an event about an order, by the public API. */
export function tellOfOrder(
  life: Life,
  journey: Journey,
  type: string,
  id: string,
  properties: Readonly<Record<string, unknown>>,
): void {
  life.event(
    {
      id: `${type}-${id}`,
      type,
      occurredAt: life.now(),
      customer: customerOf(life, journey.person),
      properties: { orderId: String(orderId(journey)), ...properties },
    },
    laneOf(journey),
  );
}
