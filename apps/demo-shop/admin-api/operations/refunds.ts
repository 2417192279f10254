import { parseAmount } from '@millrace/base';
import { getDirectiveValues, GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { moneyLeft, shippingLeft, unitsLeft, worthOf } from '../../journeys/refund.ts';
import type { RefundedLine } from '../../journeys/shop-refund.ts';
import type { Desk, KnownOrder, Operations, UserError } from '../desk.ts';
import { orderNamed } from '../named.ts';
import { orderNode, refundNode } from '../nodes/order-node.ts';
import { placeOf, type RefundLineInput } from '../nodes/suggested-refund.ts';

interface RefundInput {
  readonly orderId: string;
  readonly note?: string | null;
  readonly allowOverRefunding?: boolean | null;
  readonly refundLineItems?: readonly RefundLineInput[] | null;
  readonly shipping?: { readonly fullRefund?: boolean | null; readonly amount?: string | null } | null;
  readonly transactions?:
    | readonly {
        readonly amount: string;
        readonly kind: string;
        readonly gateway: string;
        readonly orderId: string;
      }[]
    | null;
}

/** Refunds money, once for each key: the same key with the same input gives the same answer again. */
export const refunds: Operations = {
  refundCreate({ input }: { readonly input: RefundInput }, desk, info) {
    const key = keyOf(info);
    const asked = JSON.stringify(input);
    const before = desk.refundKeys[key];
    if (before && before.asked !== asked)
      throw coded(
        'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
        'The same idempotency key cannot be used with different operation parameters.',
      );
    const order = orderNamed(input.orderId, desk);
    if (!order) return failed([{ field: ['orderId'], message: 'Order does not exist' }]);
    if (before) return told(orderNamed(input.orderId, desk)!, before.refundId);
    const lines = linesOf(order, input);
    const amount = (input.transactions ?? []).reduce(
      (sum, one) => sum + (parseAmount(one.amount, desk.currency) ?? 0),
      0,
    );
    const problems = [...problemsOf(order, input, amount), ...('problem' in lines ? [lines.problem] : [])];
    if (problems.length > 0 || 'problem' in lines) return failed(problems);
    const shipping = shippingOf(order, input, desk);
    const { id } = desk.giveBack(order, { note: input.note ?? null, lines: lines.lines, shipping, amount });
    desk.refundKeys[key] = { asked, orderId: order.id, refundId: id, at: desk.now() };
    forgetOld(desk);
    return told(orderNamed(input.orderId, desk)!, id);
  },
};

const KEPT = 24 * 3_600_000;

/** Forgets keys after a day, as Shopify does. */
function forgetOld(desk: Desk): void {
  for (const [key, { at }] of Object.entries(desk.refundKeys))
    if (at < desk.now() - KEPT) delete desk.refundKeys[key];
}

const coded = (code: string, message: string) => new GraphQLError(message, { extensions: { code } });

function keyOf({ schema, fieldNodes, variableValues }: GraphQLResolveInfo): string {
  const directive = schema.getDirective('idempotent');
  const given = directive && getDirectiveValues(directive, fieldNodes[0]!, variableValues)?.['key'];
  if (typeof given !== 'string' || given === '')
    throw coded(
      'BAD_REQUEST',
      'The @idempotent directive is required for this mutation but was not provided.',
    );
  return given;
}

function told(order: KnownOrder, refundId: number) {
  const payload = order.payload();
  const refund = payload.refunds.find(({ id }) => id === refundId)!;
  return { order: orderNode(order), refund: refundNode(refund, payload), userErrors: [] };
}
const failed = (userErrors: readonly UserError[]) => ({ order: null, refund: null, userErrors });

function linesOf(
  { journey }: KnownOrder,
  input: RefundInput,
): { lines: RefundedLine[] } | { problem: UserError } {
  const problem = (index: number, field: string, message: string) => ({
    problem: { field: ['refundLineItems', String(index), field], message },
  });
  const lines: RefundedLine[] = [];
  for (const [index, line] of (input.refundLineItems ?? []).entries()) {
    const place = placeOf(journey, line.lineItemId);
    if (place === null) return problem(index, 'lineItemId', 'Line item does not exist');
    if (lines.some((one) => one.place === place))
      return problem(index, 'lineItemId', 'Line item is given twice');
    if (line.quantity < 1 || line.quantity > unitsLeft(journey, place))
      return problem(index, 'quantity', 'Quantity cannot refund more items than were purchased');
    const restock = (line.restockType ?? 'NO_RESTOCK').toLowerCase() as RefundedLine['restock'];
    if (restock !== 'no_restock' && !line.locationId)
      return problem(index, 'locationId', 'Location must be given to restock');
    if (restock === 'cancel' && journey.sentAt !== null)
      return problem(index, 'restockType', 'Fulfilled items cannot be cancelled');
    if (restock === 'return' && journey.sentAt === null)
      return problem(index, 'restockType', 'Unfulfilled items cannot be returned');
    lines.push({ place, quantity: line.quantity, restock, ...worthOf(journey, place, line.quantity) });
  }
  return { lines };
}

function shippingOf({ journey }: KnownOrder, { shipping }: RefundInput, desk: Desk): number {
  const asked = shipping?.fullRefund
    ? shippingLeft(journey)
    : (parseAmount(shipping?.amount, desk.currency) ?? 0);
  return Math.min(asked, shippingLeft(journey));
}

function problemsOf({ journey }: KnownOrder, input: RefundInput, amount: number): UserError[] {
  const wrong = (input.transactions ?? []).findIndex(
    ({ kind, orderId }) => kind !== 'REFUND' || orderId !== input.orderId,
  );
  const isEmpty = amount === 0 && (input.refundLineItems ?? []).length === 0;
  return [
    ...(wrong >= 0
      ? [{ field: ['transactions', String(wrong)], message: 'Transaction is not a refund of this order' }]
      : []),
    ...(isEmpty ? [{ field: null, message: 'Refund must have an amount or line items' }] : []),
    ...(amount > moneyLeft(journey) && !input.allowOverRefunding
      ? [
          {
            field: ['transactions'],
            message: 'Refund amount cannot be more than the amount that is left to refund',
          },
        ]
      : []),
  ];
}
