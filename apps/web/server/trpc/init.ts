import { fail } from '@millrace/base';
import type { Permission } from '@millrace/core/verb';
import { initTRPC, TRPCError } from '@trpc/server';
import type { z } from 'zod';
import type { WebContext } from '../context.ts';
import { translate } from '../translate.ts';
import { envelope } from './envelope.ts';
import { asTrpcError, problemOf } from './problem.ts';

/** What is told of a procedure beside what it does. */
interface Meta {
  /** Of its input, for whoever calls every procedure there is. */
  readonly schema?: z.ZodType;
  readonly permission?: Permission;
  /** How many ordinary questions it costs as much as; 1 when not said. */
  readonly weight?: number;
}

const trpc = initTRPC
  .context<WebContext>()
  .meta<Meta>()
  .create({
    transformer: envelope,
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

/** Errors are translated and logged here, once for every procedure. */
const translated = trpc.procedure.use(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  // Errors of the transport itself (a path that does not exist, a body that is no JSON) have no cause and a code of their own.
  if (!cause && result.error instanceof TRPCError && result.error.code !== 'INTERNAL_SERVER_ERROR')
    throw result.error;
  throw asTrpcError(translate(cause ?? result.error, ctx.requestId, `trpc ${path}`));
});

/** For people who are signed in; `person` and the `context` that verbs want are there. */
export const procedure = translated.use(({ ctx, next }) => {
  const { person, context } = ctx;
  if (!person || !context) return fail('not-signed-in');
  return next({ ctx: { ...ctx, person, context } });
});
