import {
  SEGMENTS_FACT,
  segmentsResolved,
  valuesOf,
  type AggregateCondition,
  type Condition,
  type FactCondition,
} from './condition.ts';
import type { Plan, PlanNeeds } from './plan.ts';

/** The longest window of a condition on events, in days; stands for "ever". */
export const EVER_DAYS = 3650;

/**
 * The comparisons inside a condition, however deep, without the `and`, `or` and `not` around them; with those of
 * the segments it names, where they are resolved.
 */
export function leavesOf(condition: Condition): readonly (FactCondition | AggregateCondition)[] {
  const leaves: (FactCondition | AggregateCondition)[] = [];
  const open: Condition[] = [condition];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if ('all' in next) open.push(...next.all.toReversed());
    else if ('any' in next) open.push(...next.any.toReversed());
    else if ('not' in next) open.push(next.not);
    else {
      leaves.push(next);
      if ('fact' in next) open.push(...segmentsResolved(next));
      else if (next.where) open.push(next.where);
    }
  }
  return leaves;
}

/**
 * The comparisons of a condition about the person: without those of the events that it counts, and of the
 * segments that it names.
 */
export function outerLeavesOf(condition: Condition): readonly (FactCondition | AggregateCondition)[] {
  if ('all' in condition) return condition.all.flatMap(outerLeavesOf);
  if ('any' in condition) return condition.any.flatMap(outerLeavesOf);
  return 'not' in condition ? outerLeavesOf(condition.not) : [condition];
}

/** The facts that a condition needs beyond those that are always loaded. */
export function needsOfCondition(condition: Condition): PlanNeeds {
  const events = new Map<string, number>();
  for (const leaf of leavesOf(condition)) {
    if ('fact' in leaf) continue;
    const days = leaf.sinceEntry ? 0 : (leaf.withinDays ?? EVER_DAYS);
    events.set(leaf.event, Math.max(events.get(leaf.event) ?? 0, days));
  }
  return { events: Object.fromEntries(events), models: [], ...withSegments(segmentsNamed(condition)) };
}

/** The ids of the saved segments that a condition names itself, without those that they name in turn. */
export function segmentsNamed(condition: Condition): readonly string[] {
  const ids = leavesOf(condition).flatMap((leaf) =>
    'fact' in leaf && leaf.fact === SEGMENTS_FACT ? valuesOf(leaf).map(String) : [],
  );
  return [...new Set(ids)];
}

// Left out when empty, so that the plans of flows without segments keep their hash.
const withSegments = (ids: readonly string[]): Pick<PlanNeeds, 'segments'> =>
  ids.length === 0 ? {} : { segments: ids.toSorted() };

export function mergeNeeds(all: readonly Partial<PlanNeeds>[]): PlanNeeds {
  const events = new Map<string, number>();
  const models = new Set<string>();
  const segments = new Set<string>();
  const tests = new Set<string>();
  for (const needs of all) {
    for (const id of needs.segments ?? []) segments.add(id);
    for (const [type, days] of Object.entries(needs.events ?? {}))
      events.set(type, Math.max(events.get(type) ?? 0, days));
    for (const model of needs.models ?? []) models.add(model);
    for (const node of needs.tests ?? []) tests.add(node);
  }
  return {
    events: Object.fromEntries(events),
    models: [...models].sort(),
    ...withSegments([...segments]),
    ...(tests.size === 0 ? {} : { tests: [...tests].sort() }),
    ...(all.some(({ quiet }) => quiet) ? { quiet: true } : {}),
    ...(all.some(({ sending }) => sending) ? { sending: true } : {}),
  };
}

/** What the facts loader must bring for a plan. */
export function needsOf(plan: Plan): PlanNeeds {
  return plan.needs;
}

/**
 * Every condition inside a config, at any place, so that a kind need not list its conditions. An object
 * counts as a condition when it has the keys that only conditions have.
 */
export function conditionsIn(
  config: unknown,
): readonly { readonly condition: Condition; readonly path: readonly (string | number)[] }[] {
  const found: { condition: Condition; path: readonly (string | number)[] }[] = [];
  const open: { value: unknown; path: readonly (string | number)[] }[] = [{ value: config, path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (value === null || typeof value !== 'object') continue;
    if (isCondition(value)) {
      found.push({ condition: value, path });
      continue;
    }
    const entries: [string | number, unknown][] = Array.isArray(value)
      ? value.map((entry, index) => [index, entry])
      : Object.entries(value);
    for (const [key, inner] of entries.reverse()) open.push({ value: inner, path: [...path, key] });
  }
  return found;
}

function isCondition(value: object): value is Condition {
  if ('all' in value) return Array.isArray(value.all);
  if ('any' in value) return Array.isArray(value.any);
  if ('not' in value) return typeof value.not === 'object' && value.not !== null;
  return (
    ('fact' in value && 'operator' in value) ||
    ('event' in value && 'measure' in value && 'operator' in value)
  );
}
