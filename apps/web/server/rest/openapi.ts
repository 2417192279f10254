import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { world } from '../world.ts';
import { asPublic } from './public-schema.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations/all.ts';

const problemSchema = z
  .object({
    type: z.string().describe('Page that explains this error'),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().describe('What happened'),
    next: z.string().describe('What to do next'),
    requestId: z.string(),
    fields: z.array(z.object({ field: z.string(), problem: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

let made: object | undefined;

/** The OpenAPI document, generated from the table of operations that is served. */
export function openApiDocument(): object {
  return (made ??= createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Millrace',
        version: '1.0.0',
        description:
          'Send events, manage flows, read results. Instants are ISO 8601; amounts are integers in minor units. With an `Idempotency-Key`, a repeated request that changes something gets the first response.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: `${world().configuration.publicUrl}/api/v1` }],
      security: [{ key: [] }],
      tags: [...new Set(OPERATIONS.map((operation) => operation.tag))].map((name) => ({ name })),
      paths: pathsOf(OPERATIONS),
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key, created under Settings' },
        },
      },
    },
    { override: asPublic, allowEmptySchema: { custom: { output: true } } },
  ));
}

function pathsOf(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations)
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = describe(operation);
  return paths;
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] as string);
  const changes = operation.method !== 'GET';
  const { answer } = operation;
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    requestParams: {
      ...(names.length > 0
        ? { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }
        : {}),
      ...(operation.query ? { query: operation.query } : {}),
      ...(changes
        ? {
            header: z.object({
              'Idempotency-Key': z
                .string()
                .min(1)
                .max(255)
                .optional()
                .describe('Any string of yours; the same request with the same key runs once'),
            }),
          }
        : {}),
    },
    ...(operation.body
      ? {
          requestBody: {
            required: !operation.bodyOptional,
            content: { 'application/json': { schema: operation.body } },
          },
        }
      : {}),
    responses: {
      [String(answer.status)]: {
        description: answer.description,
        content: { 'application/json': { schema: answer.schema } },
      },
      '401': problem('The key is missing, wrong, revoked or expired'),
      '403': problem(`The key does not have the scope ${operation.scope ?? ''}`),
      '422': problem('Something in the request is invalid'),
      '429': problem('Too many requests'),
      ...(changes
        ? {
            '400': problem('The body is not JSON'),
            '413': problem('The body is too large'),
            '415': problem('The content type of the body is not JSON'),
          }
        : {}),
      ...(operation.errors?.some((code) => code === 'not-found' || code === 'template-unknown')
        ? { '404': problem('Not found') }
        : {}),
      ...(changes
        ? {
            '409': problem(
              'The current state does not allow it, or the first request with this key is still running',
            ),
          }
        : {}),
      '500': problem('Something went wrong on our side'),
      '503': problem('The database or the engine is temporarily unavailable'),
    },
  };
}
