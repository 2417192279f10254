import { connection, countOf, type ListArgs, type Row } from '../connection.ts';
import type { Desk, Operations } from '../desk.ts';
import { customerNamed } from '../named.ts';
import { customerNode } from '../nodes/customer-node.ts';

const rowsOf = (desk: Desk): Row[] =>
  desk.customers().map((customer) => ({
    id: customer.person.customerId,
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
    node: () => ({ ...customerNode(customer), note: desk.notes[String(customer.person.customerId)] ?? null }),
  }));

/**
 * Every customer the shop knows by name. A new customer is known from their first checkout on. The shop never learns what
 * they told Millrace by a link in a message.
 */
export const customers: Operations = {
  customer({ id }: { readonly id: string }, desk) {
    const number = customerNamed(id, desk);
    const found = desk.customers().find(({ person }) => String(person.customerId) === number);
    return found ? { ...customerNode(found), note: desk.notes[number!] ?? null } : null;
  },
  customers: (args: ListArgs, desk) => connection(rowsOf(desk), args),
  customersCount: (args: ListArgs, desk) => countOf(rowsOf(desk), args),
};
