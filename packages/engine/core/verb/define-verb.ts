import { fail } from '@millrace/base';
import type { Tx } from '@millrace/db';
import type { z } from 'zod';
import { answered } from './answer-check.ts';
import { type AuditEntry, writeAudit } from './audit.ts';
import type { Actor, Context } from './context.ts';
import type { Permission } from './permissions.ts';
import type { Shape } from './shape.ts';

/** What everybody may know of a verb: who may call it, what it takes, and what it answers. */
export interface VerbSignature<Input extends z.ZodType, Output extends z.ZodType> {
  /** As in the audit log: `flow-published`. */
  readonly name: string;
  readonly permission: Permission;
  readonly input: Input;
  /** What it answers, in the engine's own form: the one declaration from which types and the public API follow. Objects are closed. */
  readonly output: Output;
}

export interface VerbDefinition<
  Input extends z.ZodType,
  Output extends z.ZodType,
  Prepared = undefined,
> extends VerbSignature<Input, Output> {
  /** What takes its time and needs no transaction, done before it: no connection of the database waits for it. */
  prepare?(input: z.output<Input>, context: Context): Promise<Prepared>;
  run(tx: Tx, input: z.output<Input>, context: Context, prepared: Prepared): Promise<Shape<Output>>;
  /** The row for the audit log, written in the same transaction; null when nothing changed. Reads leave this out. */
  audit?(input: z.output<Input>, result: Shape<Output>, context: Context): AuditEntry | null;
}

export type Verb<Input extends z.ZodType, Output extends z.ZodType> = ((
  context: Context,
  input: z.input<Input>,
) => Promise<Shape<Output>>) & { readonly definition: VerbSignature<Input, Output> };

/** A verb of any kind, for those that go through all of them. */
export type AnyVerb = ((context: Context, input: never) => Promise<unknown>) & {
  readonly definition: VerbSignature<z.ZodType, z.ZodType>;
};

/**
 * What the product can do: authorise, parse, one transaction with its audit row inside, return.
 * @throws MillraceError not-allowed, input-invalid, or what `run` fails with
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

/** A verb that is no single transaction: it opens those it needs, or asks other verbs. */
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

/** Names of the fields of an object; none of lists, records and scalars. */
type KeyOf<Type> = Type extends readonly unknown[]
  ? never
  : Type extends object
    ? string extends keyof Type
      ? never
      : keyof Type
    : never;
type EveryKeyOf<Type> = Type extends unknown ? KeyOf<Type> : never;
/** A field that is answered and not declared is a fault that its name says; TypeScript itself lets it pass. */
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

/** Parses with a schema and names every field that is wrong, in one error. @throws MillraceError input-invalid */
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
