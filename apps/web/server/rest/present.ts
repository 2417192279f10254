import { partOf } from '@millrace/core/verb';
import { z } from 'zod';

type Write = (value: unknown) => unknown;

const known = new WeakMap<z.core.$ZodType, Write>();

/**
 * An answer as the public API gives it, by the schema it was declared with: instants are ISO 8601 in UTC, amounts stay integers
 * in minor units, what others wrote goes out as it came, and a field that is not declared does not go out. What does not fit is
 * null, so that one row never breaks the answer of the others.
 */
export function present(schema: z.core.$ZodType, value: unknown): unknown {
  return writerOf(schema)(value);
}

/** Made once for each schema: an answer of many rows asks no schema what it is. */
function writerOf(schema: z.core.$ZodType): Write {
  const made = known.get(schema);
  if (made) return made;
  // What refers to itself finds this while it is being made.
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

/** A schema of a kind that no answer is declared with: whoever declares one is told by the test of every operation. */
const nothing: Write = () => null;

/** Null for a number that is no instant. */
const isoOf: Write = (at) =>
  typeof at === 'number' && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : null;

/** Where one value stands, nothing with parts goes out: nobody declared what would be in it. */
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

/** As the first way that it fits is written. One that fits none is a scalar, or nothing. */
function writeUnion(options: readonly z.core.$ZodType[]): Write {
  const ways = options.map((option) => [option, writerOf(option)] as const);
  return (value) => (ways.find(([option]) => z.safeParse(option, value).success)?.[1] ?? scalar)(value);
}
