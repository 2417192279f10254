import type { orders, Row, Known, carts } from '@millrace/db/schema';
import type { EnrolmentRow } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import { toPersonal, toReal, type Instant, type PersonalClock } from '@millrace/base';
import {
  bareEvent,
  concernedSince,
  type EnrolmentRefs,
  type EventFact,
  type LineFacts,
  type Purchase,
} from '@millrace/flow';

type SaleRow = Known<
  Pick<Row<typeof orders>, 'id' | 'cart_id' | 'placed_at' | 'lines' | 'total'>,
  { lines: LineFacts[] }
>;

const purchaseOf = (row: SaleRow, clock: PersonalClock): Purchase => ({
  placedAt: toPersonal(row.placed_at, clock),
  lines: row.lines,
});

/** Adds to events the purchase that each reports: the present state of a counted order. */
export async function withPurchases(
  tx: Tx,
  events: readonly EventFact[],
  clock: PersonalClock,
): Promise<EventFact[]> {
  const ids = [...new Set(events.flatMap((event) => event.orderId ?? []))];
  if (ids.length === 0) return [...events];
  const rows = await tx<SaleRow[]>`select id, cart_id, placed_at, lines, total from orders
    where id in (select unnest(${ids}::uuid[])) and counted`;
  const sales = new Map(rows.map((row) => [row.id, row]));
  return events.map((event) => {
    const sale = sales.get(event.orderId ?? '');
    return sale
      ? { ...event, cartId: event.cartId ?? sale.cart_id, purchase: purchaseOf(sale, clock) }
      : event;
  });
}

/** A person's counted orders placed since then, as events. @param since in the person's own time */
export async function purchasesSince(
  tx: Tx,
  customerId: string,
  since: Instant,
  clock: PersonalClock,
): Promise<EventFact[]> {
  const rows = await tx<SaleRow[]>`
    select id, cart_id, placed_at, lines, total from orders
      where customer_id = ${customerId} and placed_at >= ${toReal(since, clock)} and counted
      order by placed_at desc limit 50`;
  return rows.map((row) =>
    bareEvent({
      id: row.id,
      type: 'order-placed',
      at: toPersonal(row.placed_at, clock),
      value: row.total,
      cartId: row.cart_id,
      orderId: row.id,
      purchase: purchaseOf(row, clock),
    }),
  );
}

type CartRow = Known<Pick<Row<typeof carts>, 'lines' | 'updated_at'>, { lines: LineFacts[] }>;

/** The references by which later events belong to an enrolment that is about to begin. */
export async function refsOfEntry(tx: Tx, event: EventFact, clock: PersonalClock): Promise<EnrolmentRefs> {
  const cart = await cartOf(tx, event.cartId);
  const { cartId, orderId, productId } = event;
  return {
    cartId,
    orderId,
    productId,
    messageIds: [],
    cartLines: cart?.lines,
    since: sinceOf(event.at, cart, clock),
  };
}

/** The references by which later events belong to a running enrolment. */
export async function refsOfEnrolment(
  tx: Tx,
  enrolment: EnrolmentRow,
  clock: PersonalClock,
): Promise<EnrolmentRefs> {
  const cart = await cartOf(tx, enrolment.cart_id);
  return {
    cartId: enrolment.cart_id,
    orderId: enrolment.order_id,
    productId: enrolment.product_id,
    messageIds: Object.values(enrolment.cursor.messages ?? {}),
    cartLines: cart?.lines,
    since: sinceOf(toPersonal(enrolment.event_at ?? enrolment.entered_at, clock), cart, clock),
  };
}

const sinceOf = (at: Instant, cart: CartRow | undefined, clock: PersonalClock): Instant =>
  concernedSince({ at }, cart ? { updatedAt: toPersonal(cart.updated_at, clock) } : null);

async function cartOf(tx: Tx, cartId: string | null): Promise<CartRow | undefined> {
  if (cartId === null) return undefined;
  const [row] = await tx<CartRow[]>`select lines, updated_at from carts where id = ${cartId}`;
  return row;
}
