import { freeRecord, id, instant, notShown, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

const putRightSchema = z.strictObject({
  question: z.string(),
  options: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  words: z
    .array(z.string())
    .describe('Words that spoke for the choice, read now and stored nowhere; empty without customers:read'),
  right: z.string().nullable().describe('The option somebody said was right; null while nobody did'),
  by: z.string().nullable(),
  at: instant.nullable(),
});
export type PutRightView = z.output<typeof putRightSchema>;

/** One decision as stored, with an explanation for people. */
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
        options: z.record(z.string(), z.string()).describe('Name of each option, by id'),
        known: z
          .array(z.strictObject({ name: z.string(), value: z.string() }))
          .describe('The inputs of the decision'),
      })
      .describe('The decision explained for people'),
    putRight: putRightSchema
      .nullable()
      .describe('How a person says what it should have been; null when nothing is learned from that'),
    ...notShown,
  })
  .meta({ id: 'Decision' });
export type DecisionView = Shape<typeof decisionSchema>;
