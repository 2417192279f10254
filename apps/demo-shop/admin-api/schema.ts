import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';

/** The version of the API that this shop has. */
export const VERSION = '2026-10';

/** The only copy of the published schema, with its licence, is next to the connector, whose tests read it too. */
const PUBLISHED = new URL(
  `../../../packages/catalogue/connectors/shopify/contract/admin-${VERSION}.graphql`,
  import.meta.url,
);

let built: GraphQLSchema | null = null;

/** The published schema, read at the first query. */
export function adminSchema(): GraphQLSchema {
  built ??= buildSchema(readFileSync(PUBLISHED, 'utf8'), { assumeValid: true });
  return built;
}
