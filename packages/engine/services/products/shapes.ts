import { amount, id, notShown, pageShape, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

const units = z.number();
const days = z.number();

export const reorderSchema = z
  .strictObject({
    id,
    title: z.string(),
    vendor: z.string().nullable(),
    image: z.string().nullable(),
    currency: z.string(),
    stock: z.int().nullable().describe('Units over all variants; null when not tracked'),
    onOrder: z.int().describe('Units of approved purchase orders that have not arrived'),
    cost: amount.nullable().describe('Cost of one; null when unknown'),
    dailyDemand: units.nullable().describe('Expected units of a day; null while too little is known'),
    lower: units.nullable().describe('Of a usual day, with 95% certainty'),
    upper: units.nullable(),
    by: z
      .enum(['model', 'rule'])
      .nullable()
      .describe('Whether the model foretold it, or the mean of eight weeks'),
    daysLeft: z
      .int()
      .nullable()
      .describe('Whole days that the stock lasts as expected; 730 for as many or more'),
    leadDays: days.nullable().describe('Lead time of its vendor; null when not set'),
    leadSpreadDays: days.nullable().describe('Standard deviation of the lead time; null when not set'),
    minimum: z.int().describe('Fewest units of an order'),
    pack: z.int().describe('Orders are multiples of it'),
    protectedDays: days.nullable().describe('Lead time, and the day between two looks at the stock'),
    expected: units.nullable().describe('Expected units of those days'),
    safety: units.nullable().describe('Units beyond them that keep the service level'),
    point: z.int().nullable().describe('Stock, with what is on order, at which it is ordered again'),
    units: z.int().nullable().describe('Units to order now; null when they cannot be told'),
    isDue: z.boolean().nullable().describe('Whether it is at or below its reorder point'),
    because: z.array(z.string()).describe('Why, in sentences'),
    seen: z
      .strictObject({
        orders: z.int(),
        days: days.describe('Mean'),
        spread: days.nullable().describe('Standard deviation; null for one'),
      })
      .nullable()
      .describe('Days from approved orders to their first delivery, as they were seen; null for none'),
    ...notShown,
  })
  .meta({ id: 'Reorder' });
export type ReorderView = Shape<typeof reorderSchema>;

export const reorderPageSchema = pageShape(reorderSchema).extend({
  policy: z
    .strictObject({
      serviceLevel: z.number(),
      coverDays: z.int(),
      orderLimit: amount.nullable(),
    })
    .describe('Of the settings of the store'),
  due: z.int().describe('Products that are to be ordered'),
  withoutLeadTime: z.int().describe('Products whose demand is known, and whose lead time is not'),
});
