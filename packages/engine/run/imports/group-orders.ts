import type { FilePage, PlacedRow } from './file-rows.ts';
import type { ImportSettings } from './import-settings.ts';
import { cellsOf, type FileRow } from './read-row.ts';

/**
 * What holds the rows of one order together: its number, which exports repeat in every row, else its id.
 * Null for a row that has neither.
 */
function keyOf(row: FileRow, settings: ImportSettings): string | null {
  const { fields } = cellsOf(row, settings);
  return fields.get('order-number')?.text ?? fields.get('order-id')?.text ?? null;
}

/** Rows of a page by order. The rows of an order follow one another. */
export function groupOrders<Row extends FileRow>(rows: readonly Row[], settings: ImportSettings): Row[][] {
  const groups: Row[][] = [];
  let last: string | null = null;
  for (const row of rows) {
    const key = row.isBroken ? null : keyOf(row, settings);
    if (key !== null && key === last) groups.at(-1)?.push(row);
    else groups.push([row]);
    last = key;
  }
  return groups;
}

/** A page without its last order, whose rows may go on: the next page begins with it. */
export function withWholeOrders(page: FilePage, settings: ImportSettings): FilePage {
  if (page.next === null) return page;
  const groups = groupOrders<PlacedRow>(page.rows, settings);
  const last = groups.at(-1)?.[0];
  if (groups.length < 2 || !last) return page;
  return { ...page, rows: groups.slice(0, -1).flat(), next: last.place };
}
