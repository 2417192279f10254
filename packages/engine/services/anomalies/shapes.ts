import { id, instant, notShown, pageShape, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

const value = z.number().describe('A count, a share from 0 to 1, or minor units, as `shows` says');
const day = z.string().describe("A day of the store's calendar, such as 2026-11-26");

const anomalyFields = {
  id,
  metric: z.string().describe('Which number, such as `orders` or `product-returns`'),
  title: z.string().describe('Its name for people: “Returns of Kettle”'),
  summary: z.string().describe('What is unusual, in a sentence'),
  cause: z.string().nullable().describe('The most likely cause, if one is known'),
  shows: z.enum(['count', 'rate', 'amount']),
  rhythm: z
    .enum(['day', 'week'])
    .describe('`week`: it is judged by the total of the seven days that end with `day`'),
  day,
  lastDay: day.describe('The latest day on which it was unusual again'),
  direction: z.enum(['low', 'high']),
  isWorse: z.boolean().describe('Whether this direction is bad for the store'),
  value,
  expected: value,
  lower: value,
  upper: value,
  foundAt: instant,
  seenAt: instant.nullable(),
  seenBy: z.string().nullable().describe('Who marked it as seen'),
  ...notShown,
};

export const anomalySchema = z.strictObject(anomalyFields).meta({ id: 'Anomaly' });
export type AnomalyView = Shape<typeof anomalySchema>;

const point = z.number().nullable();
export const anomalyDetailSchema = z
  .strictObject({
    ...anomalyFields,
    deviations: z
      .number()
      .describe(
        'Robust deviations from what was expected; 4 and more are unusual, of totals of seven days 5 and more',
      ),
    compared: z.int().describe('Earlier days, or weeks, it was compared with'),
    points: z
      .array(z.strictObject({ day, value: point, expected: point, lower: point, upper: point }))
      .describe('The days or weeks before it, oldest first, each with the range in which it was expected'),
    causes: z
      .array(
        z.strictObject({
          kind: z.enum([
            'sending-stopped',
            'connection-failing',
            'out-of-stock',
            'version-published',
            'moved-too',
          ]),
          sentence: z.string(),
          flowId: id.nullable(),
        }),
      )
      .describe('Likely causes, the most likely first'),
  })
  .meta({ id: 'AnomalyWithEvidence' });
export type AnomalyDetail = Shape<typeof anomalyDetailSchema>;

export const anomalyPageSchema = pageShape(anomalySchema);

export const checkedSchema = z
  .strictObject({
    day: day.nullable().describe('The last day that was looked at; null before the first'),
    numbers: z.int().describe('Numbers that the store has'),
    judged: z.int().describe('Those of them that have enough days to be judged'),
    waiting: z.boolean().describe('True while a check is due or running'),
  })
  .meta({ id: 'NumbersChecked' });
