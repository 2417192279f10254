import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Lets the person into another flow of the store, with the cart or order that this one is about. */
export const enterFlow = defineCapability({
  id: 'enter-flow',
  title: 'Entry into another flow',
  words: 'let people into other flows',
  input: z.strictObject({ flow: z.uuid() }),
  example: { flow: '0198f2a0-0000-7000-8000-000000000001' },
});
