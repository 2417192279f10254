import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';

/** The version of the API that this shop speaks. */
export const VERSION = '2026-10';

let built: GraphQLSchema | null = null;

/** The published schema, read when the first question comes. */
export function adminSchema(): GraphQLSchema {
  built ??= buildSchema(readFileSync(new URL(`./contract/admin-${VERSION}.graphql`, import.meta.url), 'utf8'), { assumeValid: true });
  return built;
}
