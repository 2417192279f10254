import { z } from 'zod';

/** Said by a row of which something is not what it should be: written past Millrace, or by a release that was wrong. */
export interface MaybeNotShown {
  /** A sentence that names what is missing from the row; absent when it is shown whole. */
  readonly notShown?: string;
}

/** Columns that hold what others wrote: what each should be, and what stands there when it is something else. */
export type FreeColumns<Row> = {
  readonly [Column in keyof Row]?: readonly [shape: z.ZodType, instead: Row[Column]];
};

export const record = z.record(z.string(), z.unknown());
export const list = z.array(z.unknown());

/**
 * A row as a list shows it, whatever is in it. A column that is not what it should be is left out; when it still cannot be
 * shown, the row is its id and the sentence that says so.
 */
export function shown<Row extends object, Item>(
  row: Row,
  view: (row: Row) => Item,
  free: FreeColumns<Row> = {},
): Item & MaybeNotShown {
  const columns = Object.entries(free) as [keyof Row & string, readonly [z.ZodType, Row[keyof Row]]][];
  const wrong = columns.filter(([column, [shape]]) => !shape.safeParse(row[column]).success);
  try {
    const item = view(without(row, wrong));
    return wrong.length === 0
      ? (item as Item & MaybeNotShown)
      : { ...item, notShown: sentenceOf(wrong.map(([column]) => column)) };
  } catch {
    return barely(row, view, columns);
  }
}

function barely<Row extends object, Item>(
  row: Row,
  view: (row: Row) => Item,
  columns: readonly [keyof Row & string, readonly [z.ZodType, Row[keyof Row]]][],
): Item & MaybeNotShown {
  try {
    return { ...view(without(row, columns)), notShown: sentenceOf(columns.map(([column]) => column)) };
  } catch {
    return { id: 'id' in row ? row.id : null, notShown: sentenceOf([]) } as unknown as Item & MaybeNotShown;
  }
}

function without<Row extends object>(
  row: Row,
  columns: readonly [keyof Row & string, readonly [z.ZodType, Row[keyof Row]]][],
): Row {
  return columns.length === 0
    ? row
    : { ...row, ...Object.fromEntries(columns.map(([column, [, instead]]) => [column, instead])) };
}

const sentenceOf = (columns: readonly string[]): string =>
  columns.length === 0
    ? 'This row cannot be shown: what is stored of it is not what it should be.'
    : `Not all of this can be shown: what is stored as ${columns.map((column) => column.replaceAll('_', ' ')).join(', ')} is not what it should be.`;
