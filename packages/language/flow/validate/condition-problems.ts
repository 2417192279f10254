import { instantOfDate } from '@millrace/base';
import { isTimeSince, type AggregateCondition, type FactCondition, type Operator } from '../condition.ts';
import { COUNTS_DAYS, isDateOperator, wantedDates } from '../date-test.ts';
import { describeCondition } from '../describe-condition.ts';
import { LANGUAGE_FACTS, type FactField, type FactTable } from '../fact-fields.ts';
import { conditionsIn, leavesOf } from '../needs.ts';
import { numeric } from '../numeric.ts';
import type { Problem } from '../plan.ts';
import { senselessIn, type Senseless } from '../sense/sense.ts';

/**
 * Problems of the conditions inside a config: unknown facts, impossible comparisons, conditions that never or
 * always hold.
 */
export function conditionProblems(
  config: unknown,
  facts: FactTable = LANGUAGE_FACTS,
): readonly Omit<Problem, 'node'>[] {
  return conditionsIn(config).flatMap(({ condition, path }) => {
    const field = path.join('.') || null;
    const wrong = leavesOf(condition).flatMap((leaf) => {
      const sentence = 'fact' in leaf ? factProblem(leaf, facts) : aggregateProblem(leaf);
      return sentence === null
        ? []
        : [{ severity: 'error' as const, code: 'condition-invalid', sentence, field }];
    });
    // An invalid condition is not also reported as one that never or always holds.
    return wrong.length > 0
      ? wrong
      : senselessIn(condition, facts).map((part) => senselessProblem(part, field, facts));
  });
}

/** Warns of a valid condition that never or always holds. */
function senselessProblem(
  { condition, sense }: Senseless,
  field: string | null,
  facts: FactTable,
): Omit<Problem, 'node'> {
  const words = describeCondition(condition, undefined, facts);
  return sense === 'never'
    ? {
        severity: 'warning',
        code: 'condition-never',
        sentence: `Nobody can ever match “${words}”: it contradicts itself.`,
        field,
      }
    : {
        severity: 'warning',
        code: 'condition-always',
        sentence: `Everybody matches “${words}”, so it decides nothing.`,
        field,
      };
}

function factProblem({ fact, operator, value }: FactCondition, facts: FactTable): string | null {
  const field = facts.field(fact);
  if (!field) return `There is no fact called "${fact}". Choose another one.`;
  if (!field.operators.includes(operator))
    return `"${field.label}" cannot be compared by "${operator.replaceAll('-', ' ')}". Choose another comparison.`;
  if (operator === 'is-set' || operator === 'is-not-set') return null;
  if (value === undefined || isEmpty(value, isDateOperator(operator)))
    return `The condition on "${field.label}" has no value to compare with.`;
  return valueProblem(field, operator, value);
}

/** Of several values each has to be one: an empty one would be found where nothing is known. Dates say by themselves how many they need. */
function isEmpty(value: NonNullable<FactCondition['value']>, areDates: boolean): boolean {
  const isBlank = (one: unknown) => typeof one === 'string' && one.trim() === '';
  return Array.isArray(value) ? value.length === 0 || (!areDates && value.some(isBlank)) : isBlank(value);
}

const NUMERIC = new Set(['at-least', 'at-most', 'more-than', 'less-than', ...COUNTS_DAYS]);

function valueProblem(
  field: FactField,
  operator: Operator,
  value: NonNullable<FactCondition['value']>,
): string | null {
  const many = operator === 'is-one-of' || operator === 'is-none-of';
  const isList = field.type === 'list' || field.type === 'any';
  if (
    Array.isArray(value) &&
    !many &&
    operator !== 'between-dates' &&
    !(isList && (operator === 'contains' || operator === 'does-not-contain'))
  )
    return `The condition on "${field.label}" takes one value, not a list.`;
  if (isDateOperator(operator) && !operator.endsWith('days')) {
    const wanted = wantedDates(value);
    if (wanted.length !== (operator === 'between-dates' ? 2 : 1) || wanted.includes(null))
      return operator === 'between-dates'
        ? `The condition on "${field.label}" needs two dates, such as 2026-04-03 and 2026-04-10.`
        : `The condition on "${field.label}" needs a date, such as 2026-04-03.`;
    const [from, to] = wanted.map((read) => instantOfDate(read, 'UTC')!);
    return to !== undefined && to < from! ? `The condition on "${field.label}" ends before it begins.` : null;
  }
  const figure = numeric(value);
  // A number is found to be the same only as it is written itself: 3, not 3.0.
  const isNumber =
    Number.isFinite(figure) && (NUMERIC.has(operator) || String(value).trim() === String(figure));
  if (NUMERIC.has(operator) || (['number', 'money', 'share'].includes(field.type) && !many)) {
    if (!isNumber) return `The condition on "${field.label}" needs a number.`;
    if (operator.endsWith('days') && figure < 0)
      return `The condition on "${field.label}" needs a number of days that is not below zero.`;
  }
  return null;
}

function aggregateProblem({
  event,
  value,
  measure,
  withinDays,
  sinceEntry,
}: AggregateCondition): string | null {
  if (event.trim() === '') return 'A count of events does not say of which event.';
  if (!Number.isFinite(value)) return `The count of "${event}" needs a number.`;
  if (measure === 'count' && value < 0) return `The count of "${event}" cannot be below zero.`;
  if (isTimeSince(measure) && value < 0) return `The days since "${event}" cannot be below zero.`;
  return withinDays !== undefined && sinceEntry
    ? `The count of "${event}" takes either a number of days or "since entering", not both.`
    : null;
}
