import { id, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

/** Which events were taken, and which were refused and why. */
export const ingestReportSchema = z.strictObject({
  accepted: z.array(
    z.strictObject({
      index: z.int().describe('Position of the event in the request, from 0'),
      id: z.string(),
      eventId: id,
      duplicate: z.boolean().describe('True when this id was sent before: it is one event'),
      notes: z
        .array(z.string())
        .optional()
        .describe('What was ignored, and why: an opt-in without a date never replaces an opt-out'),
    }),
  ),
  refused: z.array(z.strictObject({ index: z.int(), id: z.string().nullable(), problem: z.string() })),
});
export type IngestReport = Shape<typeof ingestReportSchema>;
