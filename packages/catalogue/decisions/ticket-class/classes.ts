/** A class of tickets. */
interface TicketClassWords {
  /** As a shop says it. */
  readonly title: string;
  /** In the table of mistakes, where there is little room. */
  readonly short: string;
  /**
   * Share of tickets that the rule assumes before it reads one. The first is about what Gorgias counts over online stores;
   * the others are set by hand and add up to 1 with it.
   */
  readonly share: number;
}

/** The classes, in the order in which they are offered. */
export const TICKET_CLASSES = {
  'where-is-order': { title: 'Where is my order?', short: 'Where', share: 0.22 },
  'not-received': { title: 'Delivered but missing', short: 'Missing', share: 0.06 },
  'wrong-or-damaged': { title: 'Wrong or damaged item', short: 'Wrong', share: 0.09 },
  'return-or-exchange': { title: 'Return or exchange', short: 'Return', share: 0.15 },
  'refund-or-payment': { title: 'Refund or payment', short: 'Refund', share: 0.09 },
  'change-or-cancel': { title: 'Change or cancel the order', short: 'Change', share: 0.1 },
  'product-question': { title: 'Question about a product', short: 'Product', share: 0.14 },
  complaint: { title: 'Complaint', short: 'Complaint', share: 0.03 },
  'something-else': { title: 'Something else', short: 'Else', share: 0.12 },
} as const satisfies Readonly<Record<string, TicketClassWords>>;

export type TicketClass = keyof typeof TICKET_CLASSES;
/** Their ids, in order: the order of the columns of trained parameters. */
export const CLASS_IDS = Object.keys(TICKET_CLASSES) as readonly TicketClass[];

export const isTicketClass = (id: unknown): id is TicketClass =>
  typeof id === 'string' && Object.hasOwn(TICKET_CLASSES, id);
export const placeOf = (id: TicketClass): number => CLASS_IDS.indexOf(id);
