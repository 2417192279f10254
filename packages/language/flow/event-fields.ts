import { z } from 'zod';
import { EVENT_TYPES, eventType, type EventType } from './event-types.ts';
import { OPERATORS_BY_TYPE, tableOf, type FactField, type FactTable, type FactType } from './fact-fields.ts';
import type { LineFacts } from './facts.ts';
import { amountSchema, instantSchema } from './intake-parts.ts';

/** A property of a known event. */
export interface EventField {
  readonly name: string;
  readonly label: string;
  readonly type: Exclude<FactType, 'share'>;
  readonly options: FactField['options'];
  /** Whether an event without it is refused. */
  readonly needed: boolean;
}

/**
 * The properties of a known event type that can be compared, as its schema says. Amounts of carts, orders and
 * products are left out: they are kept as sent, and the value of the event has them in minor units.
 */
export function eventFields(type: string): readonly EventField[] {
  return FIELDS.get(type) ?? [];
}

/**
 * Whether an event is about a cart or an order. With its properties are then kept which products, and of which
 * categories, it was about.
 */
export const namesGoods = ({ family, changes }: Pick<EventType, 'family' | 'changes'>): boolean =>
  family === 'cart' || changes === 'order' || changes === 'refund' || changes === 'edit';

/** A product of a cart or an order, as the sender names it, and its category. */
export type Goods = Pick<LineFacts, 'productId' | 'category'>;

/** The properties of an event that say which goods it was about; an empty list is left out. */
export function listsOfGoods(goods: readonly Goods[]): {
  readonly productIds?: readonly string[];
  readonly categories?: readonly string[];
} {
  const productIds = distinct(goods.map((one) => one.productId));
  const categories = distinct(goods.map((one) => one.category));
  return {
    ...(productIds.length > 0 ? { productIds } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  };
}

const distinct = (values: readonly (string | null)[]): readonly string[] => [
  ...new Set(values.filter((value): value is string => value !== null && value !== '')),
];

const list = (name: string, label: string): EventField => ({
  name,
  label,
  type: 'list',
  options: null,
  needed: false,
});
const GOODS: readonly EventField[] = [list('productIds', 'products'), list('categories', 'categories')];

/** Properties that Millrace adds when it stores an event of this type. */
function addedFields(type: string): readonly EventField[] {
  const known = eventType(type);
  return known && namesGoods(known) ? GOODS : [];
}

function fieldsOf({ properties, changes }: EventType): readonly EventField[] {
  const shape: unknown = (properties as { shape?: unknown } | null)?.shape;
  if (typeof shape !== 'object' || shape === null) return [];
  return Object.entries(shape as Record<string, z.ZodType>).flatMap(([name, schema]) => {
    const read = readSchema(schema);
    if (read === null || (read.type === 'money' && changes !== 'nothing')) return [];
    return [{ name, label: read.title ?? spaced(name), ...read }];
  });
}

interface Read extends Pick<EventField, 'type' | 'options' | 'needed'> {
  readonly title?: string | undefined;
}

function readSchema(schema: z.ZodType): Read | null {
  let inner = schema;
  const meta = { ...inner.meta() };
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable || inner instanceof z.ZodDefault) {
    inner = inner.def.innerType as z.ZodType;
    Object.assign(meta, inner.meta());
  }
  const { title, is, values } = meta as { title?: string; is?: 'money' | 'instant'; values?: string[] };
  const needed = !schema.safeParse(undefined).success;
  const plain = (type: EventField['type']): Read => ({ title, type, options: null, needed });
  const choices = values ?? (inner instanceof z.ZodEnum ? inner.options.map(String) : null);
  if (choices)
    return { ...plain('choice'), options: choices.map((value) => ({ value, label: spaced(value) })) };
  if (is) return plain(is);
  if (inner === amountSchema) return plain('money');
  if (inner === instantSchema) return plain('instant');
  if (inner instanceof z.ZodNumber) return plain('number');
  if (inner instanceof z.ZodBoolean) return plain('boolean');
  if (inner instanceof z.ZodArray) return inner.element instanceof z.ZodString ? plain('list') : null;
  if (inner instanceof z.ZodString) return plain('text');
  // Ids are texts, or numbers that are stored as texts.
  return title === undefined ? null : plain('text');
}

const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

const FIELDS = new Map(EVENT_TYPES.map((type) => [type.type, fieldsOf(type)]));

/** Names of the properties of a type that are of this kind. */
export const fieldsOfType = (type: string, kind: EventField['type']): readonly string[] =>
  eventFields(type).flatMap((field) => (field.type === kind ? [field.name] : []));

/**
 * A table of facts in which the properties of these events have the names and types of their schemas. A
 * property that two of the events define differently stays as it is, of unknown type.
 * @param types of the events a condition may be about
 */
export function factsWithEvents(facts: FactTable, types: readonly string[]): FactTable {
  const found = new Map<string, EventField | null>();
  for (const type of types)
    for (const field of [...eventFields(type), ...addedFields(type)]) {
      const other = found.get(field.name);
      found.set(field.name, other === undefined || other?.type === field.type ? field : null);
    }
  const custom = types.some((type) => eventType(type) === undefined);
  const added = [...found].flatMap(([name, field]): FactField[] => {
    const path = `event.properties.${name}`;
    if (field === null || (custom && types.length > 1) || facts.fields.some((one) => one.path === path))
      return [];
    const { type, label, options } = field;
    return [{ path, type, label, subject: 'event', operators: OPERATORS_BY_TYPE[type], unit: null, options }];
  });
  return added.length === 0 ? facts : tableOf([...facts.fields, ...added]);
}

/** What a known event says in one line: "Posted a review: 5 stars". Amounts and texts are left to its details. */
export function eventGist(type: string, properties: Readonly<Record<string, unknown>>): string | null {
  const said = eventFields(type).flatMap(({ name, label, type: kind, needed }) => {
    const value = properties[name];
    if (value === null || value === undefined || value === '' || typeof value === 'object') return [];
    if (kind === 'number' && needed) return [`${label} ${String(value)}`];
    return GIST.has(name) ? [`${label} “${String(value).slice(0, 60)}”`] : [];
  });
  return said.length === 0 ? null : said.slice(0, 2).join(', ');
}
const GIST: ReadonlySet<string> = new Set([
  'query',
  'class',
  'priority',
  'supplier',
  'competitor',
  'metric',
  'form',
  'score',
  'reason',
]);
