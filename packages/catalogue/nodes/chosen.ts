import { z } from 'zod';
import { textIn } from './reading.ts';

/** Nothing is chosen yet. */
export const NONE = { id: '', name: '' };

/** A flow, a list or another thing of the store that a step names. */
export const chosenSchema = z.strictObject({
  id: z.union([z.literal(''), z.uuid()]).default(''),
  /** As it was called when it was chosen, for the card. */
  name: z.string().max(200).default(''),
});

/** The name of what is chosen, in a perhaps unfinished config; empty for nothing. */
export const nameOf = (chosen: unknown): string =>
  typeof chosen === 'object' && chosen !== null ? textIn((chosen as Record<string, unknown>)['name']) : '';
