import { z } from 'zod';

interface JsonObject {
  readonly [key: string]: unknown;
  readonly properties?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Changes to the `meta` of fields, such as control or unit, by field. */
export type Changes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const known = new WeakMap<object, Map<string, z.ZodType>>();

/**
 * Turns a JSON schema from the server into a form's schema. `only` keeps these fields, in this order; `changes` adds to their
 * `meta`. The same input gives the same schema object, so that a form keeps its focus when it is rendered again.
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
