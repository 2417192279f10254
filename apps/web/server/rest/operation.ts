import { fail } from '@millrace/base';
import { pageShape, type Context, type Permission, type Verb } from '@millrace/core/verb';
import type { KeyHolder } from '@millrace/services/settings';
import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What an operation is given: the caller, and what was sent, not yet judged. */
export interface Call {
  readonly context: Context;
  readonly holder: KeyHolder;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined when there was no body. */
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly contentType?: string;
  /** Goes out as it is: a document, or an answer that was kept. */
  readonly raw?: boolean;
}

/** What an operation answers when it works, in the engine's own form: the OpenAPI document and what goes out are made from it. */
export interface Answered {
  readonly status: number;
  readonly description: string;
  readonly schema: z.ZodType;
}

/** One thing the public API can do. The table of these is what is served, and what the OpenAPI document is made from. */
export interface Operation {
  readonly id: string;
  readonly method: Method;
  /** `/customers/{id}`, under `/api/v1`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The scope a key needs; null: anybody, without a key. */
  readonly scope: Permission | null;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Whether the body may be left out. */
  readonly bodyOptional?: boolean;
  /** Bytes of a body at most; 1 MB when not said. */
  readonly bodyLimit?: number;
  readonly answer: Answered;
  /** The items of the body are judged one by one: text that cannot be stored refuses its item only. */
  readonly judgesEach?: boolean;
  /** Codes of errors beyond those every operation may give. */
  readonly errors?: readonly string[];
  run(call: Call): Promise<Answer>;
}

export const MEGABYTE = 1024 * 1024;

export const ok = (body: unknown, status = 200): Answer => ({ status, body });

/**
 * The input of a verb from everything that was sent. Nothing wins over anything: an operation takes a query or a body, never
 * both, and a body may repeat what stands in the path, not contradict it.
 * @param names what the verb calls a name in the path, where it calls it otherwise
 * @throws MillraceError input-invalid
 */
export function inputOf(
  { params, query, body }: Call,
  names: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body)))
    refuse('', 'This has to be an object.');
  const sent = { ...(body as Record<string, unknown> | undefined), ...query };
  for (const [name, value] of Object.entries(params)) {
    const called = names[name] ?? name;
    if (called in sent && sent[called] !== value)
      refuse(called, 'The path says something else. Leave it out of the body.');
    sent[called] = value;
  }
  return sent;
}

function refuse(field: string, problem: string): never {
  fail('input-invalid', { problems: field ? `${field}: ${problem}` : problem, fields: [{ field, problem }] });
}

interface Ways<Input extends z.ZodType> {
  /** 200 when not said. */
  readonly status?: number;
  /** The input of the verb from what was sent, where it is not simply all of it. */
  input?(call: Call): z.input<Input>;
}

type Run = Pick<Operation, 'answer' | 'run'>;

/** Runs a verb and answers what it answers, by the schema the verb declares. */
export function runVerb<Input extends z.ZodType, Output extends z.ZodType>(
  verb: Verb<Input, Output>,
  description: string,
  { status = 200, input = (call) => inputOf(call) as z.input<Input> }: Ways<Input> = {},
): Run {
  return {
    answer: { status, description, schema: verb.definition.output },
    run: async (call) => ok(await verb(call.context, input(call)), status),
  };
}

/** The same for a verb that answers a list as a whole: the API gives it as the only page there is. */
export function runList<Input extends z.ZodType, Item extends z.ZodType>(
  verb: Verb<Input, z.ZodArray<Item>>,
  description: string,
  { status = 200, input = (call) => inputOf(call) as z.input<Input> }: Ways<Input> = {},
): Run {
  return {
    answer: { status, description, schema: pageShape(verb.definition.output.element) },
    run: async (call) => ok({ items: await verb(call.context, input(call)), next: null }, status),
  };
}
