import { z } from 'zod';
import { fail, isStorable, type Instant } from '@millrace/base';
import { shown, type FreeColumns, type MaybeNotShown } from './shown.ts';

/** Lists are paged by cursor: an opaque text that names the row after which the next page begins. */
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

/** The row after which to continue: its instant, and an id or key that orders rows of one instant. */
const placeSchema = (told: 'id' | 'key') =>
  z.tuple([
    z.int().min(-8.64e15).max(8.64e15),
    told === 'id' ? z.uuid() : z.string().max(100).refine(isStorable),
  ]);

/**
 * @param told `id` when rows of one instant are ordered by a UUID, `key` when by another text
 * @throws MillraceError input-invalid for a cursor that this list did not give out
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
    // not JSON: handled below
  }
  const problem = 'This is not a cursor of this list.';
  return fail('input-invalid', { problems: `cursor: ${problem}`, fields: [{ field: 'cursor', problem }] });
}

/**
 * Cuts a list that was read with one extra row into a page. A row that cannot be shown is replaced and does
 * not block the others.
 */
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
