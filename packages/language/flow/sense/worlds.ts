import { DAY, type Json } from '@millrace/base';
import type { FactCondition, Operator } from '../condition.ts';
import { evaluate } from '../evaluate.ts';
import { LANGUAGE_FACTS, type FactTable, type FactType } from '../fact-fields.ts';
import { bareEvent, type Facts } from '../facts.ts';
import { numeric } from '../numeric.ts';

/** One case of a fact's value: the result of each comparison of that fact. */
export type World = readonly boolean[];

/** At most this many comparisons may vary freely; with more, the condition counts as `depends`. */
const MOST_FREE = 6;
const NOW = Date.UTC(2026, 0, 15, 12);
/** The possible values of a fact. */
export interface Domain {
  readonly type: FactType;
  /** Whether the fact can be missing. */
  readonly missing: boolean;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
  /** All possible texts, when they are few. */
  readonly texts: readonly string[] | null;
}

export type Comparison = Pick<FactCondition, 'operator' | 'value'>;

/** A count of events: a whole number from 0. */
export const COUNT: Domain = {
  type: 'number',
  missing: false,
  least: 0,
  most: Infinity,
  whole: true,
  texts: null,
};
/** A sum of amounts, which refunds can make negative. */
export const SUM: Domain = { ...COUNT, least: -Infinity };
/** A count whose events can never match. */
export const NOTHING: Domain = { ...COUNT, most: 0 };

/** Days since the first or last event, of which there may be none. */
export const AGO: Domain = { ...COUNT, missing: true, whole: false };

/** Facts that are never missing. */
const NEVER_MISSING = new Set([
  'customer.ordersCount',
  'customer.totalSpent',
  'customer.points',
  'customer.averageOrder',
  'customer.createdAt',
  'customer.zone',
  'moment.hour',
  'moment.weekday',
  'store.currency',
]);
/** Ranges of facts that are numbers. */
const RANGES: Readonly<Record<string, Pick<Domain, 'least' | 'most' | 'whole'>>> = {
  'customer.ordersCount': { least: 0, most: Infinity, whole: true },
  'customer.totalSpent': { least: 0, most: Infinity, whole: true },
  'customer.points': { least: 0, most: Infinity, whole: true },
  'customer.averageOrder': { least: 0, most: Infinity, whole: true },
  'customer.orderGapDays': { least: 0, most: Infinity, whole: false },
  'cart.itemsCount': { least: 0, most: Infinity, whole: true },
  'moment.hour': { least: 0, most: 23, whole: true },
};
const NUMERIC = new Set<Operator>(['at-least', 'at-most', 'more-than', 'less-than']);
const DAYS = new Set<Operator>(['within-days', 'longer-ago-than-days']);
const PARTS = new Set<Operator>(['contains', 'does-not-contain', 'starts-with']);
const KNOWN = new Set<Operator>([
  ...NUMERIC,
  ...DAYS,
  ...PARTS,
  'is',
  'is-not',
  'is-one-of',
  'is-none-of',
  'is-set',
  'is-not-set',
]);

const ANY_NUMBER = { least: -Infinity, most: Infinity, whole: false };
const SHARE = { least: 0, most: 1, whole: false };

export function domainOf(fact: string, facts: FactTable = LANGUAGE_FACTS): Domain {
  const type = facts.field(fact)?.type ?? 'any';
  const range = RANGES[fact] ?? (type === 'share' ? SHARE : ANY_NUMBER);
  const texts = fact === 'moment.weekday' ? ['1', '2', '3', '4', '5', '6', '7'] : null;
  return { type, missing: !NEVER_MISSING.has(fact), ...range, texts };
}

/**
 * All cases of a value that these comparisons can distinguish. It may include impossible cases but never
 * misses a possible one. Null when there are too many to check.
 */
export function worldsOf(comparisons: readonly Comparison[], domain: Domain): readonly World[] | null {
  const worlds = new Map<string, World>();
  for (const { value, free: partsAreFree } of candidates(comparisons, domain) ?? [TOO_MANY]) {
    const free = comparisons.flatMap(({ operator }, index) =>
      !KNOWN.has(operator) || (partsAreFree && PARTS.has(operator)) ? [index] : [],
    );
    if (value === TOO_MANY.value || free.length > MOST_FREE) return null;
    const fixed = comparisons.map((comparison) => holds(comparison, value, domain.type));
    for (let bits = 0; bits < 1 << free.length; bits += 1) {
      const world = [...fixed];
      free.forEach((index, place) => (world[index] = (bits & (1 << place)) !== 0));
      if (fits(comparisons, world, free)) worlds.set(world.join(), world);
    }
  }
  return [...worlds.values()];
}

/**
 * One value for each case. `free`: other values of the case have other letters, so `contains` may give either
 * result.
 */
interface Candidate {
  readonly value: Json | undefined;
  readonly free: boolean;
}

const TOO_MANY: Candidate = { value: '\u0001 too many', free: false };
const OTHER_TEXT = '\u0001 another';

