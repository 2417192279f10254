import { z } from 'zod';
import { defineCapability } from './define.ts';

export const PROPERTY_TYPES = ['text', 'number', 'boolean', 'date'] as const;

/** Changes the person's profile in Millrace. */
export const changeProfile = defineCapability({
  id: 'change-profile',
  title: 'Profile change',
  words: 'change customer profiles',
  input: z.discriminatedUnion('do', [
    z.strictObject({ do: z.enum(['add-tag', 'remove-tag']), tag: z.string().min(1).max(500) }),
    z.strictObject({
      do: z.literal('set-property'),
      name: z.string().min(1).max(80),
      type: z.enum(PROPERTY_TYPES),
      /** A template. */
      value: z.string().max(2_000),
    }),
    z.strictObject({ do: z.literal('clear-property'), name: z.string().min(1).max(80) }),
  ]),
  example: { do: 'set-property', name: 'favouriteTea', type: 'text', value: 'Assam' },
});
