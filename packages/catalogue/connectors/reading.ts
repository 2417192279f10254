import { z } from 'zod';
import { fail, readDate, toEmailAddress } from '@millrace/base';

/**
 * Readers for what outside systems send: only the fields used, nullish, and forgiving where a wrong value costs
 * nothing. What matters (ids, money, lists) stays strict and is refused with a sentence.
 */

/** Any scalar as clean text of at most `limit` characters; anything else is as if it were not there. */
export const text = (limit = 255) =>
  z
    .unknown()
    .optional()
    .transform((value): string | undefined => {
      if (typeof value === 'number' && Number.isFinite(value)) return String(value);
      if (typeof value !== 'string') return undefined;
      const clean = value.replace(/\u0000/g, '').trim();
      return clean === '' ? undefined : cut(clean, limit);
    });

/** Cuts between characters, never inside an emoji. */
export function cut(value: string, limit: number): string {
  if (value.length <= limit) return value;
  const end = /[\uD800-\uDBFF]/.test(value.charAt(limit - 1)) ? limit - 1 : limit;
  return value.slice(0, end);
}

/** An id, as text. Numbers of more than 15 digits have lost their last digits in JSON, alike in every payload. */
export const id = z.union([z.string().trim().min(1).max(255), z.int().min(0).max(Number.MAX_VALUE), z.number().min(0)]).transform(String);

/** A decimal amount in major units as text, such as "199.00"; never a bare number, which would mean minor units. */
export const amount = z.union([z.string(), z.number()]).transform((value, context) => {
  const given = String(value).trim();
  const match = /^(-?\d{1,12})(?:\.(\d+))?$/.exec(given);
  if (match) return match[2] === undefined ? match[1]! : `${match[1]}.${match[2].slice(0, 4)}`;
  context.addIssue({ code: 'custom', message: `${JSON.stringify(cut(given, 40))} is not an amount` });
  return z.NEVER;
});

/** An ISO date and time with its zone as epoch milliseconds; nonsense is as if it were not there. */
export const instant = z
  .unknown()
  .optional()
  .transform((value): number | undefined => {
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T/.test(value)) return undefined;
    const read = readDate(value);
    return read?.kind === 'instant' && read.at >= 0 && read.at <= 4102444800000 ? read.at : undefined;
  });

/** An e-mail address that can be written to, in lower case; half-typed ones are as if they were not there. */
export const email = z
  .unknown()
  .optional()
  .transform((value): string | undefined => {
    return typeof value === 'string' ? (toEmailAddress(value.trim().toLowerCase()) ?? undefined) : undefined;
  });

/** A telephone number as given, when it has digits enough to be one. */
export const phone = z
  .unknown()
  .optional()
  .transform((value): string | undefined => {
    if (typeof value !== 'string') return undefined;
    const clean = value.trim();
    return clean.length <= 40 && clean.replace(/\D/g, '').length >= 6 ? clean : undefined;
  });

export const flag = z
  .unknown()
  .optional()
  .transform((value) => value === true);

/** A list of at most `limit`; more is refused, not cut, because half an order is a wrong order. */
export const list = <Item extends z.ZodType>(item: Item, limit: number) =>
  z
    .array(z.unknown())
    .nullish()
    .transform((value) => value ?? [])
    .pipe(z.array(z.unknown()).max(limit, `There are more than ${limit}.`))
    .pipe(z.array(item));

/** A part that may be missing, null or, as some systems do, an empty list. */
export const part = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess((value) => (value === null || Array.isArray(value) ? undefined : value), shape.optional());

/**
 * Reads a payload.
 * @throws MillraceError `input-invalid` naming each field that can't be used
 */
export function read<Schema extends z.ZodType>(schema: Schema, payload: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  return fail('input-invalid', { problems: `${what}: ${problemsOf(parsed.error)}` });
}

/** At most five problems in one sentence, without repeating what was sent. */
export function problemsOf(error: z.ZodError): string {
  const named = error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`);
  return named.join('; ') + (error.issues.length > 5 ? `; and ${error.issues.length - 5} more` : '');
}

/** Leaves out what is undefined, so that "not said" and "said to be nothing" stay apart. */
export function compact<Value extends Record<string, unknown>>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Value;
}
