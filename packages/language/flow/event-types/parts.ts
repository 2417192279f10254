import { z } from 'zod';
import { amountSchema, externalId, instantSchema } from '../intake-parts.ts';

type Issue = { readonly input?: unknown };
/** The sentence for a value that is missing or of another kind. */
const told = (title: string, kind: string) => ({
  error: ({ input }: Issue) =>
    input === undefined || input === null ? `Missing: ${title}.` : `Not ${kind}: ${title}.`,
});
const words = (title: string, most: number) =>
  z.string(told(title, 'a text')).max(most, `At most ${most} characters: ${title}.`).meta({ title });
/** A union says only that none of its options fits; this says what is wanted. */
const inWords = <Schema extends z.ZodType>(schema: Schema, title: string, kind: string) =>
  z.unknown().transform((value, context): z.output<Schema> => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const { error } = told(title, kind);
    const exact = parsed.error.issues[0];
    context.addIssue(
      exact && exact.code !== 'invalid_union' && exact.code !== 'invalid_type'
        ? exact.message
        : error({ input: value }),
    );
    return z.NEVER;
  });

/** Parts of the properties of events. A title is the name of the property in a sentence. */
export const text = (title: string) => words(title, 255);
/** What somebody wrote. */
export const prose = (title: string) => words(title, 10_000);
export const link = (title: string) => words(title, 2_000);
export const id = (title: string) => inWords(externalId, title, 'an id').meta({ title });
export const money = (title: string) =>
  inWords(amountSchema, title, 'an amount, such as 12900 or "129.00"').meta({ title, is: 'money' });
export const date = (title: string) =>
  inWords(instantSchema, title, 'a date, such as 2026-04-03T10:20:00Z').meta({ title, is: 'instant' });
const MOST = 1e12;
export const number = (title: string) =>
  z
    .number(told(title, 'a number'))
    .min(-MOST, `Too small: ${title}.`)
    .max(MOST, `Too large: ${title}.`)
    .meta({ title });
/** A whole number, also negative. */
export const change = (title: string) =>
  z
    .int(told(title, 'a whole number'))
    .min(-MOST, `Too small: ${title}.`)
    .max(MOST, `Too large: ${title}.`)
    .meta({ title });
export const count = (title: string) =>
  z
    .int(told(title, 'a whole number'))
    .min(0, `Not below 0: ${title}.`)
    .max(MOST, `Too large: ${title}.`)
    .meta({ title });
export const stars = (title: string) =>
  z
    .number(told(title, 'a number from 1 to 5'))
    .min(1, `From 1 to 5: ${title}.`)
    .max(5, `From 1 to 5: ${title}.`)
    .meta({ title });
export const list = (title: string) =>
  z
    .array(words(title, 255), told(title, 'a list of texts'))
    .max(250, `At most 250 entries: ${title}.`)
    .meta({ title });

/** A few known values. The sender may write them in capital letters. */
export const choice = (title: string, values: readonly [string, ...string[]]) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' ? value.trim().toLowerCase() : value),
      z.enum(values, { error: `One of ${values.join(', ')}: ${title}.` }),
    )
    .meta({ title, values });

/** Every property may be left out but those that name what the event is about. Others are kept. */
export const properties = <Shape extends z.ZodRawShape>(shape: Shape) => z.looseObject(shape);
