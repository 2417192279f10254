import { fail } from '@millrace/base';
import type { Tx } from '@millrace/db';
import type { z } from 'zod';
import { answered } from './answer-check.ts';
import { type AuditEntry, writeAudit } from './audit.ts';
import type { Actor, Context } from './context.ts';
import type { Permission } from './permissions.ts';
import type { Shape } from './shape.ts';

/** The public part of a verb: its name, the permission it needs, its input and its output. */
export interface VerbSignature<Input extends z.ZodType, Output extends z.ZodType> {
  /** As in the audit log: `flow-published`. */
  readonly name: string;
  readonly permission: Permission;
  readonly input: Input;
  /**
   * Schema of the output in the engine's own types. TypeScript types and the public API follow from it.
   * Objects are closed.
   */
  readonly output: Output;
}

export interface VerbDefinition<
  Input extends z.ZodType,
  Output extends z.ZodType,
  Prepared = undefined,
> extends VerbSignature<Input, Output> {
  /**
   * Slow work that needs no transaction. Runs before the transaction opens, so that no database connection
   * waits for it.
   */
  prepare?(input: z.output<Input>, context: Context): Promise<Prepared>;
  run(tx: Tx, input: z.output<Input>, context: Context, prepared: Prepared): Promise<Shape<Output>>;
  /**
   * The audit row, written in the same transaction; null when nothing changed. Verbs that only read leave
   * this out.
   */
  audit?(input: z.output<Input>, result: Shape<Output>, context: Context): AuditEntry | null;
}

export type Verb<Input extends z.ZodType, Output extends z.ZodType> = ((
  context: Context,
  input: z.input<Input>,
) => Promise<Shape<Output>>) & { readonly definition: VerbSignature<Input, Output> };

/** A verb with any input and output, for code that walks over all verbs. */
export type AnyVerb = ((context: Context, input: never) => Promise<unknown>) & {
  readonly definition: VerbSignature<z.ZodType, z.ZodType>;
};

/**
 * Defines a verb: it checks the permission, parses the input, and runs one transaction with its audit row
 * inside.
 * @throws MillraceError not-allowed, input-invalid, or any error of `run`
 */
export function defineVerb<
  Input extends z.ZodType,
  Output extends z.ZodType,
  Returned extends Shape<Output>,
  Prepared = undefined,
>(
  definition: Omit<VerbDefinition<Input, Output, Prepared>, 'run'> & {
    run(tx: Tx, input: z.output<Input>, context: Context, prepared: Prepared): Promise<Returned>;
  } & Undeclared<Returned, Shape<Output>>,
): Verb<Input, Output> {
  const {
    prepare,
    run,
    audit,
  }: Pick<VerbDefinition<Input, Output, Prepared>, 'prepare' | 'run' | 'audit'> = definition;
  return composeVerb(definition, async (context, input) => {
    const prepared = (await prepare?.(input, context)) as Prepared;
    return context.db.inWorkspace(context.workspaceId, async (tx) => {
      const result = await run(tx, input, context, prepared);
      const entry = audit?.(input, result, context) ?? null;
      if (entry) await writeAudit(tx, context, definition.name, entry);
      return result;
    });
  });
}

/** Defines a verb that is not one transaction: it opens its own, or calls other verbs. */
export function composeVerb<Input extends z.ZodType, Output extends z.ZodType>(
  definition: VerbSignature<Input, Output>,
  run: (context: Context, input: z.output<Input>) => Promise<Shape<Output>>,
): Verb<Input, Output> {
  const verb = async (context: Context, input: z.input<Input>): Promise<Shape<Output>> => {
    authorise(context.actor, definition.permission);
    return answered(definition, await run(context, parseInput(definition.input, input)));
  };
  return Object.assign(verb, { definition });
}

/** Names of an object's fields; none for lists, records and scalars. */
type KeyOf<Type> = Type extends readonly unknown[]
  ? never
  : Type extends object
    ? string extends keyof Type
      ? never
      : keyof Type
    : never;
type EveryKeyOf<Type> = Type extends unknown ? KeyOf<Type> : never;
/**
 * Makes a field that `run` returns but `output` does not declare a type error. TypeScript alone allows it.
 */
type Undeclared<Returned, Declared> =
  Exclude<EveryKeyOf<Returned>, EveryKeyOf<Declared>> extends never
    ? unknown
    : { readonly undeclared: Exclude<EveryKeyOf<Returned>, EveryKeyOf<Declared>> };

export function may(actor: Actor, permission: Permission): boolean {
  return actor.permissions === 'all' || actor.permissions.has(permission);
}

export function authorise(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) fail('not-allowed', { permission });
}

/** Parses input with a schema. One error names every wrong field. @throws MillraceError input-invalid */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 20)
    .map((issue) => ({ field: issue.path.join('.'), problem: issue.message }));
  return fail('input-invalid', {
    problems: problems
      .map((entry) => (entry.field ? `${entry.field}: ${entry.problem}` : entry.problem))
      .join('; '),
    fields: problems,
  });
}
