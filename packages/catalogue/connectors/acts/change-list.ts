import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Puts the person on a list of the store, or takes them off it. */
export const changeList = defineCapability({
  id: 'change-list',
  title: 'List change',
  words: 'change lists',
  input: z.strictObject({ do: z.enum(['put-on', 'take-off']), list: z.uuid() }),
  example: { do: 'put-on', list: '0198f2a0-0000-7000-8000-000000000001' },
});
