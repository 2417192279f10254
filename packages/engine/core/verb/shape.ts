import type { Instant, Json, MinorUnits } from '@millrace/base';
import type { Graph } from '@millrace/flow';
import { z } from 'zod';

/**
 * How the public API treats a part of an output beyond its type: an `instant` becomes ISO 8601 in UTC; `free`
 * (any value) and `free-fields` (an object) go out unchanged; an `unbounded` number becomes null when it is
 * infinite.
 */
type PartKind = 'instant' | 'free' | 'free-fields' | 'unbounded';
const parts = z.registry<{ readonly part: PartKind }>();

/**
 * The kind of a part, also after `.describe()` or `.meta()`; undefined for a part without special treatment.
 */
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

/** A number that may be infinite, such as odds. JSON cannot hold infinity, so the public API sends null. */
export const unbounded = z
  .custom<number>((value) => typeof value === 'number' && !Number.isNaN(value))
  .register(parts, { part: 'unbounded' });

/** Any JSON value, passed on unchanged. */
export const free: z.ZodType<Json> = z
  .custom<Json>((value) => value !== undefined)
  .register(parts, { part: 'free' });

/** An object with any fields, passed on unchanged. */
export const freeRecord = z.record(z.string(), z.custom<Json>()).register(parts, { part: 'free-fields' });

/** Like `free`, with a known TypeScript type that is not checked: a graph, or the config of a node kind. */
export const freeAs = <Type>() =>
  z
    .custom<Type>((value) => typeof value === 'object' && value !== null)
    .register(parts, { part: 'free-fields' });

/** A field of a list row that names what could not be read. The row is still shown. */
export const notShown = {
  notShown: z
    .string()
    .optional()
    .describe('Says what of this row cannot be shown; left out when nothing is missing'),
};

/** One page of a list. */
export const pageShape = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().nullable().describe('Give it as `cursor` to get the next page; null on the last one'),
  });

/** The read-only TypeScript type of a verb's output. Graphs keep their own type. */
export type Shape<Schema extends z.ZodType> = Fixed<z.output<Schema>>;
type Fixed<Type> = [Json] extends [Type]
  ? Type
  : Type extends Graph
    ? Type
    : Type extends object
      ? { readonly [Name in keyof Type]: Fixed<Type[Name]> }
      : Type;
