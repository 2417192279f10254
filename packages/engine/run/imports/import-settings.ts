import { z } from 'zod';
import { ENCODINGS } from './file-text.ts';
import { SEPARATORS } from './parse-rows.ts';

/** How a cell of a customer's property is read. */
export const PROPERTY_TYPES = ['text', 'number', 'yes-no', 'date', 'list'] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

export const MOST_COLUMNS = 400;

export const importColumnSchema = z.strictObject({
  field: z
    .string()
    .max(60)
    .nullable()
    .describe('Id of the field; `property` for a property; null to leave the column out'),
  name: z.string().max(120).default('').describe('The name of the property'),
  type: z.enum(PROPERTY_TYPES).default('text').describe('How a property is read'),
});
export type ImportColumn = z.output<typeof importColumnSchema>;

/** How a file is read, and what it means. */
export const importSettingsSchema = z
  .strictObject({
    encoding: z.enum(ENCODINGS),
    separator: z.enum(SEPARATORS),
    header: z.boolean().describe('Whether the first row has the names of the columns'),
    columns: z
      .array(importColumnSchema)
      .max(MOST_COLUMNS)
      .describe('What each column is, in the order of the file'),
    dateOrder: z
      .enum(['unknown', 'day-first', 'month-first'])
      .describe('What dates such as 03/04/2026 mean. Rows with such a date are refused while it is unknown'),
    decimal: z.enum(['point', 'comma']).describe('How numbers and amounts are written'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'A country is two capital letters, such as DE.')
      .nullable()
      .describe('The country of phone numbers without a country code'),
    known: z
      .enum(['update', 'fill'])
      .describe('Customers who are known already: `update` their details, or only `fill` in what is missing'),
    list: z
      .uuid()
      .nullable()
      // Settings of before there were lists have none.
      .optional()
      .describe('A list on which everybody in a file of customers is put; null for none'),
    shop: z
      .uuid()
      .nullable()
      .describe(
        'The connection whose shop gave out the numbers of customers and orders; null for a shop that is not connected',
      ),
    shopName: z
      .string()
      .trim()
      .max(60)
      .describe('A name for a shop that is not connected, when files of several shops have the same numbers'),
    consentSource: z
      .string()
      .trim()
      .max(200)
      .describe('Where and how people agreed, for rows that do not say it'),
    consentAt: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/, 'A day is written like 2026-04-03.')
      .nullable()
      .describe('The day on which they agreed, for rows without a date'),
    consentChannel: z.string().max(40).nullable().describe('The channel of rows that name none'),
    consentState: z
      .enum(['subscribed', 'unsubscribed'])
      .nullable()
      .describe('What everybody in the file said, when no column tells it'),
  })
  .meta({ id: 'ImportSettings' });
export type ImportSettings = z.output<typeof importSettingsSchema>;
