import { ERRORS, fail, type ErrorCode } from '@millrace/base';
import { freeRecord, pageShape } from '@millrace/core/verb';
import { z } from 'zod';
import { openApiDocument } from '../openapi.ts';
import { ok, type Operation } from '../operation.ts';

const errorSchema = z.strictObject({
  code: z.string(),
  status: z.int(),
  fault: z.enum(['theirs', 'service', 'ours']),
  sentence: z.string(),
  next: z.string(),
});

/** Operations about the API itself. They need no key, since they return no data of the store. */
export const selfOperations: readonly Operation[] = [
  {
    id: 'openApi',
    method: 'GET',
    path: '/openapi.json',
    tag: 'This API',
    summary: 'This document',
    scope: null,
    answer: { status: 200, description: 'OpenAPI 3.1', schema: freeRecord },
    run: () => Promise.resolve({ ...ok(openApiDocument()), raw: true }),
  },
  {
    id: 'listErrors',
    method: 'GET',
    path: '/errors',
    tag: 'This API',
    summary: 'All errors',
    scope: null,
    answer: { status: 200, description: 'Error codes with what to do', schema: pageShape(errorSchema) },
    run: () =>
      Promise.resolve(
        ok({ items: Object.entries(ERRORS).map(([code, entry]) => ({ code, ...entry })), next: null }),
      ),
  },
  {
    id: 'getError',
    method: 'GET',
    path: '/errors/{code}',
    tag: 'This API',
    summary: 'One error; `type` of a problem links here',
    scope: null,
    answer: { status: 200, description: 'What it means and what to do', schema: errorSchema },
    run: ({ params: { code = '' } }) =>
      Promise.resolve(
        ok(
          Object.hasOwn(ERRORS, code)
            ? { code, ...ERRORS[code as ErrorCode] }
            : fail('not-found', { what: 'error' }),
        ),
      ),
  },
];
