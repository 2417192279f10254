import { fail } from '@millrace/base';
import { defineVerb } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import {
  guessColumns,
  importSettingsSchema,
  KEPT_FOR,
  readFilePage,
  FILE_BEGINS,
  type ImportSettings,
} from '@millrace/run/imports';
import { z } from 'zod';
import { lockImport, type StoredImport } from './import-summary.ts';
import { importView } from './read-imports.ts';
import { settingsProblems } from './settings-problems.ts';
import { importSchema } from './shapes.ts';

const input = z.strictObject({ id: z.uuid() });
const RESTS: readonly string[] = ['ready', 'checked', 'stopped', 'failed'];

/**
 * Changes how a file is read, and what its columns are. Fields that are left out stay. When the separator, the encoding or
 * the header changes, the columns are guessed again unless they are given. What was checked has to be checked again.
 * @throws MillraceError not-found, import-state-wrong
 */
export const setImportSettings = defineVerb({
  name: 'import-set',
  permission: 'customers:write',
  input: z.strictObject({ id: z.uuid(), settings: importSettingsSchema.partial() }),
  output: importSchema,
  run: async (tx, { id, settings: given }, context) => {
    const row = await lockImport(tx, id);
    if (row.settings === null || !RESTS.includes(row.state))
      fail('import-state-wrong', { state: row.state, what: 'change' });
    const settings = await withColumns(tx, row, row.settings, given);
    await tx`update imports set settings = ${tx.json(settings as never)}, ${afresh(tx, context.now())}, state = 'ready'
      where id = ${id}`;
    await forget(tx, id);
    return importView(tx, context, id);
  },
});

async function withColumns(
  tx: Tx,
  row: StoredImport,
  before: ImportSettings,
  given: Partial<ImportSettings>,
): Promise<ImportSettings> {
  const settings = { ...before, ...given };
  const isReadAnew = (['encoding', 'separator', 'header'] as const).some(
    (name) => settings[name] !== before[name],
  );
  if (!isReadAnew || given.columns) return settings;
  const page = await readFilePage(
    tx,
    { id: row.id, parts: row.parts, settings: { ...settings, header: false } },
    FILE_BEGINS,
    60,
  );
  const rows = page?.rows.map(({ cells }) => cells) ?? [];
  const headers = settings.header ? (rows[0] ?? []) : [];
  return {
    ...settings,
    columns: guessColumns(row.kind, headers, settings.header ? rows.slice(1) : rows, settings.decimal),
  };
}

/** As if the file had not been read yet. */
const afresh = (
  tx: Tx,
  now: number,
) => tx`place = null, done_bytes = 0, counts = '{}', tries = 0, problem = null,
  claimed_until = null, finished_at = null, started_at = ${now}, due_at = ${now}, file_until = ${now + KEPT_FOR}`;

async function forget(tx: Tx, id: string): Promise<void> {
  await tx`delete from import_refusals where import_id = ${id}`;
  await tx`delete from import_marks where import_id = ${id}`;
}

/**
 * Reads the whole file and counts what an import would do, in the background. Changes nothing in the store.
 * @throws MillraceError not-found, import-state-wrong, import-unclear
 */
export const checkImport = defineVerb({
  name: 'import-checked',
  permission: 'customers:write',
  input,
  output: importSchema,
  run: async (tx, { id }, context) => {
    const row = await lockImport(tx, id);
    if (row.settings === null || !RESTS.includes(row.state))
      fail('import-state-wrong', { state: row.state, what: 'check' });
    const problems = settingsProblems(row.kind, row.settings);
    if (problems.length > 0) fail('import-unclear', { problems: problems.join(' ') });
    await tx`update imports set ${afresh(tx, context.now())}, state = 'checking' where id = ${id}`;
    await forget(tx, id);
    return importView(tx, context, id);
  },
});

/**
 * Imports a file that was checked, in the background, or goes on with one that was stopped.
 * @throws MillraceError not-found, import-state-wrong
 */
export const startImport = defineVerb({
  name: 'import-started',
  permission: 'customers:write',
  input,
  output: importSchema,
  run: async (tx, { id }, context) => {
    const row = await lockImport(tx, id);
    if (row.state !== 'checked' && row.state !== 'stopped')
      fail('import-state-wrong', { state: row.state, what: 'start' });
    if (row.state === 'checked') {
      await tx`update imports set ${afresh(tx, context.now())} where id = ${id}`;
      await forget(tx, id);
    }
    await tx`update imports set state = 'running', due_at = ${context.now()}, finished_at = null where id = ${id}`;
    return importView(tx, context, id);
  },
  audit: ({ id }, { name, kind, settings }) => ({
    subject: { type: 'import', id },
    summary: `Started to import ${kind} from ${name}`,
    changes: kind === 'consent' ? { source: settings?.consentSource, date: settings?.consentAt } : {},
  }),
});

/**
 * Stops a check or an import. What was imported stays, and an import can go on from there.
 * @throws MillraceError not-found, import-state-wrong
 */
export const stopImport = defineVerb({
  name: 'import-stopped',
  permission: 'customers:write',
  input,
  output: importSchema,
  run: async (tx, { id }, context) => {
    const row = await lockImport(tx, id);
    if (row.state !== 'checking' && row.state !== 'running')
      fail('import-state-wrong', { state: row.state, what: 'stop' });
    const now = context.now();
    if (row.state === 'checking')
      await tx`update imports set ${afresh(tx, now)}, state = 'ready' where id = ${id}`;
    else
      await tx`update imports set state = 'stopped', claimed_until = null, finished_at = ${now},
        file_until = ${now + KEPT_FOR} where id = ${id}`;
    return importView(tx, context, id);
  },
  audit: ({ id }, { name, state }) =>
    state === 'stopped'
      ? { subject: { type: 'import', id }, summary: `Stopped the import of ${name}` }
      : null,
});
