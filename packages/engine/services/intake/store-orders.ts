import { newId, type Tx } from '@millrace/db';
import type { z } from 'zod';
import type { intakeOrderSchema, intakeRefundSchema, LineFacts } from '@millrace/flow';
import { linesTotal, orderMargin, storedLines, type KnownProduct } from './lines.ts';
import { instantOf, type ParsedEvent } from './parse-intake.ts';
import { cartsNamed } from './store-carts.ts';
import { minorUnits } from './store-products.ts';

type Order = z.output<typeof intakeOrderSchema>;
type Refund = z.output<typeof intakeRefundSchema>;

export interface OrderContext {
  readonly workspaceId: string;
  readonly source: string;
  readonly currency: string;
  readonly assumedCostShare: number;
}

export interface StoredOrder {
  readonly id: string;
  readonly cartId: string | null;
  readonly customerId: string | null;
  readonly value: number;
}

/** Orders and refunds, whatever order their news arrive in; an older word never overwrites a newer one. */
export async function storeOrders(
  tx: Tx,
  context: OrderContext,
  events: readonly ParsedEvent[],
  customerOf: ReadonlyMap<number, string>,
  products: ReadonlyMap<string, KnownProduct>,
): Promise<Map<number, StoredOrder>> {
  const stored = new Map<number, StoredOrder>();
  const mine = events.filter((event) => event.known?.changes === 'order' || event.known?.changes === 'refund');
  if (mine.length === 0) return stored;
  const carts = await cartsNamed(
    tx,
    context.source,
    mine.flatMap((event) => cartNames(event.properties as Order)),
  );
  for (const event of mine) {
    const result =
      event.known?.changes === 'refund'
        ? await storeRefund(tx, context, event)
        : await storeOrder(tx, context, event, customerOf.get(event.index) ?? null, carts, products);
    if (result) stored.set(event.index, result);
  }
  return stored;
}

/** Every name by which an order says which cart it came from. */
function cartNames(order: Order): string[] {
  const aliases = Array.isArray(order['cartAliases'])
    ? order['cartAliases'].filter((alias): alias is string => typeof alias === 'string')
    : [];
  return order.cartId ? [order.cartId, ...aliases] : aliases;
}

async function storeOrder(
  tx: Tx,
  context: OrderContext,
  event: ParsedEvent,
  customerId: string | null,
  carts: ReadonlyMap<string, string>,
  products: ReadonlyMap<string, KnownProduct>,
): Promise<StoredOrder> {
  const order = event.properties as Order;
  const currency = order.currency ?? context.currency;
  const lines = order.lines ? storedLines(order.lines, currency, products) : null;
  const discount = minorUnits(order.discount, currency);
  const total = minorUnits(order.total, currency) ?? (lines ? linesTotal(lines) - (discount ?? 0) : null);
  const cartId =
    cartNames(order)
      .map((name) => carts.get(name))
      .find((id) => id !== undefined) ?? null;
  // News of a parcel says nothing of the order itself: it must not make an order that is truly newer look old.
  const updatedAt = instantOf(order.updatedAt) ?? (lines || total !== null ? event.occurredAt : null);
  const cancelledAt = event.type === 'order-cancelled' ? event.occurredAt : null;
  const deliveredAt = event.type === 'order-delivered' ? event.occurredAt : null;
  const margin = lines ? orderMargin(lines, discount ?? 0, context.assumedCostShare) : null;
  const fulfilment = order.fulfilmentStatus ?? FULFILMENT[event.type] ?? null;
  const [row] = await tx<StoredRow[]>`
    insert into orders as o (id, workspace_id, source, external_id, number, customer_id, cart_id, currency, total, discount, shipping, tax, margin, lines, discount_codes, financial_status, fulfilment_status, placed_at, cancelled_at, delivered_at, source_updated_at)
    values (${newId()}, ${context.workspaceId}, ${context.source}, ${order.orderId}, ${order.number ?? null}, ${customerId}, ${cartId}, ${currency}, ${total ?? 0}, ${discount ?? 0}, ${minorUnits(order.shipping, currency) ?? 0},
      ${minorUnits(order.tax, currency) ?? 0}, ${margin}, ${tx.json((lines ?? []) as never)}, ${order.discountCodes ?? []}, ${order.financialStatus ?? null}, ${fulfilment}, ${instantOf(order.placedAt) ?? event.occurredAt}, ${cancelledAt}, ${deliveredAt}, ${updatedAt})
    on conflict (workspace_id, source, external_id) do update set
      number = coalesce(excluded.number, o.number), customer_id = coalesce(o.customer_id, excluded.customer_id), cart_id = coalesce(o.cart_id, excluded.cart_id),
      cancelled_at = coalesce(o.cancelled_at, excluded.cancelled_at), delivered_at = coalesce(o.delivered_at, excluded.delivered_at),
      placed_at = case when ${order.placedAt !== undefined} then excluded.placed_at else least(o.placed_at, excluded.placed_at) end,
      total = case when ${total !== null} and excluded.source_updated_at >= coalesce(o.source_updated_at, '-infinity') then excluded.total else o.total end,
      discount = case when ${discount !== null} and excluded.source_updated_at >= coalesce(o.source_updated_at, '-infinity') then excluded.discount else o.discount end,
      lines = case when ${lines !== null} and excluded.source_updated_at >= coalesce(o.source_updated_at, '-infinity') then excluded.lines else o.lines end,
      margin = case when ${lines !== null} and excluded.source_updated_at >= coalesce(o.source_updated_at, '-infinity') then excluded.margin else o.margin end,
      discount_codes = case when ${order.discountCodes !== undefined} and excluded.source_updated_at >= coalesce(o.source_updated_at, '-infinity') then excluded.discount_codes else o.discount_codes end,
      financial_status = case when excluded.source_updated_at >= coalesce(o.source_updated_at, '-infinity') then coalesce(excluded.financial_status, o.financial_status) else o.financial_status end,
      fulfilment_status = case when excluded.source_updated_at is null or excluded.source_updated_at >= coalesce(o.source_updated_at, '-infinity') then coalesce(excluded.fulfilment_status, o.fulfilment_status) else o.fulfilment_status end,
      source_updated_at = greatest(o.source_updated_at, excluded.source_updated_at)
    returning id, cart_id, customer_id, total`;
  const stored = row as StoredRow;
  if (stored.cart_id) {
    await tx`update carts set completed_at = least(coalesce(completed_at, 'infinity'), ${event.occurredAt}::timestamptz), abandon_due_at = null, order_id = ${stored.id} where id = ${stored.cart_id}`;
  }
  if (order.discountCodes?.length) {
    await tx`update discount_codes set redeemed_order_id = ${stored.id}, redeemed_at = ${event.occurredAt} where code = any(${order.discountCodes.map((code) => code.toUpperCase())}::text[]) and redeemed_at is null`;
  }
  return { id: stored.id, cartId: stored.cart_id, customerId: stored.customer_id, value: stored.total };
}

