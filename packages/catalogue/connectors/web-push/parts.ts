import { z } from 'zod';

/** What only notifications have, as the channel writes it; a test compares the two. */
export const pushPartsSchema = z.object({
  link: z.string(),
  picture: z.string().nullable(),
  buttons: z.array(z.object({ text: z.string(), link: z.string() })),
  /** Seconds for which a push service keeps it. */
  keptFor: z.int().positive(),
  urgency: z.enum(['low', 'normal', 'high']),
  replaces: z.boolean(),
});
