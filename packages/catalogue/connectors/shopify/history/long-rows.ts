import { z } from 'zod';
import { fail, type Json } from '@millrace/base';

/**
 * An order or product whose list of lines or variants is longer than one page is read to its end before the
 * next page of orders or products, since half an order would be wrong. What was read so far is in the position
 * of the reading, so that an interrupted reading continues with it.
 */
const rowSchema = z.looseObject({ id: z.string().max(120), updatedAt: z.unknown() });
const listSchema = z.looseObject({
  nodes: z.array(z.unknown()),
  pageInfo: z.looseObject({
    hasNextPage: z.boolean().catch(false),
    endCursor: z.string().max(2_000).nullish(),
  }),
});
const longSchema = z.looseObject({
  id: z.string().max(120),
  after: z.string().max(2_000),
  row: z.record(z.string(), z.json()),
});
/** A row whose list is not complete yet. */
export interface Long {
  readonly id: string;
  readonly after: string;
  readonly row: Readonly<Record<string, Json>>;
}

const placeSchema = z.looseObject({
  after: z.string().min(1).max(2_000).nullable(),
  long: z.array(longSchema).max(50),
});
export interface Place {
  /** After which item to continue; null for the first page, or if there is no further one. */
  readonly after: string | null;
  /** A row whose list has to be completed first. */
  readonly long: readonly Long[];
}

/** The position of a reading. Positions stored by an earlier release are texts. */
export function placeIn(cursor: Json | null): Place {
  const text = z.string().min(1).max(2_000).safeParse(cursor).data;
  if (text !== undefined) return { after: text, long: [] };
  return placeSchema.safeParse(cursor).data ?? { after: null, long: [] };
}

/** The position after this page; null if all is read. */
export const placeAfter = ({ after, long }: Place): Json | null =>
  long.length === 0 ? after : ({ after, long } as unknown as Json);

/** The row of a page whose list continues; null if all lists are complete. */
export function longOf(row: unknown, list: string): Long | null {
  const known = rowSchema.safeParse(row).data;
  const { nodes: _nodes, pageInfo } = listSchema.safeParse(known?.[list]).data ?? {
    nodes: [],
    pageInfo: null,
  };
  if (!known || !pageInfo?.hasNextPage || !pageInfo.endCursor) return null;
  return { id: known.id, after: pageInfo.endCursor, row: known as unknown as Record<string, Json> };
}

/**
 * The row with the next part of its list.
 * @param most the longest list that is accepted
 * @returns null if the row changed meanwhile, so that the parts do not fit together: the change is read later
 * @throws MillraceError input-invalid if the list is longer than `most`
 */
export function grown(
  { row, id }: Long,
  given: unknown,
  list: string,
  most: number,
): { readonly row: Long['row']; readonly more: Long | null } | null {
  const known = z.looseObject({ updatedAt: z.unknown() }).nullish().safeParse(given).data;
  const page = listSchema.safeParse(known?.[list]).data;
  if (!known || !page || (known.updatedAt !== undefined && known.updatedAt !== row['updatedAt'])) return null;
  const before = listSchema.safeParse(row[list]).data?.nodes ?? [];
  const nodes = [...before, ...page.nodes];
  if (nodes.length > most)
    return fail('input-invalid', { problems: `Shopify: a list is longer than ${most}` });
  const whole = { ...row, [list]: { nodes, pageInfo: page.pageInfo } } as unknown as Long['row'];
  const { hasNextPage, endCursor } = page.pageInfo;
  return { row: whole, more: hasNextPage && endCursor ? { id, after: endCursor, row: whole } : null };
}
