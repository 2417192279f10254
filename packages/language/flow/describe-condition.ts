import { currencyDecimals, dayIn, formatMoney, type ReadDate } from '@millrace/base';
import {
  currencyName,
  fixed,
  languageName,
  percent,
  plural as inWords,
  regionName,
} from '@millrace/base/words';
import {
  isTimeSince,
  SEGMENTS_FACT,
  type AggregateCondition,
  type Condition,
  type FactCondition,
  type Operator,
} from './condition.ts';
import { isDateOperator, wantedDates } from './date-test.ts';
import { eventType } from './event-types.ts';
import { LANGUAGE_FACTS, type FactField, type FactTable } from './fact-fields.ts';

const WORDS: Readonly<Record<Operator, string>> = {
  is: 'is',
  'is-not': 'is not',
  'is-one-of': 'is',
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
  'longer-ago-than-days': 'was more than',
  'within-next-days': 'is in the next',
  'anniversary-within-days': 'comes round in the next',
  'on-date': 'was on',
  'before-date': 'was before',
  'on-or-after-date': 'was on or after',
  'between-dates': 'was between',
};

/**
 * A condition in words, for cards, edges and the trace: "number of orders is at least 2 and cart total is
 * more than $50.00".
 * @param currency of the amounts; plain decimals when left out
 * @param facts table with the labels of facts; the facts of the language when left out
 */
export function describeCondition(
  condition: Condition,
  currency?: string,
  facts: FactTable = LANGUAGE_FACTS,
): string {
  if ('all' in condition) return group(condition.all, 'and', currency, facts) || 'always';
  if ('any' in condition) return group(condition.any, 'or', currency, facts) || 'always';
  if ('not' in condition) return `not (${describeCondition(condition.not, currency, facts)})`;
  return 'fact' in condition
    ? describeFact(condition, currency, facts)
    : describeAggregate(condition, currency, facts);
}

function group(
  conditions: readonly Condition[],
  word: 'and' | 'or',
  currency: string | undefined,
  facts: FactTable,
): string {
  const nested = (inner: Condition) =>
    conditions.length > 1 &&
    (('all' in inner && inner.all.length > 1) || ('any' in inner && inner.any.length > 1));
  return conditions
    .map((inner) =>
      nested(inner)
        ? `(${describeCondition(inner, currency, facts)})`
        : describeCondition(inner, currency, facts),
    )
    .join(` ${word} `);
}

function describeFact(
  { fact, operator, value, called }: FactCondition,
  currency: string | undefined,
  facts: FactTable,
): string {
  const field = facts.field(fact);
  const label = field?.label ?? fact;
  const values = Array.isArray(value) ? value : [value];
  const name = (entry: (typeof values)[number]) => called?.[String(entry)] ?? show(entry, field, currency);
  const named = () => values.map(name).join(' or ') || '…';
  if (fact === SEGMENTS_FACT)
    return `is ${operator === 'does-not-contain' ? 'not ' : ''}in segment ${named()}`;
  if (operator === 'is-set' || operator === 'is-not-set') return `${label} ${WORDS[operator]}`;
  if (operator === 'within-days' || operator === 'within-next-days' || operator === 'anniversary-within-days')
    return `${label} ${WORDS[operator]} ${plural(Number(value), 'day')}`;
  if (operator === 'longer-ago-than-days')
    return `${label} was more than ${plural(Number(value), 'day')} ago`;
  if (isDateOperator(operator))
    return `${label} ${WORDS[operator]} ${wantedDates(value).map(dateWords).join(' and ')}`;
  if (field?.type === 'boolean' && (operator === 'is' || operator === 'is-not')) {
    return (value === true || value === 'true') === (operator === 'is') ? label : `not ${label}`;
  }
  return `${label} ${wordsFor(operator, field)} ${named()}`;
}

/** A list includes entries, a text contains letters. */
function wordsFor(operator: Operator, field: FactField | undefined): string {
  if (field?.type !== 'list') return WORDS[operator];
  return operator === 'contains'
    ? 'include'
    : operator === 'does-not-contain'
      ? 'do not include'
      : WORDS[operator];
}

/** Facts whose values are standard codes, with the function that names them. */
const NAMED: Readonly<Record<string, (code: string) => string>> = {
  'customer.country': regionName,
  'customer.language': languageName,
  'cart.currency': currencyName,
  'store.currency': currencyName,
};

function show(
  value: string | number | boolean | undefined,
  field: FactField | undefined,
  currency: string | undefined,
): string {
  if (value === undefined || value === '') return '…';
  const option = field?.options?.find((entry) => entry.value === String(value));
  if (option) return option.label;
  // A number may be stored as text; it is still compared as a number.
  const figure = typeof value === 'boolean' ? NaN : Number(value);
  if (field?.type === 'share' && Number.isFinite(figure)) return percent(figure, 1);
  if (field?.type === 'money' && Number.isFinite(figure)) return money(figure, currency);
  if (field?.type === 'number' && Number.isFinite(figure)) return String(figure);
  const name = typeof value === 'string' && field ? NAMED[field.path]?.(value) : undefined;
  if (name !== undefined && name !== value) return name;
  return typeof value === 'string' && field?.type !== 'choice' ? `“${value}”` : String(value);
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "3 April 2026". */
function dateWords(read: ReadDate | null): string {
  if (read === null || read.kind === 'ambiguous') return '…';
  const { year, month, day } =
    read.kind === 'day' ? read.day : read.kind === 'wall' ? read.parts : dayIn(read.at, 'UTC');
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

function money(amount: number, currency: string | undefined): string {
  return currency ? formatMoney({ amount, currency }) : fixed(amount / 10 ** currencyDecimals('USD'), 2);
}

const COMPARE = {
  'at-least': 'at least',
  'at-most': 'at most',
  'more-than': 'more than',
  'less-than': 'less than',
  is: 'exactly',
} as const;

function describeAggregate(
  { event, measure, operator, value, withinDays, sinceEntry, where }: AggregateCondition,
  currency: string | undefined,
  facts: FactTable,
): string {
  const label = (eventType(event)?.label ?? `“${event.replaceAll('-', ' ')}”`).replace(/^[A-Z]/, (letter) =>
    letter.toLowerCase(),
  );
  const filtered = where ? ` where ${describeCondition(where, currency, facts)}` : '';
  if (isTimeSince(measure))
    return `${label} for the ${measure} time ${ago(operator, value)}${sinceEntry ? ' since entering' : ''}${filtered}`;
  const amount =
    measure === 'sum'
      ? `for ${COMPARE[operator]} ${money(value, currency)}`
      : `${COMPARE[operator]} ${plural(value, 'time')}`;
  const span = sinceEntry
    ? ' since entering'
    : withinDays === undefined
      ? ''
      : ` in the last ${plural(withinDays, 'day')}`;
  return `${label} ${amount}${span}${filtered}`;
}

const ago = (operator: AggregateCondition['operator'], days: number): string =>
  operator === 'at-most'
    ? `in the last ${plural(days, 'day')}`
    : `${COMPARE[operator]} ${plural(days, 'day')} ago`;

function plural(count: number, word: string): string {
  return Number.isFinite(count) ? inWords(count, word) : `… ${word}s`;
}
