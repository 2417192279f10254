import { free, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

/** A message as it would look. */
export const contentPreviewSchema = z.strictObject({
  senderName: z.string().nullable(),
  subject: z.string().nullable(),
  preheader: z.string().nullable(),
  /** A whole page; null for channels of plain text. */
  html: z.string().nullable(),
  text: z.string(),
  segments: z.int().nullable(),
  /** What only this channel has, such as buttons. */
  parts: free,
  /** Links that had to be left out, and why. */
  warnings: z.array(z.string()),
});
export type ContentPreview = Shape<typeof contentPreviewSchema>;
