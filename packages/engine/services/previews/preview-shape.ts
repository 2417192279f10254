import { free, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

/** A rendered message for preview. */
export const contentPreviewSchema = z.strictObject({
  senderName: z.string().nullable(),
  subject: z.string().nullable(),
  preheader: z.string().nullable(),
  /** A whole HTML page; null for plain text channels. */
  html: z.string().nullable(),
  text: z.string(),
  segments: z.int().nullable(),
  /** Parts that only this channel has, such as buttons. */
  parts: free,
  /** Links that were left out, and why. */
  warnings: z.array(z.string()),
});
export type ContentPreview = Shape<typeof contentPreviewSchema>;
