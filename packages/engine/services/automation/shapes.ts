import { amount, id, instant, type Shape } from '@millrace/core/verb';
import { z } from 'zod';
import { storeHasSchema } from './store-has.ts';

/** The orders of a store, as they are counted. Money in minor units. */
export const storeCountSchema = z.strictObject({
  /** In a month of 30 days. */
  orders: z.number(),
  orderValue: z.number().nullable(),
  margin: z.number().nullable(),
  /** Orders counted, and the days they came in. */
  counted: z.number(),
  days: z.number(),
});
export type StoreCount = Shape<typeof storeCountSchema>;

/** What a store's past says of one template. */
export const templateCountSchema = z.strictObject({
  /** People who would enter in a month, each once; null when nobody can tell. */
  people: z.number().nullable(),
  /** Times that somebody or something would enter in a month. */
  entries: z.number().nullable(),
  /** Share of them who agreed to one of its channels. */
  reach: z.number().nullable(),
  /** People, or times, that were counted, and the days. */
  counted: z.number(),
  days: z.number(),
  /** People whose outcome window is over, those of them who ordered, and the margin of these orders. */
  windows: z.number(),
  buyers: z.number(),
  margin: z.number(),
});
export type TemplateCount = Shape<typeof templateCountSchema>;

const span = z.strictObject({ low: z.number(), high: z.number() });
const share = z.number().min(0).max(1);

const inputsSchema = z
  .strictObject({
    people: z.number().nullable().describe('People who would enter in a month, each once'),
    entries: z.number().nullable().describe('Times in a month that something would enter'),
    reach: share.nullable().describe('Share of them who may be written to'),
    rate: share.nullable().describe('Share who order in the outcome window without it'),
    margin: z.number().nullable().describe('Margin of one who orders, in minor units'),
    orderValue: z.number().nullable().describe('What they pay for goods before a discount, in minor units'),
    effect: span.nullable().describe('By how much more people order, as a share of `rate`'),
    measured: span
      .nullable()
      .describe('Margin for each person beyond the holdout, by a flow made from it; replaces the effect'),
    discountShare: share.describe('Share of the orders that use its offer'),
    discountDepth: share.describe('Share of the price that the offer takes'),
    channels: z.array(
      z.strictObject({
        channel: z.string(),
        sends: z.number().describe('Messages that one person gets on average'),
        cost: z.number().describe('Of one message, in minor units; may be a fraction'),
      }),
    ),
    minutes: span.nullable().describe('Minutes of work by hand that one entry saves'),
    hourCost: z.number().describe('Of an hour of work, in minor units'),
  })
  .meta({ id: 'EarningsInputs' });

/** Where each input is from, in a sentence. */
const fromSchema = z.strictObject({
  people: z.string(),
  entries: z.string(),
  reach: z.string(),
  rate: z.string(),
  margin: z.string(),
  orderValue: z.string(),
  effect: z.string(),
  discount: z.string(),
  messages: z.string(),
  minutes: z.string(),
  hourCost: z.string(),
});

const amounts = z.strictObject({ low: amount, high: amount });

export const fitSchema = z
  .strictObject({
    template: z.string().describe('Id of the template'),
    place: z
      .enum(['first', 'next', 'missing', 'later', 'running'])
      .describe(
        'first: begin with it; next: ready too; missing: the store lacks something; later: the store has too few orders; running: it runs already',
      ),
    reason: z.string().describe('Why it is at its place, in one sentence'),
    messages: z.int().describe('Messages to read before it goes live'),
    earns: amounts
      .nullable()
      .describe('Contribution margin in a month of 30 days, less offers and messages; null when not known'),
    sentence: z.string().describe('What it should earn, or why that is not known'),
    missing: z.array(z.enum(['people', 'entries', 'reach', 'rate', 'margin', 'orderValue'])),
    inputs: inputsSchema,
    from: fromSchema,
    unknown: z.string().nullable().describe('What it also brings that nobody can put into money'),
    flowId: id.nullable().describe('The flow made from it that runs already, or whose lift is used'),
  })
  .meta({ id: 'TemplateFit' });
export type TemplateFit = Shape<typeof fitSchema>;

export const forYourStoreSchema = z
  .strictObject({
    currency: z.string(),
    countedAt: instant.nullable().describe('When the past was counted; null before the first time'),
    waiting: z.boolean().describe('Whether it is being counted'),
    size: z.enum(['unknown', 'empty', 'small', 'middle', 'large']).describe('By orders a month'),
    orders: z.number().nullable().describe('Orders in a month of 30 days; null before they are counted'),
    sentence: z.string().describe('What to begin with and why, in one or two sentences'),
    has: storeHasSchema.describe('What it has of the things that flows need'),
    templates: z.array(fitSchema).describe('In the order to look at them'),
  })
  .meta({ id: 'ForYourStore' });
export type ForYourStore = Shape<typeof forYourStoreSchema>;
