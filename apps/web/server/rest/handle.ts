import { fail } from '@millrace/base';
import { authorise } from '@millrace/core/verb';
import { readJson } from '@millrace/run/parsing';
import { measureRequest } from '../metrics.ts';
import { requestIdOf } from '../request-id.ts';
import { translate } from '../translate.ts';
import { contextOf } from '../world.ts';
import { actorOfKey, authenticate, countRequest } from './authenticate.ts';
import { keyedBy, once } from './idempotency.ts';
import type { Head } from '../endpoints.ts';
import { createMatcher, type Matched } from './match.ts';
import { MEGABYTE, type Answer, type Call, type Operation } from './operation.ts';
import { OPERATIONS } from './operations/all.ts';
import { selfOperations } from './operations/itself.ts';
import { present } from './present.ts';
import { methodNotAllowed, problemBody, problemResponse } from './problem.ts';
import { readBytes, requireJson } from './read-body.ts';
import { queryOf } from './read-query.ts';

const BASE = '/api/v1';
const match = createMatcher([...selfOperations, ...OPERATIONS]);

/** Handles a request of the public API. */
export async function handleRest(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const url = new URL(request.url);
  const path = url.pathname.slice(BASE.length);
  const found = match(request.method === 'HEAD' ? 'GET' : request.method, path);
  const route = found && 'operation' in found ? `${BASE}${found.operation.path}` : `${BASE}/*`;
  const done = measureRequest(request.method, route);
  let response: Response;
  try {
    if (!found) fail('not-found', { what: 'path in the API' });
    response =
      'allowed' in found
        ? methodNotAllowed(found.allowed, request.method, requestId)
        : await serve(request, url, path, found, requestId);
  } catch (error) {
    response = problemResponse(translate(error, requestId, route), requestId);
  }
  done(response.status);
  return response;
}

/**
 * Most bytes of a body to read. Callers without a valid key get a response without any being read.
 */
export async function restBytes({ method, url, headers }: Head): Promise<number | Response> {
  const found = match(method, url.pathname.slice(BASE.length));
  if (!found || 'allowed' in found || found.operation.method === 'GET' || found.operation.scope === null)
    return 0;
  const { operation } = found;
  try {
    await authenticate(headers);
    return operation.bodyLimit ?? MEGABYTE;
  } catch (error) {
    const requestId = requestIdOf(headers);
    const response = problemResponse(translate(error, requestId, `${BASE}${operation.path}`), requestId);
    measureRequest(method, `${BASE}${operation.path}`)(response.status);
    return response;
  }
}

async function serve(
  request: Request,
  url: URL,
  path: string,
  { operation, params }: Matched,
  requestId: string,
): Promise<Response> {
  if (operation.scope === null)
    return responseOf(
      presented(operation, await operation.run({ params, query: {} } as unknown as Call)),
      requestId,
    );
  const holder = await authenticate(request.headers);
  await countRequest(holder);
  const actor = actorOfKey(holder);
  authorise(actor, operation.scope);
  const context = contextOf(holder.workspaceId, actor);
  const takesBody = operation.method !== 'GET';
  if (takesBody) requireJson(request);
  const bytes = takesBody ? await readBytes(request, operation.bodyLimit ?? MEGABYTE) : new Uint8Array();
  const keyed = keyedBy(request, `${path}${url.search}`, bytes);
  const run = async () =>
    presented(
      operation,
      await operation.run({
        context,
        holder,
        params,
        query: queryOf(url, operation),
        body: bodyOf(bytes, operation),
      }),
    );
  if (!keyed) return responseOf(await run(), requestId);
  const asAnswer = (error: unknown): Answer => {
    const known = translate(error, requestId, operation.id);
    return { status: known.status, body: problemBody(known, requestId) };
  };
  const answer = await once(context, keyed, run, asAnswer);
  return responseOf(answer, requestId, answer.replayed === true);
}

function bodyOf(bytes: Uint8Array, { body, bodyOptional, judgesEach }: Operation): unknown {
  if (bytes.length === 0) return bodyOptional || !body ? undefined : fail('json-malformed');
  return readJson(bytes, judgesEach ? 'leave' : 'refuse');
}

const presented = ({ answer: { schema } }: Operation, answer: Answer): Answer =>
  answer.raw ? answer : { ...answer, raw: true, body: present(schema, answer.body) };

function responseOf(answer: Answer, requestId: string, replayed = false): Response {
  const isProblem = answer.status >= 400;
  return new Response(answer.status === 204 ? null : JSON.stringify(answer.body), {
    status: answer.status,
    headers: {
      'Content-Type': answer.contentType ?? (isProblem ? 'application/problem+json' : 'application/json'),
      'Cache-Control': 'no-store',
      'X-Request-Id': requestId,
      ...(replayed ? { 'Idempotent-Replayed': 'true' } : {}),
    },
  });
}
