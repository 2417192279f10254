import type { Operations } from '../desk.ts';
import { customerNamed, orderNamed } from '../named.ts';
import { customerNode } from '../nodes/customer-node.ts';
import { orderNode } from '../nodes/order-node.ts';
import { notAnswered } from '../search.ts';

interface NoteInput {
  readonly id?: string | null;
  readonly note?: string | null;
}

/** Notes of orders and customers. Refuses, with a sentence, to change any other field that Shopify lets apps change. */
export const notes: Operations = {
  orderUpdate({ input }: { readonly input: NoteInput & { readonly tags?: readonly string[] } }, desk) {
    const { id, note, tags, ...others } = input;
    refuseOthers(others);
    const order = orderNamed(id ?? '', desk);
    if (!order) return { order: null, userErrors: [{ field: ['id'], message: 'Order does not exist' }] };
    desk.noteOrder(order, { ...(note == null ? {} : { note }), ...(tags ? { tags } : {}) });
    return { order: orderNode(orderNamed(id!, desk)!), userErrors: [] };
  },
  customerUpdate({ input }: { readonly input: NoteInput }, desk) {
    const { id, note, ...others } = input;
    refuseOthers(others);
    const number = customerNamed(id ?? '', desk);
    const customer = desk.customers().find(({ person }) => String(person.customerId) === number);
    if (number === null || !customer)
      return { customer: null, userErrors: [{ field: ['id'], message: 'Customer does not exist' }] };
    if (note != null) desk.notes[number] = note;
    desk.changed(number);
    return { customer: { ...customerNode(customer), note: desk.notes[number] ?? null }, userErrors: [] };
  },
};

function refuseOthers(others: object): void {
  const [field] = Object.keys(others);
  if (field !== undefined) throw notAnswered(`This shop does not change ${field}.`);
}
