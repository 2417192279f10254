import { z } from 'zod';
import { fail, isStorable, type Instant } from '@millrace/base';
import { shown, type FreeColumns, type MaybeNotShown } from './shown.ts';

/** Lists are paged by cursor: an opaque word that says after which row to go on. */
export const pageInput = {
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Null on the last page. */
  readonly next: string | null;
}

export function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** After which row to go on: its instant, and what tells rows of one instant apart. */
const placeSchema = (told: 'id' | 'key') =>
  z.tuple([
    z.int().min(-8.64e15).max(8.64e15),
    told === 'id' ? z.uuid() : z.string().max(100).refine(isStorable),
  ]);

/**
 * @param told by `id` when rows of one instant are told apart by a UUID, by `key` when by another text
 * @throws MillraceError input-invalid for whatever this list did not give out
 */
export function decodeCursor(
  cursor: string | undefined,
  told: 'id' | 'key' = 'id',
): readonly [at: Instant, id: string] | null {
  if (cursor === undefined) return null;
  const bytes = Buffer.from(cursor, 'base64url');
  try {
    const parsed = placeSchema(told).safeParse(JSON.parse(bytes.toString('utf8')));
    if (parsed.success && bytes.toString('base64url') === cursor) return parsed.data;
  } catch {
    // falls through to the same answer
  }
  const problem = 'This is not a cursor of this list.';
  return fail('input-invalid', { problems: `cursor: ${problem}`, fields: [{ field: 'cursor', problem }] });
}

/** Cuts a list that was read with one row too many into a page. A row that cannot be shown whole does not keep the others back. */
export function pageOf<Row extends object, Item>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => readonly (string | number)[],
  view: (row: Row) => Item,
  free: FreeColumns<Row> = {},
): Page<Item & MaybeNotShown> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => shown(row, view, free)),
    next: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null,
  };
}
