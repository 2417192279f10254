import {
  COUNTS_DAYS,
  isTimeSince,
  SEGMENTS_FACT,
  type AggregateCondition,
  type Condition,
  type FactCondition,
  type FactField,
  type FactTable,
  type FactType,
  type Measure,
  type Operator,
} from '@millrace/flow';

/** Whether all or any parts of a group have to hold. */
export type Together = 'all' | 'any';

export interface Group {
  readonly together: Together;
  readonly parts: readonly Condition[];
}

export const isGroup = (condition: Condition): condition is { all: Condition[] } | { any: Condition[] } =>
  'all' in condition || 'any' in condition;
export const isNot = (condition: Condition): condition is { not: Condition } => 'not' in condition;
export const isFact = (condition: Condition): condition is FactCondition => 'fact' in condition;
export const isAggregate = (condition: Condition): condition is AggregateCondition => 'event' in condition;

/** Any condition as a group, so that parts can always be added. */
export function asGroup(condition: Condition | undefined): Group {
  if (condition === undefined) return { together: 'all', parts: [] };
  if ('all' in condition) return { together: 'all', parts: condition.all };
  if ('any' in condition) return { together: 'any', parts: condition.any };
  return { together: 'all', parts: [condition] };
}

/** The shortest equal condition: no group around a single part, undefined for no part. */
export function fromGroup({ together, parts }: Group): Condition | undefined {
  if (parts.length === 0) return undefined;
  if (parts.length === 1 && together === 'all' && parts[0] !== undefined) return parts[0];
  return together === 'all' ? { all: [...parts] } : { any: [...parts] };
}

/** Negates a condition, or removes its negation. */
export const negate = (condition: Condition): Condition =>
  isNot(condition) ? condition.not : { not: condition };

const START: Readonly<
  Record<FactType, { readonly operator: Operator; readonly value?: FactCondition['value'] }>
> = {
  text: { operator: 'is', value: '' },
  choice: { operator: 'is' },
  number: { operator: 'at-least', value: 1 },
  money: { operator: 'at-least', value: 5_000 },
  share: { operator: 'at-least', value: 0.5 },
  boolean: { operator: 'is', value: true },
  instant: { operator: 'within-days', value: 30 },
  list: { operator: 'contains', value: '' },
  any: { operator: 'is', value: '' },
};

/**
 * A new condition on a fact, with a comparison and a value that suit its type.
 * @param facts all known facts
 * @param known for a custom property, the type of its values in this store
 */
export function beginFact(facts: FactTable, path: string, known?: FactType): FactCondition {
  const field = facts.field(path);
  const { operator, value } = START[field?.type === 'any' && known ? known : (field?.type ?? 'any')];
  const chosen = field?.options?.[0]?.value ?? value;
  return chosen === undefined ? { fact: path, operator } : { fact: path, operator, value: chosen };
}

export const beginAggregate = (): AggregateCondition => ({
  event: 'order-placed',
  measure: 'count',
  operator: 'at-least',
  value: 1,
  withinDays: 90,
});

/** Changes what is asked of the events. A number of times, an amount and a number of days are not one another. */
export function changeMeasure(condition: AggregateCondition, measure: Measure): AggregateCondition {
  if (measure === condition.measure) return condition;
  if (isTimeSince(measure) && isTimeSince(condition.measure)) return { ...condition, measure };
  const { withinDays: _days, sinceEntry: _entry, ...rest } = condition;
  if (isTimeSince(measure)) return { ...rest, measure, operator: 'more-than', value: 14 };
  const { operator, withinDays, value } = beginAggregate();
  if (isTimeSince(condition.measure)) return { ...rest, measure, operator, value, withinDays };
  return { ...condition, measure };
}

/** Types whose values can be kept when the fact changes. Texts cannot: a country is not a city. */
const ALIKE = new Set<FactType>(['number', 'money', 'share', 'boolean', 'instant']);

/** Changes the fact. Comparison and value are kept as far as they suit the new one. */
export function changeFact(
  facts: FactTable,
  condition: FactCondition,
  path: string,
  known?: FactType,
): FactCondition {
  const [before, after] = [facts.field(condition.fact), facts.field(path)];
  if (after && before?.type === after.type && ALIKE.has(after.type)) return { ...condition, fact: path };
  return beginFact(facts, path, known);
}

