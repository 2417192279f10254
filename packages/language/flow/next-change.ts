import { DAY, dayEnds, dayIn, HOUR, instantOfDate, localParts, MINUTE, type Instant } from '@millrace/base';
import {
  isTimeSince,
  SEGMENTS_FACT,
  segmentsResolved,
  type AggregateCondition,
  type Condition,
  type FactCondition,
} from './condition.ts';
import { COUNTS_DAYS, dateReader } from './date-test.ts';
import { factReader } from './fact-path.ts';
import type { EventFact, Facts } from './facts.ts';
import { leavesOf, outerLeavesOf } from './needs.ts';
import { numeric } from './numeric.ts';

/**
 * The earliest instant after now, in the person's time, at which a condition may change although nothing about
 * the person does: "no order for 90 days" 90 days after the last order. Until then `evaluate` gives the same
 * result for the same facts. It may be too early, never too late.
 * @returns null when time alone never changes it
 */
export function nextChange(condition: Condition, facts: Facts): Instant | null {
  let next: Instant | null = null;
  const consider = (at: Instant | null) => {
    if (at !== null && at > facts.now && (next === null || at < next)) next = at;
  };
  for (const leaf of outerLeavesOf(condition))
    for (const at of 'fact' in leaf ? changesOfFact(leaf, facts, null) : changesOfCount(leaf, facts))
      consider(at);
  return next;
}

function changesOfFact(
  leaf: FactCondition,
  facts: Facts,
  event: EventFact | null,
): readonly (Instant | null)[] {
  const { fact, operator, value } = leaf;
  const { zone } = facts.customer;
  if (fact === SEGMENTS_FACT) return segmentsResolved(leaf).map((segment) => nextChange(segment, facts));
  if (fact === 'moment.hour')
    return [facts.now + HOUR - (localParts(facts.now, zone).minute % 60) * MINUTE - (facts.now % MINUTE)];
  if (fact === 'moment.weekday') return [dayEnds(dayIn(facts.now, zone), zone)];
  if (!COUNTS_DAYS.has(operator)) return [];
  const read = dateReader(fact)(factReader(fact)(facts, {}, event), facts);
  if (read === null || read.kind === 'ambiguous') return [];
  // A day counts in whole days of the person's calendar.
  if (read.kind === 'day' || operator === 'anniversary-within-days')
    return [dayEnds(dayIn(facts.now, zone), zone)];
  const at = instantOfDate(read, zone)!;
  const days = numeric(value);
  // Of what is no number of days nothing ever holds.
  if (!Number.isFinite(days)) return [];
  return operator === 'within-next-days' ? [Math.ceil(at - days * DAY), at + 1] : [at, passed(at, days)];
}

function changesOfCount(
  { event: type, withinDays, where, measure, value }: AggregateCondition,
  facts: Facts,
): readonly (Instant | null)[] {
  const changes: (Instant | null)[] = [];
  for (const event of facts.events) {
    if (event.type !== type) continue;
    changes.push(event.at);
    if (withinDays !== undefined) changes.push(passed(event.at, withinDays));
    if (isTimeSince(measure)) changes.push(Math.ceil(event.at + value * DAY), passed(event.at, value));
    for (const leaf of where ? leavesOf(where) : [])
      if ('fact' in leaf) changes.push(...changesOfFact(leaf, facts, event));
  }
  for (const leaf of where ? leavesOf(where) : [])
    if (!('fact' in leaf)) changes.push(...changesOfCount(leaf, facts));
  return changes;
}

/** The first millisecond that is more than so many days after an instant. */
const passed = (at: Instant, days: number): Instant | null =>
  Number.isFinite(days) ? Math.floor(at + days * DAY) + 1 : null;
