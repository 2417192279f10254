import { z } from 'zod';
import { cutTo, fail, isStorable, readDate, storableText, toEmailAddress } from '@millrace/base';
import { EARLIEST, LATEST } from '@millrace/flow';

/**
 * Schemas for what outside systems send: only the fields used, nullish, and lenient where a wrong value does
 * no harm. What matters (ids, money, lists) is strict and refused with a sentence.
 */

/** Any scalar as clean text of at most `limit` characters; anything else counts as missing. */
export const text = (limit = 255) =>
  z
    .unknown()
    .optional()
    .transform((value): string | undefined => {
      if (typeof value === 'number' && Number.isFinite(value)) return cutTo(String(value), limit);
      if (typeof value !== 'string') return undefined;
      const clean = storableText(value).trim();
      return clean === '' ? undefined : cutTo(clean, limit);
    });

/**
 * An id, as text. Numbers of more than 15 digits have lost their last digits in JSON, alike in every payload.
 */
export const id = z
  .union([
    z.string().trim().min(1).max(255).refine(isStorable),
    z.int().min(0).max(Number.MAX_VALUE),
    z.number().min(0),
  ])
  .transform(String);

/** An optional id; anything that is not an id counts as missing. */
export const idOrNothing = z
  .unknown()
  .optional()
  .transform((value): string | undefined => id.safeParse(value).data);

/**
 * A decimal amount in major units as text, such as "199.00"; never a bare number, which would mean minor
 * units. Missing stays missing; anything that is not an amount, or is negative where it may not be, is
 * refused.
 */
const decimal = (mayBeNegative: boolean) =>
  z.unknown().transform((value, context): string | undefined => {
    if (value === undefined || value === null || value === '') return undefined;
    const given = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(given);
    const isNegative = match !== null && match[1] === '-' && /[1-9]/.test(given);
    if (match && (mayBeNegative || !isNegative)) {
      const whole = `${isNegative ? '-' : ''}${match[2]}`;
      return match[3] === undefined ? whole : `${whole}.${match[3].slice(0, 4)}`;
    }
    context.addIssue({
      code: 'custom',
      message: isNegative ? 'An amount is not negative' : `${shown(value)} is not an amount`,
    });
    return z.NEVER;
  });
export const amount = decimal(false).optional();
export const signedAmount = decimal(true).optional();

const shown = (value: unknown) =>
  typeof value === 'object' || typeof value === 'function'
    ? 'This'
    : JSON.stringify(cutTo(String(value), 40));

const TEN_THOUSANDTHS = 4;

/** Sums decimal texts exactly, to four decimals. Undefined when there is nothing to sum. */
export function sumOf(amounts: readonly (string | undefined)[]): string | undefined {
  const given = amounts.filter((one) => one !== undefined);
  if (given.length === 0) return undefined;
  const total = given.reduce((sum, one) => {
    const [, sign, whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(one) ?? [];
    const units = BigInt(whole + fraction.padEnd(TEN_THOUSANDTHS, '0'));
    return sum + (sign === '-' ? -units : units);
  }, 0n);
  const digits = String(total < 0n ? -total : total).padStart(TEN_THOUSANDTHS + 1, '0');
  return `${total < 0n ? '-' : ''}${digits.slice(0, -TEN_THOUSANDTHS)}.${digits.slice(-TEN_THOUSANDTHS)}`.replace(
    /\.?0+$/,
    '',
  );
}

/** A number of units, as a number or as digits. Missing stays missing; anything else is refused. */
export const units = z.unknown().transform((value, context): number | undefined => {
  if (value === undefined || value === null || value === '') return undefined;
  const number = typeof value === 'string' && /^\s*\d{1,7}(\.0+)?\s*$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 && number <= 100_000)
    return number;
  context.addIssue({ code: 'custom', message: `${shown(value)} is not a number of units` });
  return z.NEVER;
});

/** Stock: negative if more was sold than there was. Anything else counts as missing. */
export const stockLevel = z
  .unknown()
  .optional()
  .transform((value): number | undefined => {
    const number = typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : value;
    return typeof number === 'number' &&
      Number.isSafeInteger(number) &&
      number >= -1_000_000 &&
      number <= 100_000_000
      ? number
      : undefined;
  });

/** An ISO date and time as epoch milliseconds. Nonsense counts as missing; an impossible year is refused. */
export const instant = z
  .unknown()
  .transform((value, context): number | undefined => {
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T/.test(value)) return undefined;
    const read = readDate(value);
    // A date that the reader refuses may still be one of an impossible year.
    const at = read === null ? Date.parse(value) : read.kind === 'instant' ? read.at : Number.NaN;
    if (!Number.isFinite(at)) return undefined;
    if (at >= EARLIEST && at < LATEST) return read === null ? undefined : at;
    context.addIssue({ code: 'custom', message: 'A time is in the years 1990 to 2099' });
    return z.NEVER;
  })
  .optional();

/** A valid e-mail address in lower case; incomplete ones count as missing. */
export const email = z
  .unknown()
  .optional()
  .transform((value): string | undefined => {
    return typeof value === 'string'
      ? (toEmailAddress(storableText(value).trim().toLowerCase()) ?? undefined)
      : undefined;
  });

/** A telephone number as given, if it has at least 6 digits. */
export const phone = z
  .unknown()
  .optional()
  .transform((value): string | undefined => {
    if (typeof value !== 'string') return undefined;
    const clean = storableText(value).trim();
    return clean.length <= 40 && clean.replace(/\D/g, '').length >= 6 ? clean : undefined;
  });

export const flag = z
  .unknown()
  .optional()
  .transform((value) => value === true);

/** True, false, or missing. */
export const answer = z
  .unknown()
  .optional()
  .transform((value): boolean | undefined => (typeof value === 'boolean' ? value : undefined));

const isNothing = (value: unknown) => value === null || value === undefined;

/**
 * A list of at most `limit` items; a longer one is refused, not cut, because half an order would be wrong.
 * Empty items are left out. Undefined if there is no list.
 */
export const listOrNothing = <Item extends z.ZodType>(item: Item, limit: number) =>
  z
    .array(z.unknown())
    .nullish()
    .transform((value): unknown[] | undefined => value?.filter((one) => !isNothing(one)))
    .pipe(z.array(z.unknown()).max(limit, `There are more than ${limit}.`).optional())
    .pipe(z.array(item).optional());

/** The same; a missing list is an empty one. */
export const list = <Item extends z.ZodType>(item: Item, limit: number) =>
  listOrNothing(item, limit).transform((value) => value ?? []);

/** An optional object; null, or anything that is not an object, counts as missing. */
export const part = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess(
    (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined),
    shape.optional(),
  );

/**
 * Reads a payload.
 * @throws MillraceError `input-invalid` that names the wrong fields
 */
export function read<Schema extends z.ZodType>(
  schema: Schema,
  payload: unknown,
  what: string,
): z.output<Schema> {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  return fail('input-invalid', { problems: `${what}: ${problemsOf(parsed.error)}` });
}

/** At most five problems in one sentence, without repeating the values that were sent. */
export function problemsOf(error: z.ZodError): string {
  const named = error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`);
  return named.join('; ') + (error.issues.length > 5 ? `; and ${error.issues.length - 5} more` : '');
}

/** Leaves out undefined fields, so that "missing" and "set to nothing" stay different. */
export function compact<Value extends Record<string, unknown>>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Value;
}
