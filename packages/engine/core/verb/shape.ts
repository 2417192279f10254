import type { Instant, Json, MinorUnits } from '@millrace/base';
import type { Graph } from '@millrace/flow';
import { z } from 'zod';

/**
 * What the parts of an answer are beside their type. The public API reads it: an `instant` goes out as ISO 8601 in UTC, what is
 * `free` (any value) or `free-fields` (an object) as senders and marketers wrote it, and an `unbounded` number that is infinite
 * as null.
 */
type PartKind = 'instant' | 'free' | 'free-fields' | 'unbounded';
const parts = z.registry<{ readonly part: PartKind }>();

/** The kind of a part, also after `.describe()` or `.meta()`; undefined for whatever is as its schema says. */
export const partOf = (schema: z.core.$ZodType): PartKind | undefined => parts.get(schema)?.part;

/** Epoch milliseconds inside, ISO 8601 in UTC in the public API. */
export const instant: z.ZodType<Instant> = z
  .number()
  .register(parts, { part: 'instant' })
  .describe('ISO 8601 in UTC');

/** Integer in minor units of the store's currency. */
export const amount: z.ZodType<MinorUnits> = z
  .int()
  .describe("Integer in minor units of the store's currency");

export const id = z.uuid();

/** A share or a figure that may be infinite, such as odds: JSON has no such number. */
export const unbounded = z
  .custom<number>((value) => typeof value === 'number' && !Number.isNaN(value))
  .register(parts, { part: 'unbounded' });

/** A value that others wrote, whatever it is. */
export const free: z.ZodType<Json> = z
  .custom<Json>((value) => value !== undefined)
  .register(parts, { part: 'free' });

/** Fields that others wrote and named. */
export const freeRecord = z.record(z.string(), z.custom<Json>()).register(parts, { part: 'free-fields' });

/** The same, where its type is known better than can be checked: a drawing, or the settings of a kind. */
export const freeAs = <Type>() =>
  z
    .custom<Type>((value) => typeof value === 'object' && value !== null)
    .register(parts, { part: 'free-fields' });

/** Part of a row of a list, which is shown though something in it is not what it should be. */
export const notShown = {
  notShown: z
    .string()
    .optional()
    .describe('Names what of this row cannot be shown; left out when it is whole'),
};

/** One page of a list. */
export const pageShape = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().nullable().describe('Give it as `cursor` to get the next page; null on the last one'),
  });

/** What a verb answers by its schema; nothing in it may be changed. Drawings stay as those who draw know them. */
export type Shape<Schema extends z.ZodType> = Fixed<z.output<Schema>>;
type Fixed<Type> = [Json] extends [Type]
  ? Type
  : Type extends Graph
    ? Type
    : Type extends object
      ? { readonly [Name in keyof Type]: Fixed<Type[Name]> }
      : Type;
