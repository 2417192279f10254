import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Ends the person's consent to marketing, as if they had unsubscribed. */
export const withdrawConsent = defineCapability({
  id: 'withdraw-consent',
  title: 'End of marketing',
  words: 'end consent to marketing',
  input: z.strictObject({
    /** Ids of channels. */
    channels: z.array(z.string().min(1).max(40)).min(1).max(40),
  }),
  example: { channels: ['a-channel'] },
});
