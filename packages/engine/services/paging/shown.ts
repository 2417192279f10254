import { z } from 'zod';

/** A row with invalid stored data, which was not written by Millrace, or by a release with a fault. */
export interface MaybeNotShown {
  /** A sentence that names what is missing; absent when nothing is. */
  readonly notShown?: string;
}

/** Columns with free content: the schema of each, and the value used when the stored one is invalid. */
export type FreeColumns<Row> = {
  readonly [Column in keyof Row]?: readonly [shape: z.ZodType, instead: Row[Column]];
};

export const record = z.record(z.string(), z.unknown());
export const list = z.array(z.unknown());

/**
 * Maps a row to its view, whatever it contains. Leaves out invalid columns. A row that still cannot be shown
 * becomes its id and a sentence that says so.
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
    ? 'This row cannot be shown, because its stored data is not valid.'
    : `Not all of this can be shown. What is stored for ${columns.map((column) => column.replaceAll('_', ' ')).join(', ')} is not valid.`;
