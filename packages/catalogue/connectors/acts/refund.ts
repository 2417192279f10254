import { z } from 'zod';
import { defineCapability } from './define.ts';

const common = {
  /** Whether returned items are put back in stock. */
  restock: z.boolean(),
  /** Whether the store tells the customer. */
  notify: z.boolean(),
  /** Note for the store's staff. A template. */
  note: z.string().max(500),
};

/** Refunds the order that the flow is about, never more than the store says can be refunded. */
export const refund = defineCapability({
  id: 'refund',
  title: 'Refund',
  words: 'refund orders',
  input: z.discriminatedUnion('what', [
    /** Everything that can still be refunded, with shipping. */
    z.strictObject({ what: z.literal('whole'), ...common }),
    z.strictObject({
      what: z.literal('lines'),
      /** Lines by SKU or id with how many, such as `MUG-1, BAG-2 x 2`. A template. */
      lines: z.string().max(2_000),
      /** Whether shipping is refunded too. */
      shipping: z.boolean(),
      ...common,
    }),
    z.strictObject({
      what: z.literal('amount'),
      /** Minor units. */
      amount: z.int().min(1),
      currency: z.string().regex(/^[A-Z]{3}$/),
      ...common,
    }),
  ]),
  example: {
    what: 'lines',
    lines: 'MUG-1, COFFEE-250 x 2',
    shipping: false,
    restock: true,
    notify: true,
    note: 'Arrived broken',
  },
});

/** The templates of a refund, by name. */
export function refundTexts(given: unknown): Readonly<Record<string, string>> {
  const input = refund.input.parse(given);
  return { note: input.note, ...(input.what === 'lines' ? { lines: input.lines } : {}) };
}
