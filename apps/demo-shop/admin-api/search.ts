import type { Instant } from '@millrace/base';
import { GraphQLError } from 'graphql';

/** What can be searched by. */
export interface Dated {
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/**
 * An error for a query that Shopify's schema allows and this shop does not support. The shop never answers something
 * else instead.
 */
export const notAnswered = (problem: string): GraphQLError =>
  new GraphQLError(problem, { extensions: { code: 'BAD_USER_INPUT' } });

const TERM = /^(created_at|updated_at):(>=|<=|>|<)?(?:'([^']+)'|"([^"]+)"|(\S+))$/;
const TERMS = /[a-z_]+:(?:>=|<=|>|<)?(?:'[^']*'|"[^"]*"|\S+)|\S+/g;

/**
 * The part of Shopify's search syntax that is about times: `updated_at:>='2026-11-01T00:00:00Z' AND created_at:<'2026-12-01'`.
 * @throws GraphQLError for every other term: Shopify would ignore it and give more rows than asked for
 */
export function searched<Row extends Dated>(
  rows: readonly Row[],
  query: string | null | undefined,
): readonly Row[] {
  const terms = (query ?? '').match(TERMS)?.filter((term) => term !== 'AND') ?? [];
  return terms.map(testOf).reduce<readonly Row[]>((left, test) => left.filter(test), rows);
}

function testOf(term: string): (row: Dated) => boolean {
  const [, field, sign = '', ...given] = TERM.exec(term) ?? [];
  const at = Date.parse(given.find((value) => value !== undefined) ?? '');
  if (field === undefined || Number.isNaN(at))
    throw notAnswered(`This shop searches by created_at and updated_at only, not by "${term.slice(0, 60)}".`);
  const timeOf = (row: Dated) => (field === 'created_at' ? row.createdAt : row.updatedAt);
  switch (sign) {
    case '>=':
      return (row) => timeOf(row) >= at;
    case '<=':
      return (row) => timeOf(row) <= at;
    case '>':
      return (row) => timeOf(row) > at;
    case '<':
      return (row) => timeOf(row) < at;
    default:
      return (row) => timeOf(row) === at;
  }
}
