import { connection, countOf, type ListArgs, type Row } from '../connection.ts';
import type { Desk, Operations } from '../desk.ts';
import { customerNode } from '../nodes/customer-node.ts';

const rowsOf = (desk: Desk): Row[] =>
  desk.customers().map((customer) => ({
    id: customer.person.customerId,
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
    node: () => customerNode(customer),
  }));

/**
 * Everybody the shop knows by name. Somebody new is known from their first checkout on. What they told the product by a link in
 * a message the shop never learns.
 */
export const customers: Operations = {
  customers: (args: ListArgs, desk) => connection(rowsOf(desk), args),
  customersCount: (args: ListArgs, desk) => countOf(rowsOf(desk), args),
};
