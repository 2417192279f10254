import { REPORT_PERIODS } from '@millrace/connectors/acts';
import { amount, id, instant, type Shape } from '@millrace/core/verb';
import { z } from 'zod';
import { causedSchema } from '../measure/caused-flows.ts';

const day = z.string().describe("A day of the store's calendar, such as 2026-11-26");
const count = z.int();

export const figureSchema = z.strictObject({
  id: z
    .enum([
      'revenue',
      'orders',
      'average-order',
      'discount',
      'flow-revenue',
      'new-customers',
      'carts-left',
      'sent',
      'unsubscribed',
      'returns',
      'tickets',
    ])
    .describe('Which figure'),
  shows: z.enum(['count', 'amount']).describe('`amount`: minor units of the currency'),
  value: z.number(),
  before: z.number().describe('The same figure of the time it is compared with'),
  notable: z
    .boolean()
    .describe('Whether the difference is more than two standard errors, so that it is hardly chance'),
});
export type FigureView = Shape<typeof figureSchema>;

export const reportSchema = z
  .strictObject({
    period: z.enum(REPORT_PERIODS),
    title: z.string().describe('The time in words: “Friday 27 November”'),
    day: day.describe('Its first day'),
    from: instant,
    to: instant.describe('Its end; of a time that is running, now'),
    isOver: z.boolean().describe('False while the time is running'),
    comparedWith: z.string().describe('What figures are compared with: “the week before”'),
    earlier: day.describe('First day of the report before it'),
    later: day.nullable().describe('First day of the report after it; null where that has not begun'),
    currency: z.string(),
    summary: z.array(z.string()).describe('What stands out, in whole sentences'),
    figures: z.array(figureSchema),
    days: z
      .array(z.strictObject({ day, orders: count, revenue: amount }))
      .describe('Every day of the report, oldest first; of a report of one day, the four weeks until it'),
    knownAt: instant
      .nullable()
      .describe(
        'When the days that are over were added up: in a large store a worker does so about once a minute. Null when everything was added up for this answer',
      ),
    channels: z.array(
      z.strictObject({
        channel: z.string(),
        title: z.string(),
        sent: count,
        sentBefore: count,
        delivered: count,
        opened: count,
        clicked: count,
      }),
    ),
    flows: z
      .array(z.strictObject({ flowId: id, name: z.string(), orders: count, revenue: amount }))
      .describe('Orders that followed messages, by flow; the most revenue first'),
    caused: z.array(causedSchema).describe('What each published flow caused since it was published'),
    products: z.array(
      z.strictObject({
        id,
        title: z.string(),
        units: count,
        stock: count.nullable().describe('In stock now'),
      }),
    ),
    unusual: z.array(z.strictObject({ id, sentence: z.string(), isWorse: z.boolean() })),
    stock: z
      .array(z.strictObject({ title: z.string(), stock: count }))
      .describe('Active products that are out of stock or nearly so now; at most 20'),
    stockTotal: count.describe('How many there are'),
    work: count.describe('Open tasks and questions now'),
  })
  .meta({ id: 'StoreReport' });
export type ReportView = Shape<typeof reportSchema>;

const share = z.number().min(0).max(1).nullable();
const money = z
  .number()
  .nullable()
  .describe('Minor units for each customer; null while their time is not over');

const valueFields = {
  customers: count.describe('Who ordered first in this time'),
  again: share.describe('Share that ordered again within 90 days; null while that is not over'),
  first: money.describe('Revenue of the first order for each customer, in minor units'),
  days30: money,
  days90: money,
  days365: money,
};

export const cohortsSchema = z
  .strictObject({
    currency: z.string(),
    cohorts: z
      .array(z.strictObject({ month: z.string().describe('2026-10: of their first order'), ...valueFields }))
      .describe('Customers by the month of their first order, the latest first'),
    channels: z
      .array(
        z.strictObject({
          channel: z.string().nullable().describe('Null: no message of a flow came before the first order'),
          title: z.string(),
          ...valueFields,
        }),
      )
      .describe('The same customers by the channel whose message came before their first order'),
  })
  .meta({ id: 'CustomerCohorts' });
export type CohortsView = Shape<typeof cohortsSchema>;
