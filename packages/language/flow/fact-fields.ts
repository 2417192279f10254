import { own } from '@millrace/base';
import { LISTS_FACT, SEGMENTS_FACT, type Operator } from './condition.ts';
import type { Kinds } from './kind.ts';

/**
 * `share` is 0 to 1 and shown as a percentage; `money` is in minor units of the store; `any` is a property of
 * unknown type.
 */
export type FactType =
  | 'text'
  | 'choice'
  | 'number'
  | 'money'
  | 'share'
  | 'boolean'
  | 'instant'
  | 'list'
  | 'any';
export type FactSubject =
  | 'customer'
  | 'cart'
  | 'order'
  | 'product'
  | 'event'
  | 'decision'
  | 'store'
  | 'moment';

export interface FactField {
  /** Dotted path as conditions name it. */
  readonly path: string;
  readonly type: FactType;
  /** Its name in a sentence: "number of orders". */
  readonly label: string;
  readonly subject: FactSubject;
  readonly operators: readonly Operator[];
  readonly unit: string | null;
  /** Values to choose from, when there are few. */
  readonly options: readonly { readonly value: string; readonly label: string }[] | null;
}

const ORDERED: readonly Operator[] = [
  'at-least',
  'at-most',
  'more-than',
  'less-than',
  'is',
  'is-not',
  'is-set',
  'is-not-set',
];
const DATES: readonly Operator[] = [
  'within-days',
  'longer-ago-than-days',
  'within-next-days',
  'anniversary-within-days',
  'on-date',
  'before-date',
  'on-or-after-date',
  'between-dates',
];
const TEXT: readonly Operator[] = [
  'is',
  'is-not',
  'is-one-of',
  'is-none-of',
  'contains',
  'does-not-contain',
  'starts-with',
  'is-set',
  'is-not-set',
];

export const OPERATORS_BY_TYPE: Readonly<Record<FactType, readonly Operator[]>> = {
  text: TEXT,
  choice: ['is', 'is-not', 'is-one-of', 'is-none-of', 'is-set', 'is-not-set'],
  number: ORDERED,
  money: ORDERED,
  share: ORDERED,
  boolean: ['is', 'is-not', 'is-set', 'is-not-set'],
  instant: [...DATES, 'is-set', 'is-not-set'],
  list: ['contains', 'does-not-contain', 'is-set', 'is-not-set'],
  any: [...TEXT, 'at-least', 'at-most', 'more-than', 'less-than', ...DATES],
};

/**
 * The label and type of a fact that the catalogue adds to the language, such as a variable a decision sets.
 */
