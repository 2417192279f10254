import { laneOf, orderId, type Journey } from '../journeys/journey.ts';
import { refundsOf } from '../journeys/refund.ts';
import type { ShopRefund } from '../journeys/shop-refund.ts';
import { productNumbered } from '../shop/catalogue.ts';
import { orderPayload } from '../shopify/order.ts';
import { refundPayload } from '../shopify/refund.ts';
import type { Life } from './life.ts';
import { shelve } from './shelf.ts';

/** Distance between the numbers of refunds, so that their lines and transactions have numbers in between. */
const APART = 1_000;

/** Refunds an order, puts returned goods back in stock, and sends both to Millrace. */
export function giveBack(life: Life, journey: Journey, given: Omit<ShopRefund, 'id' | 'at'>): ShopRefund {
  const now = life.now();
  const before = refundsOf(journey);
  const id = before.length === 0 ? orderId(journey) + 3 : orderId(journey) * 10 + before.length * APART;
  const refund: ShopRefund = { id, at: now, ...given };
  journey.refunds = [...before, refund];
  life.webhook(
    'refunds/create',
    laneOf(journey),
    before.length === 0 ? 'refund' : `refund-${id}`,
    refundPayload(life.world, journey, refund),
  );
  life.webhook(
    'orders/updated',
    laneOf(journey),
    `refund-${id}`,
    orderPayload(life.world, journey, life.person(journey.person), now),
  );
  for (const { place, quantity, restock } of refund.lines) {
    const number = journey.lines[place]?.[0];
    if (number === undefined || restock === 'no_restock') continue;
    const stock = life.state.stock[number] ?? productNumbered(number).stock;
    shelve(life, number, stock + quantity, `refund-${id}-${place}`);
  }
  return refund;
}
