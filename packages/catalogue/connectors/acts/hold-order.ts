import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Why an order is held. */
export const HOLD_REASONS = ['fraud', 'address', 'stock', 'payment', 'other'] as const;

/** Holds the order that the flow is about, so that nothing of it is shipped, or releases it. */
export const holdOrder = defineCapability({
  id: 'hold-order',
  title: 'Hold of an order',
  words: 'hold orders',
  input: z.discriminatedUnion('do', [
    z.strictObject({
      do: z.literal('hold'),
      reason: z.enum(HOLD_REASONS),
      /** A template. */
      note: z.string().max(500),
    }),
    /** Only the hold that Millrace made; one by somebody else stays. */
    z.strictObject({ do: z.literal('release') }),
  ]),
  example: { do: 'hold', reason: 'fraud', note: 'Address and card are from different countries' },
});
