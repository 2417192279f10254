import { readFileSync } from 'node:fs';
import { buildSchema, getVariableValues, graphqlSync, parse, validate } from 'graphql';
import type { HttpRequest } from '../../exchange.ts';

/** The published schema of the Admin API. */
export const schema = buildSchema(
  readFileSync(new URL('../contract/admin-2026-10.graphql', import.meta.url), 'utf8'),
  {
    assumeValid: true,
  },
);

const asked = ({ body }: HttpRequest) =>
  JSON.parse(body ?? '') as { query: string; variables: Record<string, unknown> };

/** What is wrong with a question against the published schema, its variables too. */
export function schemaFaults(request: HttpRequest): readonly string[] {
  const { query, variables } = asked(request);
  const document = parse(query);
  const [operation] = document.definitions;
  const definitions = operation?.kind === 'OperationDefinition' ? (operation.variableDefinitions ?? []) : [];
  const { errors = [] } = getVariableValues(schema, definitions, variables);
  return [...validate(schema, document), ...errors].map(({ message }) => message);
}

/** What the schema makes of an answer that was recorded: the same, where it is an answer to this question. */
export function answerBySchema(request: HttpRequest, data: Record<string, unknown>): unknown {
  const { query, variables } = asked(request);
  const rootValue = Object.fromEntries(
    Object.entries(data).map(([name, value]) => [ROOTS[name] ?? name, value]),
  );
  const result = graphqlSync({ schema, source: query, variableValues: variables, rootValue });
  return JSON.parse(JSON.stringify(result));
}
/** Names that questions give to fields of the root. */
const ROOTS: Readonly<Record<string, string>> = { noted: 'order' };
