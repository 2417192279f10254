import { DAY, foldText, type Json } from '@millrace/base';
import { dateTest, isDateOperator } from './date-test.ts';
import {
  isTimeSince,
  SEGMENTS_FACT,
  segmentsResolved,
  type AggregateCondition,
  type Condition,
  type FactCondition,
} from './condition.ts';
import type { EventFact, Facts } from './facts.ts';
import { factReader } from './fact-path.ts';
import { numeric } from './numeric.ts';
import type { Cursor } from './plan.ts';

type Test = (facts: Facts, variables: Readonly<Record<string, Json>>, event: EventFact | null) => boolean;

const NOTHING: Readonly<Record<string, Json>> = {};

/** The tests of conditions, by identity: plans stay in memory, so each condition is compiled once. */
const ready = new WeakMap<object, Test>();

/**
 * Whether a condition holds. Text is compared without regard to case. For a fact that is missing, `is-not`,
 * `is-none-of`, `does-not-contain` and `is-not-set` hold; every other comparison fails.
 * @param event the event that `event.…` facts are read from; the event that let the person in when left out
 */
export function evaluate(
  condition: Condition,
  facts: Facts,
  cursor?: Cursor | null,
  event: EventFact | null = null,
): boolean {
  return testOf(condition)(facts, cursor?.variables ?? NOTHING, event);
}

function testOf(condition: Condition): Test {
  let test = ready.get(condition);
  if (!test) {
    test = make(condition);
    ready.set(condition, test);
  }
  return test;
}

function make(condition: Condition): Test {
  if ('all' in condition) {
    const tests = condition.all.map(testOf);
    return (facts, variables, event) => {
      for (const test of tests) if (!test(facts, variables, event)) return false;
      return true;
    };
  }
  if ('any' in condition) {
    const tests = condition.any.map(testOf);
    // An empty `any` is an unfinished condition. It must not exclude everybody.
    if (tests.length === 0) return () => true;
    return (facts, variables, event) => {
      for (const test of tests) if (test(facts, variables, event)) return true;
      return false;
    };
  }
  if ('not' in condition) {
    const test = testOf(condition.not);
    return (facts, variables, event) => !test(facts, variables, event);
  }
  if (!('fact' in condition)) return aggregateTest(condition);
  return condition.fact === SEGMENTS_FACT ? segmentTest(condition) : factTest(condition);
}

/** Belongs to any of the segments (`contains`), or to none of them (`does-not-contain`). */
function segmentTest(condition: FactCondition): Test {
  const tests = segmentsResolved(condition).map(testOf);
  const belongs = (facts: Facts) => tests.some((test) => test(facts, NOTHING, null));
  if (condition.operator === 'contains') return belongs;
  return condition.operator === 'does-not-contain' ? (facts) => !belongs(facts) : () => false;
}

const fold = (value: unknown): unknown => (typeof value === 'string' ? foldText(value.trim()) : value);
const isMissing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Equal as a marketer means it: `"3"` equals 3 and `"true"` equals true. Texts are folded before. */
function same(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (left === null || left === undefined || right === null || right === undefined) return false;
  if (typeof left === 'object' || typeof right === 'object') return false;
  return typeof left !== typeof right && String(left) === String(right);
}

function factTest(condition: FactCondition): Test {
  const read = factReader(condition.fact);
  const wanted = Array.isArray(condition.value) ? condition.value.map(fold) : fold(condition.value);
  const list = Array.isArray(wanted) ? wanted : [wanted];
  const number = numeric(condition.value);
  const text = String(wanted ?? '');
  const among = (value: unknown) => {
    const folded = fold(value);
    for (const entry of list) if (same(folded, entry)) return true;
    return false;
  };
  const has = (value: unknown) => {
    if (Array.isArray(value)) return value.some(among);
    return !isMissing(value) && typeof value !== 'object' && String(fold(value)).includes(text);
  };
  const { operator } = condition;
  if (isDateOperator(operator)) {
    const holds = dateTest(condition.fact, operator, condition.value);
    return (facts, variables, event) => holds(read(facts, variables, event), facts);
  }
  switch (operator) {
    case 'is':
    case 'is-one-of':
      return (facts, variables, event) => among(read(facts, variables, event));
    case 'is-not':
    case 'is-none-of':
      return (facts, variables, event) => !among(read(facts, variables, event));
    case 'contains':
      return (facts, variables, event) => has(read(facts, variables, event));
    case 'does-not-contain':
      return (facts, variables, event) => !has(read(facts, variables, event));
    case 'starts-with':
      return (facts, variables, event) => {
        const value = read(facts, variables, event);
        return !isMissing(value) && typeof value !== 'object' && String(fold(value)).startsWith(text);
      };
    case 'at-least':
      return (facts, variables, event) => numeric(read(facts, variables, event)) >= number;
    case 'at-most':
      return (facts, variables, event) => numeric(read(facts, variables, event)) <= number;
    case 'more-than':
      return (facts, variables, event) => numeric(read(facts, variables, event)) > number;
    case 'less-than':
      return (facts, variables, event) => numeric(read(facts, variables, event)) < number;
    case 'is-set':
      return (facts, variables, event) => !isMissing(read(facts, variables, event));
    case 'is-not-set':
      return (facts, variables, event) => isMissing(read(facts, variables, event));
  }
}

function aggregateTest(condition: AggregateCondition): Test {
  const { event: type, measure, operator, value: wanted } = condition;
  const where = condition.where ? testOf(condition.where) : null;
  const span = condition.withinDays === undefined ? null : condition.withinDays * DAY;
  return (facts, variables) => {
    let since = span === null ? Number.NEGATIVE_INFINITY : facts.now - span;
    if (condition.sinceEntry) since = Math.max(since, facts.enrolment.enteredAt);
    let found = 0;
    let [first, last]: [number | null, number | null] = [null, null];
    // Events are sorted oldest first, so reading backwards can stop at the start of the window.
    for (let index = facts.events.length - 1; index >= 0; index -= 1) {
      const event = facts.events[index]!;
      if (event.at < since) break;
      if (event.type !== type || event.at > facts.now) continue;
      if (where && !where(facts, variables, event)) continue;
      found += measure === 'sum' ? (event.value ?? 0) : 1;
      first = event.at;
      last ??= event.at;
    }
    if (isTimeSince(measure)) {
      const at = measure === 'first' ? first : last;
      return at !== null && compares(facts.now - at, operator, wanted * DAY);
    }
    return compares(found, operator, wanted);
  };
}

function compares(found: number, operator: AggregateCondition['operator'], wanted: number): boolean {
  switch (operator) {
    case 'at-least':
      return found >= wanted;
    case 'at-most':
      return found <= wanted;
    case 'more-than':
      return found > wanted;
    case 'less-than':
      return found < wanted;
    case 'is':
      return found === wanted;
  }
}
