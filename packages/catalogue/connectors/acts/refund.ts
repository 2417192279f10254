import { z } from 'zod';
import { defineCapability } from './define.ts';

const common = {
  /** What comes back is for sale again. */
  restock: z.boolean(),
  /** The store tells the customer. */
  notify: z.boolean(),
  /** For those who look at the refund in the store. A template. */
  note: z.string().max(500),
};

/** Gives money back for the order the flow is about: never more than the store says can be given back. */
export const refund = defineCapability({
  id: 'refund',
  title: 'Refund',
  words: 'give money back',
  input: z.discriminatedUnion('what', [
    /** All that can still be given back, with shipping. */
    z.strictObject({ what: z.literal('whole'), ...common }),
    z.strictObject({
      what: z.literal('lines'),
      /** Lines by SKU or id with how many, such as `MUG-1, BAG-2 x 2`. A template. */
      lines: z.string().max(2_000),
      /** What shipping cost, too. */
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

/** Texts of a refund that are filled in, by name. */
export function refundTexts(given: unknown): Readonly<Record<string, string>> {
  const input = refund.input.parse(given);
  return { note: input.note, ...(input.what === 'lines' ? { lines: input.lines } : {}) };
}