interface StoredRow {
  readonly id: string;
  readonly cart_id: string | null;
  readonly customer_id: string | null;
  readonly total: number;
}

const FULFILMENT: Readonly<Record<string, string>> = {
  'order-fulfilled': 'fulfilled',
  'order-partially-fulfilled': 'partial',
  'order-delivered': 'delivered',
};

async function storeRefund(tx: Tx, context: OrderContext, event: ParsedEvent): Promise<StoredOrder | null> {
  const refund = event.properties as Refund;
  const [order] = await tx<{ id: string; cart_id: string | null; customer_id: string | null; currency: string; lines: LineFacts[] }[]>`
    select id, cart_id, customer_id, currency, lines from orders where source = ${context.source} and external_id = ${refund.orderId}`;
  if (!order) return null;
  const amount = minorUnits(refund.amount, refund.currency ?? order.currency) ?? 0;
  const back = (refund.lines ?? [])
    .filter((line) => line.restocked)
    .reduce((sum, line) => sum + costOf(order.lines, line.productId, context.assumedCostShare) * line.quantity, 0);
  const rows = await tx`insert into refunds (workspace_id, source, external_id, order_id, amount, margin, at)
    values (${context.workspaceId}, ${context.source}, ${refund.refundId ?? event.id}, ${order.id}, ${amount}, ${amount - back}, ${event.occurredAt}) on conflict do nothing returning 1`;
  if (rows.length > 0)
    await tx`update orders set refunded = refunded + ${amount}, refunded_margin = refunded_margin + ${amount - back} where id = ${order.id}`;
  return { id: order.id, cartId: order.cart_id, customerId: order.customer_id, value: amount };
}

function costOf(lines: readonly LineFacts[], productId: string, assumedCostShare: number): number {
  const line = lines.find((item) => item.productId === productId);
  return line ? (line.cost ?? Math.round(line.price * assumedCostShare)) : 0;
}

/** What a person's orders add up to, from the orders themselves, so that repeats and late news cannot make it wrong. */
export async function refreshOrderTotals(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const unique = [...new Set(customerIds)].sort();
  if (unique.length === 0) return;
  await tx`update customers c set orders_count = s.n, total_spent = s.spent, discount_orders = s.discounted, first_order_at = s.first, last_order_at = s.last
    from (select customer_id, count(*)::int as n, sum(total - refunded)::bigint as spent, count(*) filter (where discount > 0)::int as discounted, min(placed_at) as first, max(placed_at) as last
      from orders where customer_id = any(${unique}::uuid[]) and cancelled_at is null group by customer_id) s where c.id = s.customer_id`;
}
