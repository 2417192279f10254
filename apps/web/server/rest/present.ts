import { partOf } from '@millrace/core/verb';
import { z } from 'zod';

type Write = (value: unknown) => unknown;

const known = new WeakMap<z.core.$ZodType, Write>();

/**
 * Converts a value for the public API by its declared schema: instants become ISO 8601 in UTC, amounts stay integers in minor
 * units, free JSON stays as it is, and undeclared fields are left out. A value that does not match is null, so that one bad row
 * never breaks a whole response.
 */
export function present(schema: z.core.$ZodType, value: unknown): unknown {
  return writerOf(schema)(value);
}

/** The converter of a schema. Built once per schema, so that long responses do not inspect schemas. */
function writerOf(schema: z.core.$ZodType): Write {
  const made = known.get(schema);
  if (made) return made;
  // A recursive schema refers to this function while it is being built.
  let write: Write = () => null;
  known.set(schema, (value) => write(value));
  write = makeWriter(schema);
  known.set(schema, write);
  return write;
}

function makeWriter(schema: z.core.$ZodType): Write {
  const part = partOf(schema);
  if (part === 'instant') return isoOf;
  if (part === 'free' || part === 'free-fields') return (value) => value;
  if (part === 'unbounded') return (value) => (Number.isFinite(value) ? value : null);
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return writeObject(def.shape);
    case 'array':
      return writeList(def.element);
    case 'record':
      return writeRecord(def.valueType);
    case 'union':
      return writeUnion(def.options);
    case 'lazy':
      return (value) => writerOf(def.getter())(value);
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly': {
      const write = writerOf(def.innerType);
      return (value) => (value === null || value === undefined ? value : write(value));
    }
    case 'string':
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'null':
      return scalar;
    default:
      return nothing;
  }
}

/** For kinds of schemas that no response uses. The test of every operation fails if one does. */
const nothing: Write = () => null;

/** An instant as ISO 8601; null for a number that is not one. */
const isoOf: Write = (at) =>
  typeof at === 'number' && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : null;

/** A scalar; null for an object, since its parts are not declared. */
const scalar: Write = (value) => (typeof value === 'object' || typeof value === 'function' ? null : value);

function writeObject(shape: Readonly<Record<string, z.core.$ZodType>>): Write {
  const fields = Object.entries(shape).map(([name, schema]) => [name, writerOf(schema)] as const);
  return (value) => {
    if (typeof value !== 'object' || value === null) return null;
    const written: Record<string, unknown> = {};
    for (const [name, write] of fields) {
      const field = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      if (field !== undefined) written[name] = write(field);
    }
    return written;
  };
}

function writeList(element: z.core.$ZodType): Write {
  const write = writerOf(element);
  return (value) => (Array.isArray(value) ? value.map(write) : null);
}

function writeRecord(valueType: z.core.$ZodType): Write {
  const write = writerOf(valueType);
  return (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, write(item)]))
      : null;
}

/** Converts by the first matching option of a union. A value that matches none is converted as a scalar. */
function writeUnion(options: readonly z.core.$ZodType[]): Write {
  const ways = options.map((option) => [option, writerOf(option)] as const);
  return (value) => (ways.find(([option]) => z.safeParse(option, value).success)?.[1] ?? scalar)(value);
}
