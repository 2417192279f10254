import { own } from '@millrace/base';
import { SEGMENTS_FACT, valuesOf, type Condition, type FactCondition } from './condition.ts';
import { conditionsIn, mergeNeeds, needsOfCondition } from './needs.ts';
import type { Plan } from './plan.ts';

/** Conditions of saved segments by id. */
export type SegmentConditions = Readonly<Record<string, Condition>>;

/**
 * Puts the conditions of saved segments wherever a value names one: a condition, a config, a whole plan. A
 * segment that names itself, however indirectly, has nobody there.
 */
export function resolveSegments<Value>(value: Value, segments: SegmentConditions): Value {
  return resolve(value, segments, []) as Value;
}

function resolve(value: unknown, segments: SegmentConditions, within: readonly string[]): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((entry) => resolve(entry, segments, within));
  if ('fact' in value && value.fact === SEGMENTS_FACT && 'operator' in value)
    return resolveLeaf(value as FactCondition, segments, within);
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, resolve(entry, segments, within)]),
  );
}

function resolveLeaf(
  leaf: FactCondition,
  segments: SegmentConditions,
  within: readonly string[],
): FactCondition {
  const resolved = valuesOf(leaf).flatMap((value) => {
    const id = String(value);
    const segment = own(segments, id);
    return segment === undefined || within.includes(id)
      ? []
      : [[id, resolve(segment, segments, [...within, id]) as Condition] as const];
  });
  return { ...leaf, resolved: Object.fromEntries(resolved) };
}

/** A plan with the conditions of the segments it names, and with what these need. */
export function resolvePlan(plan: Plan, segments: SegmentConditions): Plan {
  const resolved = resolveSegments(plan, segments);
  const needs = conditionsIn([resolved.trigger, resolved.nodes]).map(({ condition }) =>
    needsOfCondition(condition),
  );
  return { ...resolved, needs: mergeNeeds([plan.needs, ...needs]) };
}
