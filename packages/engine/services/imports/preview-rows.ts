import { cutTo } from '@millrace/base';
import type { Tx } from '@millrace/db';
import { FILE_BEGINS, readFilePage, showRow, type ImportRow } from '@millrace/run/imports';
import type { StoreSettings } from '@millrace/core/store';
import type { ImportView } from './shapes.ts';

const SHOWN = 8;
const SAMPLES = 3;
/** Characters of a cell that is shown. */
const LONGEST = 200;

/** The columns of a file with some of their cells, and its first rows as they are read. */
export async function previewRows(
  tx: Tx,
  row: ImportRow,
  store: StoreSettings,
  now: number,
): Promise<Pick<ImportView, 'columns' | 'preview'>> {
  const { settings, kind } = row;
  if (settings === null || row.state === 'checking' || row.state === 'running')
    return { columns: [], preview: [] };
  const file = { id: row.id, parts: row.parts, settings: { ...settings, header: false } };
  const page = await readFilePage(tx, file, FILE_BEGINS, 40);
  if (page === null) return { columns: [], preview: [] };
  const [first] = page.rows;
  const rows = settings.header ? page.rows.slice(1) : page.rows;
  const width = Math.max(settings.columns.length, ...page.rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: Math.min(width, 400) }, (_, at) => ({
    header: settings.header ? cutTo((first?.cells[at] ?? '').trim(), LONGEST) : '',
    samples: rows
      .map(({ cells }) => cutTo((cells[at] ?? '').trim(), LONGEST))
      .filter((cell) => cell !== '')
      .slice(0, SAMPLES),
  }));
  const habits = { decimal: settings.decimal, dateOrder: settings.dateOrder, zone: store.zone };
  const preview = rows.slice(0, SHOWN).map((one) => showRow(kind, one, settings, habits, store, now));
  return { columns, preview };
}
