import { z } from 'zod';

/** One field of a panel, read from a zod schema with `.meta({ title, description, control, ... })`. */
export interface FormField {
  /** Name within its object. */
  readonly key: string;
  readonly label: string;
  readonly help: string | null;
  /** Name of its control: a built-in one, or one of the caller's `controls`. */
  readonly control: string;
  readonly required: boolean;
  /** The schema's default value. */
  readonly fallback: unknown;
  readonly choices: readonly { value: string; label: string }[];
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly integer: boolean;
  /** JSON type: string, number, boolean, object, array, or unknown for unions. */
  readonly type: string;
  /** Fields of a nested object that has no control of its own. */
  readonly fields: readonly FormField[];
  /** All of `.meta`, for controls with more options (`labels`, `unit`, `placeholder`, `group`, ...). */
  readonly meta: Readonly<Record<string, unknown>>;
}

interface JsonNode {
  readonly [key: string]: unknown;
  readonly title?: string;
  readonly description?: string;
  readonly control?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonNode>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonNode[];
  readonly items?: JsonNode;
}

/** `quietHoursStart` or `quiet-hours` as words: "Quiet hours start". */
export function asWords(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_.]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Zod represents a nullable field as a union with null. Returns the other part of the union. */
function withoutNull(node: JsonNode): JsonNode {
  const others = node.anyOf?.filter((one) => one.type !== 'null');
  return node.anyOf && others?.length === 1 ? { ...others[0], ...node, type: others[0]?.type } : node;
}

function typeOf(node: JsonNode): string {
  const types = [node.type ?? []].flat().filter((one) => one !== 'null');
  if (types.length !== 1) return 'unknown';
  return types[0] === 'integer' ? 'number' : (types[0] ?? 'unknown');
}

function controlOf(node: JsonNode, type: string): string {
  if (node.control) return node.control;
  if (node.const !== undefined) return 'hidden';
  if (node.enum) return 'select';
  if (type === 'string') return 'text';
  if (type === 'number') return 'number';
  if (type === 'boolean') return 'switch';
  if (type === 'object' && node.properties) return 'group';
  return 'unknown';
}

function readField(key: string, raw: JsonNode, required: boolean): FormField {
  const node = withoutNull(raw);
  const type = typeOf(node);
  const control = controlOf(node, type);
  const labels = (node['labels'] ?? node['choices'] ?? {}) as Readonly<Record<string, string>>;
  const bound = (value: number | undefined) =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
  return {
    key,
    label: node.title ?? asWords(key),
    help: node.description ?? null,
    control,
    required: required && node.default === undefined,
    fallback: node.default,
    // Of a list, the values it may contain.
    choices: (node.enum ?? node.items?.enum ?? [])
      .filter((value) => value !== null)
      .map((value) => ({ value: String(value), label: labels[String(value)] ?? asWords(String(value)) })),
    min: bound(node.minimum),
    max: bound(node.maximum),
    integer: raw.type === 'integer' || node.type === 'integer',
    type,
    fields: control === 'group' ? readProperties(node) : [],
    meta: node,
  };
}

function readProperties(node: JsonNode): FormField[] {
  return Object.entries(node.properties ?? {}).map(([key, child]) =>
    readField(key, child, node.required?.includes(key) ?? false),
  );
}

const known = new WeakMap<z.ZodType, readonly FormField[]>();

/** The fields of a zod object in their order. Schemas do not change, so each is read once. */
export function readSchema(schema: z.ZodType): readonly FormField[] {
  const seen = known.get(schema);
  if (seen) return seen;
  const fields = readProperties(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonNode);
  known.set(schema, fields);
  return fields;
}

/**
 * Whether a field is shown, given its neighbours: with `.meta({ onlyIf: { kind: 'percentage' } })` only while `kind` has that
 * value. A neighbour without a value counts with its default. A list means any of its values.
 */
export function isAsked(
  field: FormField,
  value: Readonly<Record<string, unknown>>,
  neighbours: readonly FormField[],
): boolean {
  const conditions = (field.meta['onlyIf'] ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(conditions).every(([key, wanted]) => {
    const actual = value[key] ?? neighbours.find((one) => one.key === key)?.fallback;
    return Array.isArray(wanted) ? wanted.includes(actual) : actual === wanted;
  });
}

/** A copy of `value` with `next` at a dotted path. Missing objects on the path are created. */
export function setAt(
  value: Readonly<Record<string, unknown>>,
  path: string,
  next: unknown,
): Record<string, unknown> {
  const [head = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    const { [head]: _, ...others } = value;
    return next === undefined ? others : { ...value, [head]: next };
  }
  const child = value[head];
  const inside =
    typeof child === 'object' && child !== null && !Array.isArray(child)
      ? (child as Record<string, unknown>)
      : {};
  return { ...value, [head]: setAt(inside, rest.join('.'), next) };
}
