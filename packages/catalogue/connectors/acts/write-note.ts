import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Adds a line to the note that the store's staff read on an order or a customer. */
export const writeNote = defineCapability({
  id: 'write-note',
  title: 'Note in the store',
  words: 'write notes',
  input: z.strictObject({
    about: z.enum(['order', 'customer']),
    /** A template. */
    note: z.string().min(1).max(2_000),
  }),
  example: { about: 'order', note: 'Asked twice when it arrives' },
});
