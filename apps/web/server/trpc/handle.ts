import { fail, isMillraceError } from '@millrace/base';
import type { AnyRouter } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { createContext } from '../context.ts';
import { log, traceOf } from '../log.ts';
import { requestIdOf } from '../request-id.ts';
import { problemResponse } from '../rest/problem.ts';
import { isSameOrigin } from '../same-origin.ts';
import { translate } from '../translate.ts';
import { world } from '../world.ts';
import { asTrpcError } from './problem.ts';
import { readInput } from './read-input.ts';
import { appRouter } from './router.ts';
import { takeOn } from './work.ts';

export const handleTrpc = (request: Request): Promise<Response> => answerTrpc(request, appRouter);

/** Handles a tRPC request. Changes sent by another site's page get 403, even in a signed-in browser. */
export async function answerTrpc(request: Request, router: AnyRouter): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    if (request.method !== 'GET' && !isSameOrigin(request.headers, world().configuration.publicUrl))
      fail('not-allowed', { permission: 'a change sent by another site' });
    const response = await serve(request, router, requestId);
    response.headers.set('x-request-id', requestId);
    response.headers.set('cache-control', 'no-store');
    return response;
  } catch (error) {
    return problemResponse(translate(error, requestId, '/api/trpc'), requestId);
  }
}

async function serve(request: Request, router: AnyRouter, requestId: string): Promise<Response> {
  const context = await settled(createContext(request, requestId));
  const input = await settled(readInput(request, 'value' in context && context.value.person !== null));
  let done = (): void => undefined;
  try {
    return await fetchRequestHandler({
      endpoint: '/api/trpc',
      // A body that cannot be read is not read again. All calls return the error.
      req: 'value' in input ? input.value : unread(request),
      router,
      // An error thrown here becomes the response of each call.
      createContext: ({ info }) => {
        try {
          const known = valueOf(context);
          valueOf(input);
          done = takeOn(
            known.person?.id ?? '',
            info.calls.map(({ path }) => weightOf(router, path)),
          );
          return known;
        } catch (error) {
          throw asTrpcError(isMillraceError(error) ? error : translate(error, requestId, '/api/trpc'));
        }
      },
      allowMethodOverride: true,
      onError: ({ error, path }) => {
        // Errors of procedures were logged when translated. An error without such a cause came later: the response could
        // not be serialised.
        if (error.code === 'INTERNAL_SERVER_ERROR' && !isMillraceError(error.cause))
          log().error(
            { requestId, where: `trpc ${path}`, trace: traceOf(error.cause ?? error) },
            'an answer could not be written',
          );
      },
    });
  } finally {
    done();
  }
}

function unread({ url, method }: Request): Request {
  const isGet = method === 'GET' || method === 'HEAD';
  return new Request(url, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(isGet ? {} : { body: '{}' }),
  });
}

type Settled<Value> = { readonly value: Value } | { readonly error: unknown };

const settled = <Value>(promise: Promise<Value>): Promise<Settled<Value>> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

function valueOf<Value>(settledValue: Settled<Value>): Value {
  if ('error' in settledValue) throw settledValue.error;
  return settledValue.value;
}

function weightOf(router: AnyRouter, path: string): number {
  const procedures = router._def.procedures as Record<string, { _def?: { meta?: { weight?: number } } }>;
  return (Object.hasOwn(procedures, path) ? procedures[path]?._def?.meta?.weight : undefined) ?? 1;
}