const MANY = new Set<Operator>(['is-one-of', 'is-none-of']);
const PART = new Set<Operator>(['contains', 'does-not-contain']);
const NONE = new Set<Operator>(['is-set', 'is-not-set']);
const DATE = new Set<Operator>(['on-date', 'before-date', 'on-or-after-date']);

/** Changes the comparison. The value is converted to the form it takes: a list, one value or none. */
export function changeOperator(
  facts: FactTable,
  condition: FactCondition,
  operator: Operator,
): FactCondition {
  const { value, called, ...plain } = condition;
  const rest = called && value !== undefined && !NONE.has(operator) ? { ...plain, called } : plain;
  if (NONE.has(operator)) return { ...rest, operator };
  if (MANY.has(operator))
    return {
      ...rest,
      operator,
      value: value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value],
    };
  if (PART.has(operator) && Array.isArray(value) && facts.field(condition.fact)?.type === 'list')
    return { ...rest, operator, value };
  if (COUNTS_DAYS.has(operator)) return { ...rest, operator, value: typeof value === 'number' ? value : 30 };
  if (DATE.has(operator) || operator === 'between-dates')
    return { ...rest, operator, value: datesFor(operator, value) };
  const single = Array.isArray(value) ? value[0] : value;
  const start = beginFact(facts, condition.fact).value;
  return { ...rest, operator, value: single ?? (Array.isArray(start) ? start[0] : start) ?? '' };
}

/** The dates entered so far, as many as the comparison takes. */
function datesFor(operator: Operator, value: FactCondition['value']): string | string[] {
  const dates = (Array.isArray(value) ? value : [value]).filter(
    (entry): entry is string => typeof entry === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(entry),
  );
  return operator === 'between-dates' ? [dates[0] ?? '', dates[1] ?? ''] : (dates[0] ?? '');
}

export type ValueControl =
  | 'none'
  | 'text'
  | 'texts'
  | 'choice'
  | 'choices'
  | 'number'
  | 'money'
  | 'percent'
  | 'boolean'
  | 'days'
  | 'date'
  | 'dates';

/** The control for the value. */
export function valueControl(field: FactField | undefined, operator: Operator): ValueControl {
  if (NONE.has(operator)) return 'none';
  if (COUNTS_DAYS.has(operator)) return 'days';
  if (DATE.has(operator)) return 'date';
  if (operator === 'between-dates') return 'dates';
  if (MANY.has(operator)) return field?.options ? 'choices' : 'texts';
  if (field?.options) return 'choice';
  switch (field?.type) {
    case 'number':
      return 'number';
    case 'money':
      return 'money';
    case 'share':
      return 'percent';
    case 'boolean':
      return 'boolean';
    case 'any':
      return ['at-least', 'at-most', 'more-than', 'less-than'].includes(operator) ? 'number' : 'text';
    default:
      return 'text';
  }
}

const OPERATOR_WORDS: Readonly<Record<Operator, string>> = {
  is: 'is',
  'is-not': 'is not',
  'is-one-of': 'is one of',
  'is-none-of': 'is none of',
  contains: 'contains',
  'does-not-contain': 'does not contain',
  'starts-with': 'starts with',
  'at-least': 'is at least',
  'at-most': 'is at most',
  'more-than': 'is more than',
  'less-than': 'is less than',
  'is-set': 'is known',
  'is-not-set': 'is not known',
  'within-days': 'was in the last',
  'longer-ago-than-days': 'was longer ago than',
  'within-next-days': 'is in the next',
  'anniversary-within-days': 'comes round in the next',
  'on-date': 'was on',
  'before-date': 'was before',
  'on-or-after-date': 'was on or after',
  'between-dates': 'was between',
};

/** The comparison in words; some differ for lists, texts and segments. */
export function operatorWords(operator: Operator, isList: boolean, fact?: string): string {
  if (fact === SEGMENTS_FACT) return operator === 'does-not-contain' ? 'is not in' : 'is in';
  if (!isList) return OPERATOR_WORDS[operator];
  return operator === 'contains'
    ? 'include'
    : operator === 'does-not-contain'
      ? 'do not include'
      : OPERATOR_WORDS[operator];
}
