import { storeSettings } from '@millrace/core/store';
import { defineVerb, type Context } from '@millrace/core/verb';
import { together, type Tx } from '@millrace/db';
import { FIELDS } from '@millrace/run/imports';
import { findConnector } from '@millrace/connectors';
import { z } from 'zod';
import { decodeCursor, encodeCursor, pageInput, pageOf } from '../paging/cursor.ts';
import { importsAfter, importSummary, readImport } from './import-summary.ts';
import { previewRows } from './preview-rows.ts';
import { importPageSchema, importSchema, type ImportView } from './shapes.ts';
import { settingsProblems } from './settings-problems.ts';

/** An import with how it is read: its columns, its first rows, and what has to be settled. @throws MillraceError not-found */
export async function importView(tx: Tx, context: Context, importId: string): Promise<ImportView> {
  const row = await readImport(tx, importId);
  const store = await storeSettings(tx, context.workspaceId);
  const [shown, lists, shops] = await together(
    previewRows(tx, row, store, context.now()),
    tx<{ id: string; name: string }[]>`select id, name from segments where by_hand order by lower(name), id`,
    tx<{ id: string; name: string; connector: string }[]>`
      select id, name, connector from connections where disabled_at is null and pace = 1 order by name, id`,
  );
  const fields = FIELDS[row.kind];
  return {
    ...importSummary(row),
    settings: row.settings,
    ...shown,
    problems: row.settings ? settingsProblems(row.kind, row.settings) : [],
    fields: fields.map(({ id: field, label, help }) => ({ id: field, label, help: help ?? null })),
    lists: [...lists],
    shops: shops
      .filter((one) => findConnector(one.connector)?.pull !== undefined)
      .map(({ id: shop, name }) => ({ id: shop, name })),
  };
}

export const getImport = defineVerb({
  name: 'import-read',
  permission: 'customers:write',
  input: z.strictObject({ id: z.uuid() }),
  output: importSchema,
  run: (tx, { id: importId }, context) => importView(tx, context, importId),
});

/** All imports, newest first. */
export const listImports = defineVerb({
  name: 'imports-read',
  permission: 'customers:write',
  input: z.strictObject(pageInput),
  output: importPageSchema,
  run: async (tx, input) => {
    const rows = await importsAfter(tx, decodeCursor(input.cursor), input.limit + 1);
    return pageOf(rows, input.limit, (row) => [row.created_at, row.id], importSummary);
  },
});

/** The rows that were refused or kept, in the order of the file, with all their cells. @throws MillraceError not-found */
export const listRefusedRows = defineVerb({
  name: 'import-refusals-read',
  permission: 'customers:write',
  input: z.strictObject({ id: z.uuid(), ...pageInput }),
  output: z.strictObject({
    headers: z.array(z.string()),
    items: z.array(
      z.strictObject({ line: z.int(), reason: z.string(), sentence: z.string(), cells: z.array(z.string()) }),
    ),
    next: z.string().nullable(),
  }),
  run: async (tx, input) => {
    const row = await readImport(tx, input.id);
    const after = decodeCursor(input.cursor, 'key');
    const rows = await tx<{ line: number; reason: string; sentence: string; cells: string[] }[]>`
      select line, reason, sentence, cells from import_refusals
        where import_id = ${input.id} and line > ${after?.[0] ?? 0} order by line limit ${input.limit + 1}`;
    const items = rows.slice(0, input.limit);
    const last = items.at(-1);
    return {
      headers: row.headers ?? [],
      items,
      next: rows.length > input.limit && last ? encodeCursor([last.line, 'line']) : null,
    };
  },
});