function candidates(comparisons: readonly Comparison[], domain: Domain): readonly Candidate[] | null {
  const { type } = domain;
  const sure = (values: readonly (Json | undefined)[]) =>
    values.map((value): Candidate => ({ value, free: false }));
  const open = (values: readonly Json[]) => values.map((value): Candidate => ({ value, free: true }));
  const gone = domain.missing ? sure([undefined]) : [];
  const numbers = numbersFor(comparisons, domain);
  if (domain.texts) return [...gone, ...sure(domain.texts)];
  if (type === 'number' || type === 'money' || type === 'share') return [...gone, ...sure(numbers)];
  if (type === 'instant') return [...gone, ...sure(instantsFor(comparisons))];
  if (type === 'boolean') return [...gone, ...sure([true, false])];
  const mentioned = textsIn(comparisons);
  const texts = [...gone, ...sure(mentioned), ...open([OTHER_TEXT])];
  if (type === 'text' || type === 'choice') return texts;
  const lists = subsets(mentioned);
  if (lists === null) return null;
  if (type === 'list') return [...gone, ...sure(lists)];
  const instants = instantsFor(comparisons);
  const figures = [...numbers, ...instants];
  const dates = instants.map((instant) => new Date(instant).toISOString());
  return [
    ...texts,
    ...sure([...lists, true, false, {}]),
    ...open([...figures, ...figures.map(String), ...dates]),
  ];
}

/**
 * Whether a case is possible: a text that contains a part contains every part of it, and one that starts with
 * it contains it.
 */
function fits(comparisons: readonly Comparison[], world: World, free: readonly number[]): boolean {
  const says = free.flatMap((index) => {
    const { operator, value } = comparisons[index]!;
    if (Array.isArray(value) || !PARTS.has(operator)) return [];
    const part = String(value ?? '')
      .trim()
      .toLowerCase();
    return [
      { part, yes: (operator === 'does-not-contain') !== world[index], start: operator === 'starts-with' },
    ];
  });
  return says.every(
    (one) =>
      !one.yes ||
      says.every(
        (other) =>
          other.yes ||
          !(other.start ? one.start && one.part.startsWith(other.part) : one.part.includes(other.part)),
      ),
  );
}

/** Every number in the comparisons, one between each two, and one beyond each end. */
function numbersFor(comparisons: readonly Comparison[], range: Domain): readonly number[] {
  const marks = comparisons.flatMap(({ value }) => (Array.isArray(value) ? value : [value])).map(numeric);
  const known = [...new Set(marks.filter((mark) => Number.isFinite(mark)))].sort(
    (left, right) => left - right,
  );
  const tried = known.flatMap((mark, index) => [
    mark,
    range.whole ? Math.floor(mark) + 1 : (mark + (known[index + 1] ?? mark + 2)) / 2,
    ...(range.whole ? [Math.floor(mark), Math.ceil(mark) - 1] : []),
  ]);
  const ends = [(known[0] ?? 0) - 1, (known.at(-1) ?? 0) + 1, range.least, range.most];
  return [...new Set([...tried, ...ends])].filter(
    (value) =>
      Number.isFinite(value) &&
      value >= range.least &&
      value <= range.most &&
      (!range.whole || Number.isInteger(value)),
  );
}

/** Instants at, just inside and just outside the edge of each span of days, and one in the future. */
function instantsFor(comparisons: readonly Comparison[]): readonly number[] {
  const edges = comparisons
    .filter(({ operator }) => DAYS.has(operator))
    .map(({ value }) => NOW - numeric(value) * DAY);
  return [
    NOW,
    NOW + 1,
    NOW - 1,
    ...edges.filter((edge) => Number.isFinite(edge)).flatMap((edge) => [edge - 1, edge, edge + 1]),
  ];
}

function textsIn(comparisons: readonly Comparison[]): readonly string[] {
  const values = comparisons.flatMap(({ value }) => (Array.isArray(value) ? value : [value]));
  return [...new Set(values.filter((value) => value !== undefined).map(String))];
}

/** All lists of some of the values, each with and without another one. */
function subsets(values: readonly string[]): readonly Json[] | null {
  if (values.length > MOST_FREE) return null;
  return Array.from({ length: 1 << values.length }, (_, bits) =>
    values.filter((_value, index) => bits & (1 << index)),
  ).flatMap((list) => [list, [...list, OTHER_TEXT]]);
}

/** The result of a comparison by `evaluate` itself, so that both always agree. */
function holds(comparison: Comparison, value: Json | undefined, type: Domain['type']): boolean {
  // An instant is read as a number of any size; a property may hold a date in many forms.
  if (type === 'instant') {
    const customer = { ...FACTS.customer, lastOrderAt: typeof value === 'number' ? value : null };
    return evaluate({ ...comparison, fact: 'customer.lastOrderAt' }, { ...FACTS, customer }, null, null);
  }
  const event = bareEvent({ id: '', type: '', at: NOW, properties: value === undefined ? {} : { value } });
  return evaluate({ ...comparison, fact: 'event.properties.value' }, FACTS, null, event);
}

const FACTS = {
  now: NOW,
  enrolment: { id: '', key: '', enteredAt: NOW, event: null },
  customer: { zone: 'UTC' },
  store: { dateOrder: undefined },
  events: [],
} as unknown as Facts;
