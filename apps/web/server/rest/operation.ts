import { fail } from '@millrace/base';
import { pageShape, type Context, type Permission, type Verb } from '@millrace/core/verb';
import type { KeyHolder } from '@millrace/services/settings';
import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The input of an operation: the caller, and the request before validation. */
export interface Call {
  readonly context: Context;
  readonly holder: KeyHolder;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly contentType?: string;
  /** Whether it is sent as it is, such as a document or a stored response. */
  readonly raw?: boolean;
}

/** The response of an operation on success. Both the OpenAPI document and the sent response follow this schema. */
export interface Answered {
  readonly status: number;
  readonly description: string;
  readonly schema: z.ZodType;
}

/** An operation of the public API. The table of operations is served, and the OpenAPI document is generated from it. */
export interface Operation {
  readonly id: string;
  readonly method: Method;
  /** Path under `/api/v1`, such as `/customers/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The scope a key needs; null if no key is needed. */
  readonly scope: Permission | null;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Whether the body may be omitted. */
  readonly bodyOptional?: boolean;
  /** Largest body in bytes; 1 MB by default. */
  readonly bodyLimit?: number;
  readonly answer: Answered;
  /** Whether items of the body are validated one by one, so that text that cannot be stored refuses only its item. */
  readonly judgesEach?: boolean;
  /** Error codes besides those every operation may return. */
  readonly errors?: readonly string[];
  run(call: Call): Promise<Answer>;
}

export const MEGABYTE = 1024 * 1024;

export const ok = (body: unknown, status = 200): Answer => ({ status, body });

/**
 * The input of a verb, from path, query and body. Nothing overrides anything: an operation takes a query or a body, never
 * both, and the body may repeat a path parameter but not contradict it.
 * @param names the verb's names for path parameters, where they differ
 * @throws MillraceError input-invalid
 */
export function inputOf(
  { params, query, body }: Call,
  names: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body)))
    refuse('', 'This must be an object.');
  const sent = { ...(body as Record<string, unknown> | undefined), ...query };
  for (const [name, value] of Object.entries(params)) {
    const called = names[name] ?? name;
    if (called in sent && sent[called] !== value)
      refuse(called, 'This contradicts the path. Leave it out of the body.');
    sent[called] = value;
  }
  return sent;
}

function refuse(field: string, problem: string): never {
  fail('input-invalid', { problems: field ? `${field}: ${problem}` : problem, fields: [{ field, problem }] });
}

interface Ways<Input extends z.ZodType> {
  /** HTTP status; 200 by default. */
  readonly status?: number;
  /** Builds the verb's input, if it is not simply everything that was sent. */
  input?(call: Call): z.input<Input>;
}

type Run = Pick<Operation, 'answer' | 'run'>;

/** Runs a verb and responds with its output, by the schema the verb declares. */
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

/** The same for a verb that returns a whole list, which the API returns as a single page. */
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
