import type { Json } from '@millrace/base';
import { TICKET_CLASSES, type TicketClass } from './classes.ts';
import { plain } from './read-text.ts';

/** What a help desk says of a ticket, in the order in which it counts: its own class, the intent, the topic, then tags. */
const SAID_IN = ['class', 'intent', 'intents', 'topic', 'category', 'tags'] as const;

/**
 * Beginnings of words in names of classes, intents and tags of help desks, such as "order/status", "Order::Missing",
 * "wismo" and "where_is_my_order". All words of a line have to be there; the first line that fits counts, so what is narrower comes first.
 */
const NAMES: readonly (readonly [TicketClass, readonly string[]])[] = [
  ['not-received', ['deliver', 'not', 'receiv']],
  ['not-received', ['missing', 'parcel']],
  ['not-received', ['missing', 'package']],
  ['not-received', ['not', 'receiv']],
  ['not-received', ['never', 'receiv']],
  ['not-received', ['lost']],
  ['not-received', ['stolen']],
  ['change-or-cancel', ['cancel']],
  ['change-or-cancel', ['wrong', 'address']],
  ['change-or-cancel', ['address']],
  ['change-or-cancel', ['order', 'chang']],
  ['change-or-cancel', ['order', 'edit']],
  ['change-or-cancel', ['order', 'modif']],
  ['wrong-or-damaged', ['wrong']],
  ['wrong-or-damaged', ['damag']],
  ['wrong-or-damaged', ['defect']],
  ['wrong-or-damaged', ['broken']],
  ['wrong-or-damaged', ['faulty']],
  ['wrong-or-damaged', ['quality']],
  ['wrong-or-damaged', ['missing', 'item']],
  ['not-received', ['missing']],
  ['return-or-exchange', ['return']],
  ['return-or-exchange', ['exchang']],
  ['refund-or-payment', ['refund']],
  ['refund-or-payment', ['payment']],
  ['refund-or-payment', ['billing']],
  ['refund-or-payment', ['invoice']],
  ['refund-or-payment', ['discount']],
  ['refund-or-payment', ['charge']],
  ['refund-or-payment', ['coupon']],
  ['where-is-order', ['wismo']],
  ['where-is-order', ['where']],
  ['where-is-order', ['track']],
  ['where-is-order', ['order', 'status']],
  ['where-is-order', ['shipping', 'status']],
  ['where-is-order', ['deliver', 'status']],
  ['where-is-order', ['delay']],
  ['where-is-order', ['late']],
  ['where-is-order', ['shipping', 'deliver']],
  ['product-question', ['product']],
  ['product-question', ['sizing']],
  ['product-question', ['size']],
  ['product-question', ['stock']],
  ['product-question', ['availab']],
  ['product-question', ['presale']],
  ['complaint', ['complain']],
  ['complaint', ['negative', 'feedback']],
  ['complaint', ['angry']],
  ['where-is-order', ['shipping']],
  ['where-is-order', ['deliver']],
  ['something-else', ['other']],
  ['something-else', ['else']],
  ['something-else', ['spam']],
  ['something-else', ['partner']],
  ['something-else', ['wholesale']],
  ['something-else', ['account']],
];

/** The class that a name of a help desk stands for; null for a name that is no class of ours. */
export function classOfName(name: string): TicketClass | null {
  const words = name
    .slice(0, 255)
    .replace(/([\p{Ll}])(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}\p{M}'’]+/u)
    .map(plain)
    .filter((word) => word !== '');
  const id = words.join('-');
  if (Object.hasOwn(TICKET_CLASSES, id)) return id as TicketClass;
  const fits = NAMES.find(([, wanted]) =>
    wanted.every((beginning) => words.some((word) => word.startsWith(beginning))),
  );
  return fits?.[0] ?? null;
}

/** What a help desk says of a ticket: names of the class it gave, from the surest to the least sure. */
export const namesOfDesk = (properties: Readonly<Record<string, Json>>): readonly string[] =>
  SAID_IN.flatMap((field) => {
    const value = properties[field];
    const list = Array.isArray(value) ? value : [value];
    return list.filter((name): name is string => typeof name === 'string').slice(0, 50);
  });

/** The class that a help desk says; null when none of its names is one of ours. */
export function classOfDesk(names: readonly string[]): TicketClass | null {
  for (const name of names) {
    const found = classOfName(name);
    if (found !== null) return found;
  }
  return null;
}
