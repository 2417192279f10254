import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';

/** The version of the API that this shop speaks. */
export const VERSION = '2026-10';

/** The one copy of the published schema stands, with its licence, beside the connector whose tests read it too. */
const PUBLISHED = new URL(
  `../../../packages/catalogue/connectors/shopify/contract/admin-${VERSION}.graphql`,
  import.meta.url,
);

let built: GraphQLSchema | null = null;

/** The published schema, read when the first question comes. */
export function adminSchema(): GraphQLSchema {
  built ??= buildSchema(readFileSync(PUBLISHED, 'utf8'), { assumeValid: true });
  return built;
}
