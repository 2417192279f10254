import { id, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

/** What was taken of what came in, and what was not and why. */
export const ingestReportSchema = z.strictObject({
  accepted: z.array(
    z.strictObject({
      index: z.int().describe('Place of the event in what was sent, from 0'),
      id: z.string(),
      eventId: id,
      duplicate: z.boolean().describe('True when this id came before: it is one event'),
      notes: z
        .array(z.string())
        .optional()
        .describe('What of it did not count, and why: a yes without a date never beats a no'),
    }),
  ),
  refused: z.array(z.strictObject({ index: z.int(), id: z.string().nullable(), problem: z.string() })),
});
export type IngestReport = Shape<typeof ingestReportSchema>;
