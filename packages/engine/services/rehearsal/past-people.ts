import type { Tx } from '@millrace/db';
import { DAY, MINUTE, toPersonal, type Instant } from '@millrace/base';
import type { CustomerFacts, EventFact } from '@millrace/flow';
import type { RehearsalEvent, RehearsalPerson } from '@millrace/rehearsal';
import { cartFacts, clockOf, customerFacts, orderFacts, type CartRow, type CustomerRow, type OrderRow } from '../facts/rows.ts';
import type { StoreSettings } from '../settings/store-settings.ts';

const NOTHING_KNOWN: Parameters<typeof cartFacts>[2] = new Map();

/**
 * People of the last days with what they did: their carts (and the moment each was left) and their orders, in their own
 * time, and what was known of them when the period began.
 * @param days how far back to look; @param most people at most, seen last first
 */
export async function pastPeople(tx: Tx, settings: StoreSettings, now: Instant, days: number, most: number): Promise<RehearsalPerson[]> {
  const since = now - days * DAY;
  const customers = await tx<CustomerRow[]>`
    select c.*, (select jsonb_agg(jsonb_build_object('channel', n.channel, 'state', n.state, 'opt_in', n.opt_in)) from consents n where n.customer_id = c.id) as consents,
      (select jsonb_agg(s.channel) from suppressions s where s.address in (c.email, c.phone)) as suppressed
    from customers c where c.id in (select customer_id from carts where updated_at >= ${since} and customer_id is not null group by customer_id order by max(updated_at) desc limit ${most})`;
  const ids = customers.map((row) => row.id);
  const [carts, orders] = await Promise.all([
    tx<
      (CartRow & { customer_id: string; external_id: string })[]
    >`select * from carts where customer_id = any(${ids}::uuid[]) and updated_at >= ${since} and items_count > 0 order by updated_at`,
    tx<(OrderRow & { customer_id: string })[]>`select * from orders where customer_id = any(${ids}::uuid[]) and counted order by placed_at`,
  ]);
  const cartsOf = groupBy(carts, (row) => row.customer_id);
  const ordersOf = groupBy(orders, (row) => row.customer_id);
  return customers.map((row) => personOf(row, cartsOf.get(row.id) ?? [], ordersOf.get(row.id) ?? [], settings, since));
}

function personOf(
  row: CustomerRow,
  carts: readonly (CartRow & { customer_id: string })[],
  orders: readonly (OrderRow & { customer_id: string })[],
  settings: StoreSettings,
  since: Instant,
): RehearsalPerson {
  const clock = clockOf(row);
  const begun = toPersonal(since, clock);
  const before = orders.map((order) => orderFacts(order, clock)).filter((order) => order.placedAt < begun);
  const categories = new Set(before.flatMap((order) => order.lines.flatMap((line) => (line.category ? [line.category] : []))));
  const first = before[0]?.placedAt ?? null;
  const last = before.at(-1)?.placedAt ?? null;
  const spent = before.reduce((sum, order) => sum + order.total, 0);
  const customer: CustomerFacts = {
    ...customerFacts(row, settings.zone),
    ordersCount: before.length,
    totalSpent: spent,
    averageOrder: before.length > 0 ? Math.round(spent / before.length) : 0,
    firstOrderAt: first,
    lastOrderAt: last,
    discountShare: before.length > 0 ? before.filter((order) => order.discount > 0).length / before.length : null,
    orderGapDays: before.length >= 2 && first !== null && last !== null ? (last - first) / DAY / (before.length - 1) : null,
  };
  const events: RehearsalEvent[] = [];
  for (const cart of carts) {
    const facts = cartFacts({ ...cart, completed_at: null }, clock, NOTHING_KNOWN, categories);
    events.push({ event: eventOf(cart.id, 'checkout-started', facts.updatedAt, { cartId: cart.id, value: cart.total }), cart: facts });
    const left = facts.updatedAt + settings.abandonMinutes * MINUTE;
    const bought = cart.completed_at === null ? null : toPersonal(cart.completed_at, clock);
    if (bought === null || bought > left)
      events.push({ event: eventOf(`${cart.id}/left`, 'cart-abandoned', left, { cartId: cart.id, value: cart.total }), cart: facts });
  }
  for (const order of orders) {
    const facts = orderFacts(order, clock);
    if (facts.placedAt >= begun)
      events.push({
        event: eventOf(order.id, 'order-placed', facts.placedAt, { orderId: order.id, cartId: order.cart_id, value: order.total }),
        order: facts,
      });
  }
  return { customer, events: events.sort((left, right) => left.event.at - right.event.at) };
}

function eventOf(id: string, type: string, at: Instant, more: Partial<EventFact>): EventFact {
  return { id, type, at, value: null, cartId: null, orderId: null, productId: null, messageId: null, properties: {}, ...more };
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
