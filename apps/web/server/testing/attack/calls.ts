import { z } from 'zod';
import type { Permission } from '@millrace/core/verb';
import { OPERATIONS } from '../../rest/operations/all.ts';
import { selfOperations } from '../../rest/operations/itself.ts';
import { appRouter } from '../../trpc/router.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** One call that Millrace offers: a procedure or an operation. */
export interface CallKind {
  /** `trpc flows.create` or `rest createFlow`. */
  readonly name: string;
  readonly via: 'trpc' | 'rest';
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path from the root. Names in braces are filled from the input. */
  readonly path: string;
  readonly changes: boolean;
  /** Null when everyone may call it; for a procedure, everyone who is signed in. */
  readonly permission: Permission | null;
  /** Schema of the body, the query and the names in the path together. */
  readonly schema: JsonSchema;
  /** Names of the parameters in the query. */
  readonly query: readonly string[];
}

const ANYTHING: JsonSchema = { type: 'object', properties: {} };
export const jsonSchema = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

interface Described {
  readonly _def: {
    readonly type: 'query' | 'mutation';
    readonly meta?: { readonly schema?: z.ZodType; readonly permission?: Permission };
  };
}

/** Every procedure, from the tRPC router. */
export function procedures(): CallKind[] {
  return Object.entries(appRouter._def.procedures as unknown as Record<string, Described>).map(
    ([path, { _def }]) => ({
      name: `trpc ${path}`,
      via: 'trpc',
      method: 'POST',
      path: `/api/trpc/${path}`,
      changes: _def.type === 'mutation',
      permission: _def.meta?.permission ?? null,
      schema: _def.meta?.schema ? jsonSchema(_def.meta.schema) : ANYTHING,
      query: [],
    }),
  );
}

/** Every operation of the public API, from its table of operations. */
export function operations(): CallKind[] {
  return [...OPERATIONS, ...selfOperations].map((operation) => {
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] as string);
    const fromPath = Object.fromEntries(
      inPath.map((name) => [name, name === 'id' ? { type: 'string', format: 'uuid' } : { type: 'string' }]),
    );
    const body = operation.body
      ? jsonSchema(operation.body)
      : operation.query
        ? jsonSchema(operation.query)
        : ANYTHING;
    return {
      name: `rest ${operation.id}`,
      via: 'rest',
      method: operation.method,
      path: `/api/v1${operation.path}`,
      changes: operation.method !== 'GET',
      permission: operation.scope,
      schema: withNames(body, fromPath),
      query: Object.keys(operation.query?.shape ?? {}),
    };
  });
}

/** Adds the names in a path to the schema of the body. */
function withNames(schema: JsonSchema, names: Readonly<Record<string, unknown>>): JsonSchema {
  const [first] = (schema['anyOf'] ?? schema['oneOf'] ?? []) as readonly JsonSchema[];
  const base = first ? { ...first, $defs: schema['$defs'] } : schema;
  return { ...base, properties: { ...(base['properties'] as object | undefined), ...names } };
}
