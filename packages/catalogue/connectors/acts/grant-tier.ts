import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Grants a loyalty tier to the person. */
export const grantTier = defineCapability({
  id: 'grant-tier',
  title: 'Loyalty tier',
  words: 'grant loyalty tiers',
  input: z.strictObject({
    /** Name of a tier of the store. */
    tier: z.string().min(1).max(40),
    /** Until when, an instant; null for good. */
    until: z.number().nullable(),
  }),
  instants: ['until'],
  example: { tier: 'Gold', until: 1_780_000_000_000 },
});
