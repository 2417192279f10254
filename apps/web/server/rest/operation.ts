import { fail } from '@millrace/base';
import type { Context, KeyHolder, Permission, Verb } from '@millrace/services';
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
  /** Goes out as it is: a document, whose numbers are not instants. */
  readonly raw?: boolean;
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
  readonly answer: { readonly status: number; readonly description: string; readonly schema?: z.ZodType };
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
export function inputOf({ params, query, body }: Call, names: Readonly<Record<string, string>> = {}): Record<string, unknown> {
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body))) refuse('', 'This has to be an object.');
  const sent = { ...(body as Record<string, unknown> | undefined), ...query };
  for (const [name, value] of Object.entries(params)) {
    const called = names[name] ?? name;
    if (called in sent && sent[called] !== value) refuse(called, 'The path says something else. Leave it out of the body.');
    sent[called] = value;
  }
  return sent;
}

function refuse(field: string, problem: string): never {
  fail('input-invalid', { problems: field ? `${field}: ${problem}` : problem, fields: [{ field, problem }] });
}

/** Runs a verb with everything that was sent. */
export function runVerb<Schema extends z.ZodType, Result>(verb: Verb<Schema, Result>, status = 200): (call: Call) => Promise<Answer> {
  return async (call) => ok(await verb(call.context, inputOf(call) as z.input<Schema>), status);
}
