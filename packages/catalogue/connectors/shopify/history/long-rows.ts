import { z } from 'zod';
import { fail, type Json } from '@millrace/base';

/**
 * Things whose list is longer than a page have, an order with many lines or a product with many variants, are asked for to their
 * end before the next page of things is: half an order would be a wrong order. What was read so far stands in the place of the
 * reading, so that a reading that dies goes on with it.
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
/** A row whose list goes on. */
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
  /** Behind which of the things it goes on; null for the first page, or when there is no further one. */
  readonly after: string | null;
  /** What has to be read to its end first. */
  readonly long: readonly Long[];
}

/** Where a reading stands. Places that an earlier release wrote are texts. */
export function placeIn(cursor: Json | null): Place {
  const text = z.string().min(1).max(2_000).safeParse(cursor).data;
  if (text !== undefined) return { after: text, long: [] };
  return placeSchema.safeParse(cursor).data ?? { after: null, long: [] };
}

/** The place after this page; null when all is read. */
export const placeAfter = ({ after, long }: Place): Json | null =>
  long.length === 0 ? after : ({ after, long } as unknown as Json);

/** The row of a page when its list goes on; null when it is whole. */
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
 * The row with the next of its list.
 * @param most the longest list that is taken for one
 * @returns null when it was changed meanwhile, and its lists do not belong together: it is told anew by what changed
 * @throws MillraceError input-invalid when it is longer than anything can be
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
