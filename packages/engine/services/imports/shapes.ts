import { id, instant, notShown, pageShape, type Shape } from '@millrace/core/verb';
import { IMPORT_KINDS, IMPORT_STATES, importSettingsSchema } from '@millrace/run/imports';
import { z } from 'zod';

const number = z.int().min(0);

export const importCountsSchema = z.strictObject({
  rows: number.describe('Rows read so far'),
  new: number.describe('Customers, or orders, that were not known'),
  updated: number,
  unchanged: number.describe('Rows that say what is known already'),
  kept: number.describe('People who unsubscribed, or whose address is suppressed, and stay so'),
  refused: number.describe('Rows that cannot be imported'),
  reasons: z
    .array(
      z.strictObject({
        reason: z.string(),
        sentence: z.string().describe('One of the rows’ reasons'),
        rows: number,
      }),
    )
    .describe('Why rows were refused or kept, most frequent first'),
});

const summary = {
  id,
  kind: z.enum(IMPORT_KINDS),
  name: z.string().describe('Name of the file'),
  state: z
    .enum(IMPORT_STATES)
    .describe('`checking` counts what the import would do and changes nothing; `running` does it'),
  bytes: number,
  doneBytes: number.describe('How much of the file was read'),
  counts: importCountsSchema,
  problem: z.string().nullable().describe('Why it failed'),
  createdBy: z.string().nullable(),
  createdAt: instant,
  startedAt: instant.nullable().describe('When the check or the import began'),
  finishedAt: instant.nullable(),
  fileUntil: instant.nullable().describe('When the file and its refused rows are deleted'),
};

export const importSummarySchema = z.strictObject({ ...summary, ...notShown }).meta({ id: 'ImportSummary' });
export type ImportSummary = Shape<typeof importSummarySchema>;
export const importPageSchema = pageShape(importSummarySchema);

export const importSchema = z
  .strictObject({
    ...summary,
    settings: importSettingsSchema
      .nullable()
      .describe('How the file is read; null while it is being uploaded'),
    columns: z.array(
      z.strictObject({
        header: z.string(),
        samples: z.array(z.string()).describe('The first cells that are not empty'),
      }),
    ),
    preview: z
      .array(
        z.strictObject({
          line: z.int().describe('Number of the row, as a spreadsheet shows it'),
          problem: z.string().nullable(),
          values: z.array(z.strictObject({ label: z.string(), value: z.string() })),
        }),
      )
      .describe('The first rows as they are read'),
    problems: z.array(z.string()).describe('What has to be settled before the file can be checked'),
    fields: z
      .array(z.strictObject({ id: z.string(), label: z.string(), help: z.string().nullable() }))
      .describe('What a column can be'),
    lists: z.array(z.strictObject({ id, name: z.string() })).describe('Lists that customers can be put on'),
    shops: z
      .array(z.strictObject({ id, name: z.string() }))
      .describe('Connected shops that the file may be from'),
  })
  .meta({ id: 'Import' });
export type ImportView = Shape<typeof importSchema>;
