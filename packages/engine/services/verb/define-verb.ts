import { fail } from '@millrace/base';
import type { Tx } from '@millrace/db';
import type { z } from 'zod';
import { type AuditEntry, writeAudit } from './audit.ts';
import type { Actor, Context } from './context.ts';
import type { Permission } from './permissions.ts';

export interface VerbDefinition<Schema extends z.ZodType, Result, Prepared = undefined> {
  /** As in the audit log: `flow-published`. */
  readonly name: string;
  readonly permission: Permission;
  readonly input: Schema;
  /** What takes its time and needs no transaction, done before it: no connection of the database waits for it. */
  prepare?(input: z.output<Schema>, context: Context): Promise<Prepared>;
  run(tx: Tx, input: z.output<Schema>, context: Context, prepared: Prepared): Promise<Result>;
  /** The row for the audit log, written in the same transaction; null when nothing changed. Reads leave this out. */
  audit?(input: z.output<Schema>, result: Result, context: Context): AuditEntry | null;
}

export type Verb<Schema extends z.ZodType, Result> = ((context: Context, input: z.input<Schema>) => Promise<Result>) & {
  readonly definition: VerbDefinition<Schema, Result>;
};

/**
 * What the product can do: authorise, parse, one transaction with its audit row inside, return.
 * @throws MillraceError not-allowed, input-invalid, or what `run` fails with
 */
export function defineVerb<Schema extends z.ZodType, Result, Prepared = undefined>(
  definition: VerbDefinition<Schema, Result, Prepared>,
): Verb<Schema, Result> {
  const verb = async (context: Context, input: z.input<Schema>): Promise<Result> => {
    authorise(context.actor, definition.permission);
    const parsed = parseInput(definition.input, input);
    const prepared = (await definition.prepare?.(parsed, context)) as Prepared;
    return context.db.inWorkspace(context.workspaceId, async (tx) => {
      const result = await definition.run(tx, parsed, context, prepared);
      const entry = definition.audit?.(parsed, result, context) ?? null;
      if (entry) await writeAudit(tx, context, definition.name, entry);
      return result;
    });
  };
  return Object.assign(verb, { definition: definition as unknown as VerbDefinition<Schema, Result> });
}

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
  const problems = parsed.error.issues.slice(0, 20).map((issue) => ({ field: issue.path.join('.'), problem: issue.message }));
  return fail('input-invalid', {
    problems: problems.map((entry) => (entry.field ? `${entry.field}: ${entry.problem}` : entry.problem)).join('; '),
    fields: problems,
  });
}
