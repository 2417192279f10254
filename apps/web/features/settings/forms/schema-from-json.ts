import { z } from 'zod';

interface JsonObject {
  readonly [key: string]: unknown;
  readonly properties?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What is to be drawn otherwise than the schema itself says: its control, its unit. By field. */
export type Changes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const known = new WeakMap<object, Map<string, z.ZodType>>();

/**
 * A form's schema as the server told it. `only` keeps these fields, in this order; `changes` adds to what is said of one.
 * The same answer gives the same schema, so that a form does not lose its place when it is drawn again.
 */
export function schemaFromJson(
  json: unknown,
  { only, changes = {} }: { only?: readonly string[]; changes?: Changes } = {},
): z.ZodType {
  const source = json as JsonObject;
  const key = JSON.stringify([only, changes]);
  const made = known.get(source) ?? new Map<string, z.ZodType>();
  known.set(source, made);
  const before = made.get(key);
  if (before) return before;
  const names = only ?? Object.keys(source.properties ?? {});
  const properties = Object.fromEntries(
    names.flatMap((name) =>
      source.properties?.[name] ? [[name, { ...source.properties[name], ...changes[name] }]] : [],
    ),
  );
  const required = ((source['required'] as readonly string[] | undefined) ?? []).filter(
    (name) => name in properties,
  );
  const schema = z.fromJSONSchema({ ...source, properties, required } as never);
  made.set(key, schema);
  return schema;
}

/** Names of the fields of a schema. */
export function fieldsOf(json: unknown): string[] {
  return Object.keys((json as JsonObject).properties ?? {});
}
