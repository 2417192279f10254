import { connection, countOf, type ListArgs, type Row } from '../connection.ts';
import type { Desk, Operations } from '../desk.ts';
import { orderNamed } from '../named.ts';
import { orderNode } from '../nodes/order-node.ts';

const rowsOf = (desk: Desk): Row[] =>
  desk.orders().map((order) => ({ ...order, node: () => orderNode(order) }));

/**
 * Orders placed since the shop opened that it still has: all open ones, and the last that are finished. It does not list the
 * orders of the two years before: Millrace received them as events, and would count them twice.
 */
export const orders: Operations = {
  order({ id }: { readonly id: string }, desk) {
    const found = orderNamed(id, desk);
    return found && orderNode(found);
  },
  orders: (args: ListArgs, desk) => connection(rowsOf(desk), args),
  ordersCount: (args: ListArgs, desk) => countOf(rowsOf(desk), args),
};
