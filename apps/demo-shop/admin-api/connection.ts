import { notAnswered, searched, type Dated } from './search.ts';

/** A row of a list: what it is sorted and searched by, and its node. */
export interface Row extends Dated {
  /** Unique in its list. */
  readonly id: number;
  /** Called only for rows on the page. */
  node(): object;
}

/** Arguments that every list of Shopify's has. */
export interface ListArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
  readonly query?: string | null;
  readonly sortKey?: string | null;
  readonly reverse?: boolean | null;
}

const MOST = 250;
const KEYS: Readonly<Record<string, (row: Row) => number>> = {
  ID: (row) => row.id,
  CREATED_AT: (row) => row.createdAt,
  PROCESSED_AT: (row) => row.createdAt,
  UPDATED_AT: (row) => row.updatedAt,
  POSITION: (row) => row.id,
};

/**
 * One page of a list. A cursor holds the sort key and the number of the last row of a page. A row that changes between two
 * pages moves to the end and is listed again, and no row is left out.
 * @throws GraphQLError for arguments that this shop does not support
 */
export function connection(all: readonly Row[], args: ListArgs) {
  const { first, after, reverse, sortKey } = args;
  if (args.last != null || args.before != null)
    throw notAnswered('This shop can only page forwards, by first and after.');
  if (first == null) throw notAnswered('you must provide one of first or last');
  if (first < 1 || first > MOST) throw notAnswered(`first must be from 1 to ${MOST}.`);
  const keyOf = KEYS[sortKey ?? 'ID'];
  if (!keyOf) throw notAnswered(`This shop does not sort by ${sortKey}.`);
  const way = reverse ? -1 : 1;
  const order = (one: Place, other: Place) => way * (one.key - other.key || one.id - other.id);
  const placed = searched(all, args.query)
    .map((row) => ({ row, key: keyOf(row), id: row.id }))
    .sort(order);
  const from = after == null ? null : placeOf(after);
  const rest = from === null ? placed : placed.filter((one) => order(one, from) > 0);
  const edges = rest.slice(0, first).map((one) => ({ cursor: cursorOf(one), node: one.row.node() }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rest.length > first,
      hasPreviousPage: rest.length < placed.length,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** How many rows match, at most `limit`. */
export function countOf(
  all: readonly Row[],
  { query, limit }: { readonly query?: string | null; readonly limit?: number | null },
) {
  const found = searched(all, query).length;
  const most = limit ?? Number.POSITIVE_INFINITY;
  return { count: Math.min(found, most), precision: found > most ? 'AT_LEAST' : 'EXACT' };
}

/** A list inside another object, short enough for a single page. */
export const listOf =
  (nodes: readonly object[]) =>
  (args: ListArgs): object =>
    connection(
      nodes.map((node, id) => ({ id, createdAt: 0, updatedAt: 0, node: () => node })),
      args,
    );

interface Place {
  readonly key: number;
  readonly id: number;
}

const cursorOf = ({ key, id }: Place): string =>
  Buffer.from(JSON.stringify({ last_id: id, last_value: key })).toString('base64url');

function placeOf(cursor: string): Place {
  try {
    const { last_id: id, last_value: key } = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    ) as Record<string, unknown>;
    if (typeof id === 'number' && typeof key === 'number') return { id, key };
  } catch {
    // Not a cursor of this shop: the error below says so.
  }
  throw notAnswered('Invalid cursor for current pagination sort.');
}
