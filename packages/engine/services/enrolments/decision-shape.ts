import { freeRecord, id, instant, notShown, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

/** One decision as it was kept, and as a person reads it. */
export const decisionSchema = z
  .strictObject({
    id,
    model: z.string(),
    by: z.string().describe('model or rule'),
    flowId: id,
    enrolmentId: id,
    customerId: id.nullable(),
    node: z.string(),
    visit: z.int(),
    inputs: freeRecord,
    options: z.array(
      z.strictObject({
        id: z.string(),
        probability: z.number(),
        score: z.number().nullable(),
        note: z.string().nullable(),
      }),
    ),
    chosen: z.string(),
    probability: z.number().nullable(),
    score: z.number().nullable(),
    explanation: z.array(z.string()),
    at: instant,
    heldOut: z.boolean(),
    reward: z.number().nullable(),
    rewardedAt: instant.nullable(),
    told: z
      .strictObject({
        sentences: z.array(z.string()).describe('Why, strongest reason first'),
        options: z.record(z.string(), z.string()).describe('What each option is called, by its id'),
        known: z
          .array(z.strictObject({ name: z.string(), value: z.string() }))
          .describe('What was known at that moment'),
      })
      .describe('The decision as a person reads it'),
    ...notShown,
  })
  .meta({ id: 'Decision' });
export type DecisionView = Shape<typeof decisionSchema>;
