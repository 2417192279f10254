import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Adds a tag to the order in the store, or removes one. */
export const tagOrder = defineCapability({
  id: 'tag-order',
  title: 'Order tag',
  words: 'tag orders',
  input: z.strictObject({
    do: z.enum(['add-tag', 'remove-tag']),
    /** A template. */
    tag: z.string().min(1).max(500),
  }),
  example: { do: 'add-tag', tag: 'check the address' },
});
