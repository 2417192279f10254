import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { world } from '../world.ts';
import { asPublic } from './public-schema.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations/all.ts';

const problemSchema = z
  .object({
    type: z.string().describe('Where this error is explained'),
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

/** The OpenAPI document, made from the table that is served. */
export function openApiDocument(): object {
  return (made ??= createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Millrace',
        version: '1.0.0',
        description:
          'Events in, flows and their results out. Instants are ISO 8601, amounts are integers in minor units. Send an `Idempotency-Key` with anything that changes something, and a repeat gets the first answer.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: `${world().configuration.publicUrl}/api/v1` }],
      security: [{ key: [] }],
      tags: [...new Set(OPERATIONS.map((operation) => operation.tag))].map((name) => ({ name })),
      paths: pathsOf(OPERATIONS),
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key, made under Settings' },
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
                .describe('A word of yours; the same word with the same request runs once'),
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
      '401': problem('The key is missing, wrong, revoked or out of time'),
      '403': problem(`The key does not have the scope ${operation.scope ?? ''}`),
      '422': problem('Something that was sent cannot be used'),
      '429': problem('Too many requests at once'),
      ...(changes
        ? {
            '400': problem('The body is not JSON'),
            '413': problem('The body is too large'),
            '415': problem('The body does not say it is JSON'),
          }
        : {}),
      ...(operation.errors?.some((code) => code === 'not-found' || code === 'template-unknown')
        ? { '404': problem('There is no such thing') }
        : {}),
      ...(changes
        ? {
            '409': problem(
              'The state of things does not allow it, or the first request with this key still runs',
            ),
          }
        : {}),
      '500': problem('Something went wrong on our side'),
      '503': problem('The database or the engine is away for a moment'),
    },
  };
}
