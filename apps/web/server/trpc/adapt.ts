import type { TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
import { parseInput, type Shape, type Verb } from '@millrace/core/verb';
import type { z } from 'zod';
import { procedure } from './init.ts';

/** The input a screen passes; it may be omitted if all fields are optional. */
type Given<Schema extends z.ZodType> =
  Record<never, never> extends z.input<Schema> ? z.input<Schema> | void : z.input<Schema>;

/** Passes input on unparsed. The verb parses it, so that the rules are in one place. */
const asItCame = (raw: unknown): unknown => raw ?? {};

interface Costs {
  /** Its cost in units of an ordinary query; 1 by default. */
  readonly weight?: number;
}

const describing = <Schema extends z.ZodType, Output extends z.ZodType>(
  { definition }: Verb<Schema, Output>,
  { weight = 1 }: Costs,
) => procedure.meta({ schema: definition.input, permission: definition.permission, weight });

/** A reading verb as a query. */
export function read<Schema extends z.ZodType, Output extends z.ZodType>(
  verb: Verb<Schema, Output>,
  costs: Costs = {},
) {
  const built = describing(verb, costs)
    .input(asItCame)
    .query(({ ctx, input }) => verb(ctx.context, input as z.input<Schema>));
  return built as unknown as TRPCQueryProcedure<{
    input: Given<Schema>;
    output: Shape<Output>;
    meta: object;
  }>;
}

/** A changing verb as a mutation. */
export function change<Schema extends z.ZodType, Output extends z.ZodType>(
  verb: Verb<Schema, Output>,
  costs: Costs = {},
) {
  return afterwards(verb, () => undefined, costs);
}

/** The same, with work to do in this process afterwards. */
export function afterwards<Schema extends z.ZodType, Output extends z.ZodType>(
  verb: Verb<Schema, Output>,
  then: () => void,
  costs: Costs = {},
) {
  const built = describing(verb, costs)
    .input(asItCame)
    .mutation(async ({ ctx, input }) => {
      const result = await verb(ctx.context, input as z.input<Schema>);
      then();
      return result;
    });
  return built as unknown as TRPCMutationProcedure<{
    input: Given<Schema>;
    output: Shape<Output>;
    meta: object;
  }>;
}

/** A procedure that is not a verb, with its input schema. */
export const takes = <Schema extends z.ZodType>(schema: Schema, { weight = 1 }: Costs = {}) =>
  procedure
    .meta({ schema, weight })
    .input((raw: unknown) => parseInput(schema, raw ?? {}) as z.input<Schema>);
