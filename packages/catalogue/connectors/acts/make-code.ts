import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Makes a discount code that works once, in the checkout of the store. */
export const makeCode = defineCapability({
  id: 'make-code',
  title: 'Discount code',
  words: 'make discount codes',
  input: z.strictObject({
    code: z.string().min(4).max(60),
    kind: z.enum(['percentage', 'amount', 'free-shipping']),
    /** Percent 1 to 100, or minor units; 0 for free shipping. */
    value: z.number().min(0),
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** Smallest subtotal, in minor units; null for any. */
    minimum: z.int().min(1).nullable(),
    /** Epoch milliseconds. */
    startsAt: z.number(),
    endsAt: z.number(),
    /** The name in the store's list. */
    title: z.string().max(200),
  }),
  instants: ['startsAt', 'endsAt'],
  example: {
    code: 'BACK-7KQ2M4XPRT',
    kind: 'percentage',
    value: 10,
    currency: 'USD',
    minimum: 3_000,
    startsAt: 1_790_000_000_000,
    endsAt: 1_790_259_200_000,
    title: 'BACK-7KQ2M4XPRT',
  },
});
