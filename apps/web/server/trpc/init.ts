import { fail } from '@millrace/base';
import type { Permission } from '@millrace/core/verb';
import { initTRPC, TRPCError } from '@trpc/server';
import type { z } from 'zod';
import type { WebContext } from '../context.ts';
import { translate } from '../translate.ts';
import { envelope } from './envelope.ts';
import { asTrpcError, problemOf } from './problem.ts';

/** Metadata of a procedure. */
interface Meta {
  /** Schema of its input, for tests that call every procedure. */
  readonly schema?: z.ZodType;
  readonly permission?: Permission;
  /** Its cost in units of an ordinary query; 1 by default. */
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

/** Translates and logs the errors of all procedures. */
const translated = trpc.procedure.use(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  // Errors of the transport, such as an unknown path or invalid JSON, have no cause and their own code.
  if (!cause && result.error instanceof TRPCError && result.error.code !== 'INTERNAL_SERVER_ERROR')
    throw result.error;
  throw asTrpcError(translate(cause ?? result.error, ctx.requestId, `trpc ${path}`));
});

/** A procedure for signed-in users, with `person` and the `context` for verbs. */
export const procedure = translated.use(({ ctx, next }) => {
  const { person, context } = ctx;
  if (!person || !context) return fail('not-signed-in');
  return next({ ctx: { ...ctx, person, context } });
});
