import { DAY } from '@millrace/base';
import {
  COUNTS_DAYS,
  isTimeSince,
  numeric,
  SEGMENTS_FACT,
  segmentsResolved,
  type AggregateCondition,
  type Condition,
  type FactCondition,
} from '@millrace/flow';
import { factSql, personal, type Scope, type Sql } from './fact-sql.ts';

/**
 * When a condition about the customer `c` may change by time alone, in their own time, as milliseconds; the
 * same as `nextChange` of the language, or earlier. SQL that is null means never.
 * @returns null when SQL cannot tell, as for dates written as text
 */
export function nextChangeSql(scope: Scope, condition: Condition): Sql | null {
  const { tx } = scope;
  const parts = momentsOf(scope, condition);
  if (parts === null) return null;
  const now = personal(tx, tx`${scope.now}::timestamptz`);
  const later = parts.map((at) => tx`(case when ${at} > ${now} then ${at} end)`);
  return later.length === 0 ? tx`null::numeric` : tx`least(${commas(tx, later)})`;
}

const commas = (tx: Scope['tx'], parts: readonly Sql[]): Sql =>
  parts.reduce((left, right) => tx`${left}, ${right}`);

function momentsOf(scope: Scope, condition: Condition): readonly Sql[] | null {
  if ('all' in condition) return ofEach(scope, condition.all);
  if ('any' in condition) return ofEach(scope, condition.any);
  if ('not' in condition) return momentsOf(scope, condition.not);
  return 'fact' in condition ? momentsOfFact(scope, condition) : momentsOfCount(scope, condition);
}

function ofEach(scope: Scope, conditions: readonly Condition[]): readonly Sql[] | null {
  const each = conditions.map((condition) => momentsOf(scope, condition));
  return each.includes(null) ? null : each.flatMap((parts) => parts ?? []);
}

function momentsOfFact(scope: Scope, condition: FactCondition): readonly Sql[] | null {
  const { tx } = scope;
  if (condition.fact === SEGMENTS_FACT) return ofEach(scope, segmentsResolved(condition));
  if (condition.fact.startsWith('moment.')) return null;
  if (!COUNTS_DAYS.has(condition.operator)) return [];
  // Anniversaries follow the person's calendar, which the database does not have.
  if (condition.operator === 'anniversary-within-days') return null;
  const fact = factSql(scope, condition.fact);
  if (fact?.kind !== 'instant') return null;
  const days = numeric(condition.value);
  if (!Number.isFinite(days)) return [];
  return condition.operator === 'within-next-days'
    ? [tx`ceil(${fact.sql} - ${days * DAY}::numeric)`, tx`(${fact.sql} + 1)`]
    : [fact.sql, passed(tx, fact.sql, days)];
}

/** The next event to come in or to leave the window. What is asked of each event is not: it may be too early. */
function momentsOfCount(
  scope: Scope,
  { event, withinDays, where, measure, value }: AggregateCondition,
): readonly Sql[] | null {
  const { tx, now } = scope;
  // A part that changes by itself does so for each event apart.
  const inner = where ? momentsOf({ ...scope, event: true }, where) : [];
  if (inner === null || inner.length > 0) return null;
  const at = tx`e.occurred_at`;
  const ahead = tx`(select min(${personal(tx, at)}) from events e
    where e.customer_id = c.id and e.type = ${event} and ${at} > ${now}::timestamptz)`;
  const own = personal(tx, tx`${now}::timestamptz`);
  /** The oldest event of so many days: of all that are still to leave them, the next. */
  const oldest = (days: number) => tx`(select min(${personal(tx, at)}) from events e
    where e.customer_id = c.id and e.type = ${event} and ${at} <= ${now}::timestamptz
      and ${at} >= ${Math.max(0, now - days * DAY)}::timestamptz
      and ${personal(tx, at)} >= ${own} - ${days * DAY}::numeric)`;
  const leaving = withinDays === undefined ? [] : [passed(tx, oldest(withinDays), withinDays)];
  if (!isTimeSince(measure)) return [ahead, ...leaving];
  return [
    ahead,
    ...leaving,
    tx`ceil(${oldest(value)} + ${value * DAY}::numeric)`,
    passed(tx, oldest(value), value),
  ];
}

/** The first millisecond that is more than so many days after an instant. */
const passed = (tx: Scope['tx'], at: Sql, days: number): Sql =>
  tx`(floor(${at} + ${days * DAY}::numeric) + 1)`;
