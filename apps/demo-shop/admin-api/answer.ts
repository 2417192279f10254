import {
  graphqlSync,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLResolveInfo,
} from 'graphql';
import type { Desk } from './desk.ts';
import { OPERATIONS } from './operations.ts';
import { adminSchema, VERSION } from './schema.ts';
import type { Throttle } from './throttle.ts';

export interface AdminRequest {
  readonly method: string;
  readonly path: string;
  /** X-Shopify-Access-Token. */
  readonly token: string | undefined;
  readonly body: string;
}

export interface AdminAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Points that a mutation or a query costs. */
const COST = { mutation: 10, query: 2, subscription: 2 } as const;

const said = (status: number, body: unknown): AdminAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8', 'X-Shopify-API-Version': VERSION },
  body: JSON.stringify(body),
});

export const isAdminPath = (path: string): boolean => path.startsWith('/admin/api/');

/**
 * Answers as Shopify's Admin API does: checks the query against the published schema, and runs the operation for each field.
 * @param expected the access token of the shop; null while it has none
 */
export function answerAdmin(
  request: AdminRequest,
  expected: string | null,
  desk: Desk,
  throttle: Throttle,
): AdminAnswer {
  if (!/^\/admin\/api\/\d{4}-\d{2}\/graphql\.json$/.test(request.path) || request.method !== 'POST')
    return said(404, { errors: 'Not Found' });
  if (expected === null || request.token !== expected)
    return said(401, {
      errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
    });
  const asked = questionOf(request.body);
  if (asked === null) return said(400, { errors: 'Bad Request' });
  const type = typeOf(asked.query);
  const cost = throttle.take(COST[type], desk.now());
  if (cost.actualQueryCost === null)
    return said(200, {
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: { cost },
    });
  const result = graphqlSync({
    schema: adminSchema(),
    source: asked.query,
    variableValues: asked.variables,
    rootValue: rootOf(desk),
    typeResolver: (value: { readonly __typename?: string }) => value.__typename,
  });
  return said(200, { ...withCodes(result), extensions: { cost } });
}

interface Question {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

function questionOf(body: string): Question | null {
  try {
    const { query, variables } = JSON.parse(body) as { query?: unknown; variables?: unknown };
    return typeof query === 'string'
      ? { query, variables: (variables ?? {}) as Record<string, unknown> }
      : null;
  } catch {
    return null;
  }
}

function typeOf(query: string): keyof typeof COST {
  let document: DocumentNode | null = null;
  try {
    document = parse(query);
  } catch {
    return 'query';
  }
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition');
  return operation?.kind === 'OperationDefinition' ? operation.operation : 'query';
}

/** Every operation as a field of the root. A field of the schema that this shop does not answer gives null, or an error. */
const rootOf = (desk: Desk) =>
  Object.fromEntries(
    Object.entries(OPERATIONS).map(([name, operation]) => [
      name,
      (args: unknown, _context: unknown, info: GraphQLResolveInfo) => operation(args as never, desk, info),
    ]),
  );

/** Errors in Shopify's form: each with a code, and without data when the query itself was wrong. */
function withCodes({ data, errors }: ExecutionResult): object {
  if (!errors) return { data };
  const told = errors.map(({ message, locations, path, extensions }) => ({
    message,
    locations,
    path,
    extensions: {
      code: extensions['code'] ?? (path ? 'INTERNAL_SERVER_ERROR' : 'argumentLiteralsIncompatible'),
    },
  }));
  return data ? { data, errors: told } : { errors: told };
}