export interface FactMeaning {
  /** Its name in a sentence: "kind of shopper". */
  readonly label: string;
  readonly type: Exclude<FactType, 'any'>;
  readonly unit?: string;
  /** Values to choose from. Required for a `choice`, absent otherwise. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

const field = (
  subject: FactSubject,
  name: string,
  type: FactType,
  label: string,
  extra: Partial<Pick<FactField, 'unit' | 'options'>> = {},
): FactField => ({
  path: `${subject}.${name}`,
  type,
  label,
  subject,
  operators: OPERATORS_BY_TYPE[type],
  unit: extra.unit ?? null,
  options: extra.options ?? null,
});

const choices = (...values: readonly (readonly [string, string])[]) => ({
  options: values.map(([value, label]) => ({ value, label })),
});
const CONSENT = choices(
  ['subscribed', 'subscribed'],
  ['unsubscribed', 'unsubscribed'],
  ['pending', 'waiting to confirm'],
  ['never-asked', 'never asked'],
);

/**
 * Every fact of the language with a fixed name. `FACT_FAMILIES` has those with free names; `factsOf` adds
 * those that kinds of node set.
 */
export const FACT_FIELDS: readonly FactField[] = [
  field('customer', 'ordersCount', 'number', 'number of orders', { unit: 'orders' }),
  field('customer', 'totalSpent', 'money', 'total spent'),
  field('customer', 'averageOrder', 'money', 'average order'),
  field('customer', 'discountShare', 'share', 'share of orders with a discount', { unit: '%' }),
  field('customer', 'firstOrderAt', 'instant', 'first order'),
  field('customer', 'lastOrderAt', 'instant', 'last order'),
  field('customer', 'orderGapDays', 'number', 'usual days between orders', { unit: 'days' }),
  field('customer', 'reorderDueAt', 'instant', 'next order due'),
  field('customer', 'createdAt', 'instant', 'date added'),
  field('customer', 'lastSeenAt', 'instant', 'last seen'),
  field('customer', 'points', 'number', 'loyalty points', { unit: 'points' }),
  field('customer', 'tier', 'text', 'loyalty tier'),
  field('customer', 'email', 'text', 'e-mail address'),
  field('customer', 'phone', 'text', 'phone number'),
  field('customer', 'firstName', 'text', 'first name'),
  field('customer', 'lastName', 'text', 'last name'),
  field('customer', 'country', 'text', 'country'),
  field('customer', 'city', 'text', 'city'),
  field('customer', 'language', 'text', 'language'),
  field('customer', 'zone', 'text', 'time zone'),
  field('customer', 'tags', 'list', 'tags'),
  {
    ...field('customer', SEGMENTS_FACT.slice('customer.'.length), 'list', 'segment'),
    operators: ['contains', 'does-not-contain'],
  },
  {
    ...field('customer', LISTS_FACT.slice('customer.'.length), 'list', 'lists'),
    operators: ['contains', 'does-not-contain'],
  },
  field('cart', 'total', 'money', 'cart total'),
  field('cart', 'itemsCount', 'number', 'number of items in the cart', { unit: 'items' }),
  field(
    'cart',
    'step',
    'choice',
    'checkout step reached',
    choices(['cart', 'cart'], ['checkout', 'checkout'], ['shipping', 'shipping'], ['payment', 'payment']),
  ),
  field('cart', 'device', 'text', 'device'),
  field('cart', 'newCategory', 'boolean', 'cart has a category never bought'),
  field('cart', 'categories', 'list', 'categories in the cart'),
  field('cart', 'productIds', 'list', 'products in the cart'),
  field('cart', 'discountCodes', 'list', 'discount codes tried'),
  field('cart', 'currency', 'text', 'currency of the cart'),
  field('cart', 'createdAt', 'instant', 'cart created'),
  field('cart', 'updatedAt', 'instant', 'cart last changed'),
  field('cart', 'completedAt', 'instant', 'cart bought'),
  field('order', 'total', 'money', 'order total'),
  field('order', 'discount', 'money', 'discount of the order'),
  field('order', 'margin', 'money', 'margin of the order'),
  field('order', 'status', 'text', 'order status'),
  field('order', 'fulfilment', 'text', 'delivery status'),
  field('order', 'categories', 'list', 'categories in the order'),
  field('order', 'productIds', 'list', 'products in the order'),
  field('order', 'placedAt', 'instant', 'order placed'),
  field('product', 'title', 'text', 'product title'),
  field('product', 'category', 'text', 'product category'),
  field('product', 'vendor', 'text', 'product vendor'),
  field('product', 'price', 'money', 'product price'),
  field('product', 'cost', 'money', 'product cost'),
  field('product', 'stock', 'number', 'units in stock', { unit: 'units' }),
  field('product', 'dailyDemand', 'number', 'units expected to sell in a day', { unit: 'units' }),
  field('product', 'daysLeft', 'number', 'days of stock left', { unit: 'days' }),
  field('product', 'reorderPoint', 'number', 'reorder point', { unit: 'units' }),
  field('product', 'toReorder', 'boolean', 'stock is at the reorder point'),
  field('product', 'reorderUnits', 'number', 'units to order', { unit: 'units' }),
  field(
    'product',
    'status',
    'choice',
    'product status',
    choices(['active', 'active'], ['draft', 'draft'], ['archived', 'archived']),
  ),
  field('product', 'tags', 'list', 'product tags'),
  field('event', 'value', 'money', 'value of the event'),
  field('event', 'type', 'text', 'kind of event'),
  field('event', 'productId', 'text', 'product of the event'),
  field('event', 'at', 'instant', 'time of the event'),
  field('decision', 'code.code', 'text', 'discount code'),
  field('store', 'currency', 'text', 'currency of the store'),
  field('moment', 'hour', 'number', "hour of the day in the person's time zone", { unit: "o'clock" }),
  field(
    'moment',
    'weekday',
    'choice',
    "weekday in the person's time zone",
    choices(
      ['1', 'Monday'],
      ['2', 'Tuesday'],
      ['3', 'Wednesday'],
      ['4', 'Thursday'],
      ['5', 'Friday'],
      ['6', 'Saturday'],
      ['7', 'Sunday'],
    ),
  ),
];

/** Facts whose last part is a free name: a property, a channel, a variable. */
export const FACT_FAMILIES: readonly {
  readonly prefix: string;
  readonly subject: FactSubject;
  readonly type: FactType;
  readonly label: string;
  /** Whether somebody may type any name; otherwise the catalogue lists them all. */
  readonly isOpen?: true;
}[] = [
  { prefix: 'customer.properties.', subject: 'customer', type: 'any', label: 'property', isOpen: true },
  { prefix: 'customer.predicted.', subject: 'customer', type: 'any', label: 'prediction' },
  { prefix: 'customer.consent.', subject: 'customer', type: 'choice', label: 'consent for' },
  { prefix: 'customer.suppressed.', subject: 'customer', type: 'boolean', label: 'suppressed for' },
  { prefix: 'event.properties.', subject: 'event', type: 'any', label: 'event property', isOpen: true },
  { prefix: 'decision.', subject: 'decision', type: 'any', label: 'decision', isOpen: true },
];

/** Facts that conditions can name. */
export interface FactTable {
  readonly fields: readonly FactField[];
  /** The fact with this path; `undefined` when there is none. */
  field(path: string): FactField | undefined;
}

export function tableOf(fields: readonly FactField[]): FactTable {
  const byPath = new Map(fields.map((entry) => [entry.path, entry]));
  return { fields, field: (path) => byPath.get(path) ?? ofFamily(path) };
}

/** The facts of the language alone. */
export const LANGUAGE_FACTS: FactTable = tableOf(FACT_FIELDS);
export const factField = (path: string): FactField | undefined => LANGUAGE_FACTS.field(path);

/**
 * The facts of the language, and the variables that decisions set: `decision.<name>`.
 * @param named labels by path of facts of a family, such as consent for one channel, to be listed like the
 * others; with a type where the family leaves it open
 */
export function factsWith(
  decided: Readonly<Record<string, FactMeaning>>,
  named: Readonly<Record<string, string | FactMeaning>> = {},
): FactTable {
  const added = Object.entries(decided).map(([name, { type, label, unit, options }]) =>
    field('decision', name, type, label, { unit: unit ?? null, options: options ?? null }),
  );
  const labelled = Object.entries(named).flatMap(([path, meaning]): FactField[] => {
    const known = ofFamily(path);
    if (!known) return [];
    if (typeof meaning === 'string') return [{ ...known, label: meaning }];
    const { type, label, unit = null, options = null } = meaning;
    return [{ ...known, type, label, unit, options, operators: OPERATORS_BY_TYPE[type] }];
  });
  return tableOf([...FACT_FIELDS, ...labelled, ...added]);
}

const OF_KINDS = new WeakMap<Kinds, FactTable>();

/** The facts of the language, and those that nodes of these kinds set. Built once for each catalogue. */
export function factsOf(kinds: Kinds): FactTable {
  const known = OF_KINDS.get(kinds);
  if (known) return known;
  const set = Object.values(kinds).flatMap((kind) => Object.entries(kind.sets ?? {}));
  const named = Object.assign({}, ...Object.values(kinds).map((kind) => kind.facts ?? {})) as Record<
    string,
    string | FactMeaning
  >;
  const table = factsWith(
    Object.fromEntries(set.filter((entry): entry is [string, FactMeaning] => typeof entry[1] !== 'string')),
    named,
  );
  OF_KINDS.set(kinds, table);
  return table;
}

/**
 * The facts of `factsOf`, and those that the nodes of one graph set under names from their config. A name
 * that the catalogue sets keeps its meaning.
 * @param nodes of a graph, also of an unfinished one
 */
export function factsOfNodes(
  kinds: Kinds,
  nodes: Iterable<{ readonly kind: string; readonly config: Readonly<Record<string, unknown>> }>,
): FactTable {
  const table = factsOf(kinds);
  const named: Record<string, FactMeaning> = {};
  for (const { kind, config } of nodes) {
    const set = own(kinds, kind)?.setsBy?.(config);
    for (const [name, meaning] of Object.entries(set ?? {}))
      if (typeof meaning !== 'string') named[name] = meaning;
  }
  const known = new Set(table.fields.map(({ path }) => path));
  const added = Object.entries(named).flatMap(([name, { type, label, unit, options }]) =>
    known.has(`decision.${name}`)
      ? []
      : [field('decision', name, type, label, { unit: unit ?? null, options: options ?? null })],
  );
  return added.length === 0 ? table : tableOf([...table.fields, ...added]);
}

function ofFamily(path: string): FactField | undefined {
  const family = FACT_FAMILIES.find(
    (entry) => path.startsWith(entry.prefix) && path.length > entry.prefix.length,
  );
  if (!family) return undefined;
  const name = path.slice(family.prefix.length);
  return {
    path,
    type: family.type,
    label: `${family.label} ${name}`,
    subject: family.subject,
    operators: OPERATORS_BY_TYPE[family.type],
    unit: null,
    options: family.prefix === 'customer.consent.' ? CONSENT.options : null,
  };
}
