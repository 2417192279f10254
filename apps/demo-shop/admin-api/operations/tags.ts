import type { Desk, Operations } from '../desk.ts';
import { orderNamed } from '../named.ts';

interface TagInput {
  readonly id: string;
  readonly tags: readonly string[];
}

/** Tags of customers and orders. Adding a tag that is there changes nothing, nor does removing one that is not. */
export const tags: Operations = {
  tagsAdd: ({ id, tags: added }: TagInput, desk) =>
    changed(id, desk, (before) => [...new Set([...before, ...apart(added)])]),
  tagsRemove: ({ id, tags: removed }: TagInput, desk) =>
    changed(id, desk, (before) => before.filter((tag) => !apart(removed).includes(tag))),
};

/** Splits at commas: a text with commas is several tags. */
const apart = (given: readonly string[]) =>
  given
    .flatMap((text) => text.split(','))
    .map((tag) => tag.trim())
    .filter(Boolean);

function changed(id: string, desk: Desk, change: (before: readonly string[]) => readonly string[]) {
  if (id.startsWith('gid://shopify/Order/')) return changedOrder(id, desk, change);
  const customer = /^gid:\/\/shopify\/Customer\/(\d+)$/.exec(id)?.[1];
  if (customer === undefined || !desk.knows(customer))
    return { node: null, userErrors: [{ field: ['id'], message: 'Customer does not exist' }] };
  const before = desk.tags[customer] ?? [];
  const after = [...change(before)];
  desk.tags[customer] = after;
  if (before.length !== after.length) desk.changed(customer);
  return { node: { __typename: 'Customer', id, tags: desk.tags[customer] }, userErrors: [] };
}

function changedOrder(id: string, desk: Desk, change: (before: readonly string[]) => readonly string[]) {
  const order = orderNamed(id, desk);
  if (!order) return { node: null, userErrors: [{ field: ['id'], message: 'Order does not exist' }] };
  const before = order.journey.tags ?? [];
  const after = change(before);
  if (before.length !== after.length) desk.noteOrder(order, { tags: after });
  return { node: { __typename: 'Order', id, tags: after }, userErrors: [] };
}
