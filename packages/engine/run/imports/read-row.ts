import { FIELDS, PROPERTY, type ImportKind } from './import-kinds.ts';
import type { ImportColumn, ImportSettings } from './import-settings.ts';
import { CellProblem, plainCell } from './read-cells.ts';
import type { ReadNames } from './read-customer.ts';

/** A record of the file. */
export interface FileRow {
  /** Its number as a spreadsheet shows it, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly isBroken: boolean;
}

/** A cell that has something in it, with its column. */
export interface Cell {
  readonly column: ImportColumn;
  readonly text: string;
}

export type Verdict = 'new' | 'updated' | 'unchanged' | 'kept' | 'refused';

/** What becomes of a row. */
export interface Judged {
  readonly row: FileRow;
  /** Further rows that belong to it: the items of an order. */
  readonly others?: readonly FileRow[];
  /** What must not come twice in a file, and what it is: a person, an order. */
  readonly mark?: string;
  readonly about?: string;
  readonly verdict: Verdict;
  /** Why it is refused, or why it changes nothing. The code groups rows; the sentence is for people. */
  readonly reason?: string;
  readonly sentence?: string;
  /** Who a row of customers is about. */
  readonly names?: ReadNames;
  /** What is stored when the row is imported: an event as any sender gives it, without its id. */
  readonly event?: { readonly type: string; readonly [name: string]: unknown };
}

export const refused = (row: FileRow, reason: string, sentence: string): Judged => ({
  row,
  verdict: 'refused',
  reason,
  sentence,
});

export const labelOf = (kind: ImportKind, { field, name }: ImportColumn): string =>
  field === PROPERTY ? name : (FIELDS[kind].find((one) => one.id === field)?.label ?? String(field));

/** The cells of a row that mean something, by field; properties are given apart. */
export function cellsOf(
  row: FileRow,
  { columns }: ImportSettings,
): { fields: Map<string, Cell>; properties: Cell[] } {
  const fields = new Map<string, Cell>();
  const properties: Cell[] = [];
  for (const [at, column] of columns.entries()) {
    const text = plainCell(row.cells[at]);
    if (column.field === null || text === '') continue;
    if (column.field === PROPERTY) properties.push({ column, text });
    else fields.set(column.field, { column, text });
  }
  return { fields, properties };
}

/** Reads a row, or refuses it with the first cell that cannot be read. */
export function readingRow<Read>(
  kind: ImportKind,
  row: FileRow,
  read: (cell: <Value>(one: Cell | undefined, as: (text: string) => Value) => Value | undefined) => Read,
): Read | Judged {
  if (row.isBroken)
    return refused(
      row,
      'quotes',
      'A quotation mark in this row is not closed, or is followed by other text.',
    );
  try {
    return read((one, as) => {
      if (!one) return undefined;
      try {
        return as(one.text);
      } catch (error) {
        if (!(error instanceof CellProblem)) throw error;
        throw new UnreadRow(one.column, error.message);
      }
    });
  } catch (error) {
    if (error instanceof UnreadRow)
      return refused(
        row,
        `cell:${labelOf(kind, error.column)}`,
        `${labelOf(kind, error.column)}: ${error.message}`,
      );
    if (error instanceof CellProblem) return refused(row, 'row', error.message);
    throw error;
  }
}

class UnreadRow extends Error {
  readonly column: ImportColumn;

  constructor(column: ImportColumn, sentence: string) {
    super(sentence);
    this.column = column;
  }
}

export const isJudged = <Read extends object>(read: Read | Judged): read is Judged => 'verdict' in read;
