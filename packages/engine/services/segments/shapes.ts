import { id, instant, pageShape, type Shape } from '@millrace/core/verb';
import { flowStateSchema } from '@millrace/core/rows';
import { conditionSchema } from '@millrace/flow';
import { z } from 'zod';

/** Longest name of a segment, in characters. */
export const LONGEST_NAME = 80;

const segmentFields = {
  id,
  name: z.string(),
  description: z.string(),
  condition: conditionSchema
    .nullable()
    .describe('Who belongs to it; null for a list, whose people are put on it one by one'),
  people: z.int().describe('Number of customers in it now'),
  counting: z.boolean().describe('True until everybody was checked once; `people` grows meanwhile'),
  revision: z.int().describe('Grows with each change of the condition'),
  createdAt: instant,
  updatedAt: instant,
};

export const segmentSchema = z.strictObject(segmentFields).meta({ id: 'Segment' });
export type SegmentView = Shape<typeof segmentSchema>;

export const segmentUseSchema = z.strictObject({
  flows: z.array(z.strictObject({ id, name: z.string(), state: flowStateSchema })),
  segments: z.array(z.strictObject({ id, name: z.string() })),
});

export const usedSegmentSchema = z
  .strictObject({ ...segmentFields, usedBy: segmentUseSchema })
  .meta({ id: 'SegmentWithUse' });
export type UsedSegment = Shape<typeof usedSegmentSchema>;

const memberSchema = z.strictObject({
  id,
  email: z.string().nullable(),
  phone: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  since: instant.describe('When they were found in it'),
});
export const memberPageSchema = pageShape(memberSchema);

export const listChangeSchema = z
  .strictObject({
    name: z.string().describe('Name of the list'),
    changed: z.int().describe('Number of people who were put on the list, or taken off it'),
    already: z.int().describe('Number of people for whom nothing changed'),
    unknown: z.array(z.string()).describe('What named nobody, as it was sent'),
  })
  .meta({ id: 'ListChange' });
