import { fail } from '@millrace/base';
import { initTRPC } from '@trpc/server';
import superjson from 'superjson';
import type { WebContext } from '../context.ts';
import { asTrpcError, problemOf } from './problem.ts';

const trpc = initTRPC.context<WebContext>().create({
  transformer: superjson,
  errorFormatter: ({ shape, error, ctx }) => {
    const problem = problemOf(error, ctx?.requestId ?? '');
    return {
      code: shape.code,
      message: problem.sentence,
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, problem },
    };
  },
});

export const router = trpc.router;

const translated = trpc.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = asTrpcError(result.error.cause ?? result.error);
  throw cause === result.error.cause ? result.error : cause;
});

/** For nobody in particular: what the sign-in page needs. */
export const openProcedure = translated;

/** For people who are signed in; `context.viewer` is there. */
export const procedure = translated.use(({ ctx, next }) => {
  if (!ctx.viewer) fail('not-signed-in');
  return next({ ctx: { ...ctx, viewer: ctx.viewer } });
});
