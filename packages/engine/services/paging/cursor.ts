import { z } from 'zod';
import { fail } from '@millrace/base';

/** Lists are paged by cursor: an opaque word that says after which row to go on. */
export const pageInput = { cursor: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Null on the last page. */
  readonly next: string | null;
}

export function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws MillraceError input-invalid */
export function decodeCursor(cursor: string | undefined): readonly (string | number)[] | null {
  if (cursor === undefined) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.every((part) => typeof part === 'string' || typeof part === 'number')) return parts;
  } catch {
    // falls through to the same answer
  }
  return fail('input-invalid', { problems: 'cursor: this is not a cursor of this list.' });
}

/** Cuts a list that was read with one row too many into a page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => readonly (string | number)[],
  view: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), next: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
