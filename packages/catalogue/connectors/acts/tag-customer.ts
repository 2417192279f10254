import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Adds a tag to the customer in the store, or removes one. */
export const tagCustomer = defineCapability({
  id: 'tag-customer',
  title: 'Tag in the store',
  words: 'tag customers',
  input: z.strictObject({
    do: z.enum(['add-tag', 'remove-tag']),
    /** A template. */
    tag: z.string().min(1).max(500),
  }),
  example: { do: 'add-tag', tag: 'vip' },
});
