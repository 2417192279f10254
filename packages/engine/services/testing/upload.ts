import type { Context } from '@millrace/core/verb';
import { runImports } from '@millrace/run/imports';
import { getImport } from '../imports/read-imports.ts';
import { checkImport, setImportSettings, startImport } from '../imports/steer-import.ts';
import { addImportPart, createImport, finishUpload } from '../imports/upload-file.ts';
import type { ImportView } from '../imports/shapes.ts';
import type { TestStore } from './test-store.ts';

type Settings = Parameters<typeof setImportSettings>[1]['settings'];

/** Uploads a file in pieces, as the screen does. */
export async function upload(
  context: Context,
  kind: ImportView['kind'],
  file: string | Uint8Array,
  { name = 'people.csv', piece = 1_000_000 }: { readonly name?: string; readonly piece?: number } = {},
): Promise<ImportView> {
  const bytes = Buffer.from(file as string);
  const { id } = await createImport(context, { kind, name });
  for (let part = 0; part * piece < bytes.length; part += 1)
    await addImportPart(context, {
      id,
      part,
      content: bytes.subarray(part * piece, (part + 1) * piece).toString('base64'),
    });
  await finishUpload(context, { id });
  return getImport(context, { id });
}

/** Does the work of imports until nothing is left. @returns the number of pages */
export async function finishImports(store: Pick<TestStore, 'db' | 'contextOf'>): Promise<number> {
  let pages = 0;
  while (await runImports(store.db, store.contextOf)) pages += 1;
  return pages;
}

/** Uploads, checks and imports a file. @returns the import after the check and at the end */
export async function importFile(
  store: TestStore,
  kind: ImportView['kind'],
  file: string | Uint8Array,
  settings: Settings = {},
  options: { readonly name?: string; readonly piece?: number } = {},
): Promise<{ readonly checked: ImportView; readonly done: ImportView }> {
  const { context } = store;
  const { id } = await upload(context, kind, file, options);
  await setImportSettings(context, { id, settings });
  await checkImport(context, { id });
  await finishImports(store);
  const checked = await getImport(context, { id });
  await startImport(context, { id });
  await finishImports(store);
  return { checked, done: await getImport(context, { id }) };
}
