import fc from 'fast-check';
import { z } from 'zod';

type Schema = z.core.JSONSchema.JSONSchema;

/** Some ids, and what stands for whatever else somebody may send. */
export interface Filling {
  readonly id: string;
}

/** The least that a schema asks for: its required fields with the first value that each takes. */
export function leastInput(schema: z.ZodType, filling: Filling): Record<string, unknown> {
  const { properties = {}, required = [] } = jsonSchema(schema);
  return Object.fromEntries(required.map((name) => [name, leastOf(properties[name] as Schema, filling)]));
}

/** Names of the fields that take an id. */
export function idFields(schema: z.ZodType): string[] {
  const { properties = {} } = jsonSchema(schema);
  return Object.entries(properties).flatMap(([name, field]) =>
    (field as Schema).format === 'uuid' ? [name] : [],
  );
}

/** What somebody may send who knows the names of the fields and what is near to what they take. */
export function anyInput(schema: z.ZodType, filling: Filling): fc.Arbitrary<Record<string, unknown>> {
  const { properties = {}, required = [] } = jsonSchema(schema);
  return fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [name, anyOf(field as Schema, filling)]),
    ),
    { requiredKeys: required as never[] },
  );
}

const jsonSchema = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

function leastOf(schema: Schema, filling: Filling): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.format === 'uuid') return filling.id;
  const [first] = schema.anyOf ?? [];
  if (first) return leastOf(first as Schema, filling);
  switch (schema.type) {
    case 'string':
      return 'x'.repeat(Math.max(1, schema.minLength ?? 1));
    case 'number':
    case 'integer':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => leastOf(schema.items as Schema, filling));
    case 'object':
      return {};
    default:
      return {};
  }
}

const ODD_TEXTS = [
  '',
  ' ',
  'x',
  '%',
  '\\',
  "'",
  '"; --',
  'é',
  '👩‍👩‍👧',
  'x'.repeat(200),
  'constructor',
  '__proto__',
  '[]',
];
const ODD_NUMBERS = [
  0,
  1,
  -1,
  0.5,
  200,
  201,
  1e9,
  2 ** 31,
  2 ** 53,
  -1e18,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];

function anyOf(schema: Schema, filling: Filling): fc.Arbitrary<unknown> {
  const near: fc.Arbitrary<unknown>[] = [fc.constant(leastOf(schema, filling))];
  if (schema.enum) near.push(fc.constantFrom(...schema.enum));
  if (schema.type === 'string') near.push(fc.constantFrom(...ODD_TEXTS));
  if (schema.type === 'number' || schema.type === 'integer') near.push(fc.constantFrom(...ODD_NUMBERS));
  if (schema.type === 'boolean') near.push(fc.boolean());
  if (schema.type === 'array' || schema.type === 'object')
    near.push(fc.constantFrom<unknown>([], {}, [null], { x: 1 }, [{}], { constructor: {} }));
  return fc.oneof(
    { weight: 12, arbitrary: fc.oneof(...near) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 0, 'x', true, [], {}, filling.id) },
  );
}
