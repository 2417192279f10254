import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Opens a return of the order that the flow is about, and sends other items in exchange. */
export const exchangeItems = defineCapability({
  id: 'exchange-items',
  title: 'Exchange',
  words: 'exchange items',
  input: z.strictObject({
    /** What comes back, by SKU or id with how many, such as `MUG-1, BAG-2 x 2`. A template. */
    back: z.string().min(1).max(2_000),
    /** What is sent for it, likewise. A template. */
    out: z.string().min(1).max(2_000),
    /** Why, for the store's staff. A template. */
    note: z.string().max(250),
  }),
  example: { back: 'SHIRT-M', out: 'SHIRT-L', note: 'Too small' },
});

/** Makes a label with which the customer sends something back, and gives it to them. */
export const makeLabel = defineCapability({
  id: 'make-label',
  title: 'Return label',
  words: 'make return labels',
  input: z.strictObject({
    /** What comes back, by SKU; empty for what the return says. A template. */
    lines: z.string().max(2_000),
    /** For the customer. A template. */
    note: z.string().max(1_000),
  }),
  example: { lines: 'SHIRT-M', note: 'Please put the printed label on the parcel' },
});
