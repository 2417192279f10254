import type { z } from 'zod';
import type { Instant } from '@millrace/base';
import type {
  intakeLineSchema,
  intakeOrderEditSchema,
  intakeOrderSchema,
  intakeRefundSchema,
} from '@millrace/flow';
import type { OrderEdit, OrderFields, OrderLine, OrderRefund, OrderWord, Told } from '@millrace/measure';
import { instantOf, type ParsedEvent } from '../parsing/parse-intake.ts';
import { minorUnits } from './store-products.ts';

type Order = z.output<typeof intakeOrderSchema>;
type Line = z.output<typeof intakeLineSchema>;
type Refund = z.output<typeof intakeRefundSchema>;
type RefundInside = NonNullable<Order['refunds']>[number];
type Edit = z.output<typeof intakeOrderEditSchema>;

/** What one event reports about an order. */
export interface OrderNews {
  readonly orderId: string;
  /** Null when it reports only a refund or an edit. */
  readonly word: OrderWord | null;
  readonly refunds: readonly Told<OrderRefund>[];
  readonly edits: readonly Told<OrderEdit>[];
  /** Names of the order's cart. */
  readonly cartNames: readonly string[];
  readonly codes: readonly string[];
}

const isOrderEvent = (event: ParsedEvent) => ['order', 'refund', 'edit'].includes(event.known?.changes ?? '');

/** Reads a batch's events about orders into entries of the order's account. */
export function newsOfOrders(
  events: readonly ParsedEvent[],
  currency: string,
  now: Instant,
): Map<ParsedEvent, OrderNews> {
  return new Map(events.filter(isOrderEvent).map((event) => [event, newsOf(event, currency, now)]));
}

const NOTHING = { word: null, refunds: [], edits: [], cartNames: [], codes: [] };

function newsOf(event: ParsedEvent, currency: string, now: Instant): OrderNews {
  const told = event.occurredAt;
  if (event.known?.changes === 'refund') {
    const refund = event.properties as Refund;
    const body = refundOf(refund, refund.refundId ?? event.id, told, currency);
    return { ...NOTHING, orderId: refund.orderId, refunds: [{ body, at: body.at, told }] };
  }
  if (event.known?.changes === 'edit') {
    const edit = event.properties as Edit;
    const at = instantOf(edit.editedAt) ?? told;
    return {
      ...NOTHING,
      orderId: edit.orderId,
      edits: [{ body: { id: edit.editId ?? event.id, at, changes: edit.changes }, at, told }],
    };
  }
  const order = event.properties as Order;
  const word = wordOf(order, event, currency, now);
  // A refund with an id alone says that the order's figures include it, but not its amount.
  const refunds = (order.refunds ?? []).filter(saysHowMuch).map((refund) => ({
    body: refundOf(refund, refund.refundId, word.at, currency),
    at: word.at,
    told,
  }));
  return {
    orderId: order.orderId,
    word,
    refunds,
    edits: [],
    cartNames: cartNamesOf(order),
    codes: order.discountCodes ?? [],
  };
}

const saysHowMuch = ({ amount, presented, lines }: RefundInside) =>
  (amount ?? null) !== null || (presented ?? null) !== null || (lines ?? []).length > 0;

/** Every name by which an order refers to its cart. */
const cartNamesOf = (order: Order): string[] => [
  ...(order.cartId ? [order.cartId] : []),
  ...(order.cartAliases ?? []),
];

/** A time in the future would block all later updates, so it becomes now. */
const notAfter = (at: Instant | null, now: Instant): Instant | null => (at !== null && at > now ? null : at);

const FULFILMENT: Readonly<Record<string, string>> = {
  'order-fulfilled': 'fulfilled',
  'order-partially-fulfilled': 'partial',
};
const SALES: readonly string[] = ['order-placed', 'order-paid'];

function wordOf(order: Order, event: ParsedEvent, currency: string, now: Instant): OrderWord {
  const money = (value: number | string | null | undefined) => minorUnits(value, currency) ?? undefined;
  const placedAt = notAfter(instantOf(order.placedAt), now) ?? undefined;
  const fields: { [Field in keyof OrderFields]: OrderFields[Field] | undefined } = {
    lines: order.lines?.map((line) => lineOf(line, currency)),
    total: money(order.total),
    currentTotal: money(order.currentTotal),
    subtotal: money(order.subtotal),
    currentSubtotal: money(order.currentSubtotal),
    discount: money(order.discount),
    currentDiscount: money(order.currentDiscount),
    tax: money(order.tax),
    currentTax: money(order.currentTax),
    taxIncluded: order.taxIncluded ?? undefined,
    shipping: money(order.shipping),
    currentShipping: money(order.currentShipping),
    tip: money(order.tip),
    duties: money(order.duties),
    presented: order.presented
      ? {
          currency: order.presented.currency,
          total: minorUnits(order.presented.amount, order.presented.currency) ?? 0,
        }
      : undefined,
    refundIds: order.refunds?.map((refund) => refund.refundId),
    number: order.number ?? undefined,
    placedAt,
    discountCodes: order.discountCodes,
    financialStatus: order.financialStatus ?? undefined,
    fulfilmentStatus: order.fulfilmentStatus ?? FULFILMENT[event.type],
    test: order.test ?? undefined,
  };
  const hasBody =
    fields.lines !== undefined || fields.total !== undefined || fields.currentTotal !== undefined;
  return {
    at: notAfter(instantOf(order.updatedAt), now) ?? event.occurredAt,
    told: event.occurredAt,
    happenedAt: event.occurredAt,
    placed: hasBody || SALES.includes(event.type),
    cancelledAt:
      notAfter(instantOf(order.cancelledAt), now) ??
      (event.type === 'order-cancelled' ? event.occurredAt : null),
    deliveredAt: event.type === 'order-delivered' ? event.occurredAt : null,
    fields: fields as Partial<OrderFields>,
  };
}

function lineOf(line: Line, currency: string): OrderLine {
  return {
    lineId: line.lineId ?? null,
    productId: line.productId,
    variantId: line.variantId ?? null,
    kind: line.kind ?? 'goods',
    quantity: line.quantity,
    currentQuantity: line.currentQuantity ?? null,
    price: minorUnits(line.price, currency) ?? 0,
    discount: minorUnits(line.discount, currency),
    tax: minorUnits(line.tax, currency),
    cost: minorUnits(line.cost, currency),
  };
}

function refundOf(refund: Refund | RefundInside, id: string, told: Instant, currency: string): OrderRefund {
  const shown = refund.presented ?? null;
  const presented = shown && {
    currency: shown.currency,
    amount: minorUnits(shown.amount, shown.currency) ?? 0,
  };
  const amount =
    minorUnits(refund.amount, currency) ?? (presented?.currency === currency ? presented.amount : null);
  return {
    id,
    at: instantOf(refund.refundedAt) ?? told,
    amount,
    presented,
    removal: refund.removal ?? false,
    extras: minorUnits(refund.extras, currency),
    lines: (refund.lines ?? []).map((line) => ({
      lineId: line.lineId ?? null,
      productId: line.productId ?? null,
      variantId: line.variantId ?? null,
      quantity: line.quantity,
      restocked: line.restocked ?? null,
      amount: minorUnits(line.amount, currency),
      tax: minorUnits(line.tax, currency),
    })),
  };
}
