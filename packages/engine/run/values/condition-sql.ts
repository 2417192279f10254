import { DAY } from '@millrace/base';
import {
  isTimeSince,
  numeric,
  SEGMENTS_FACT,
  segmentsResolved,
  type AggregateCondition,
  type Condition,
  type FactCondition,
} from '@millrace/flow';
import { factSql, personal, type FactSql, type Scope, type Sql } from './fact-sql.ts';

/** A condition as SQL about the person `c`, their newest cart `k` and order `o`. Equivalent to `evaluate`. */
export interface ConditionSql {
  readonly sql: Sql;
  /** True when parts that only a running flow, or the present moment, can decide were left out. */
  readonly partial: boolean;
  /** True when it counts events, which needs a look-up for each person. */
  readonly counts: boolean;
}

/** Null when no part of the condition can be expressed in SQL. */
export function conditionSql(scope: Scope, condition: Condition): ConditionSql | null {
  const { tx } = scope;
  if ('all' in condition || 'any' in condition) return groupSql(scope, condition);
  if ('not' in condition) {
    const inner = conditionSql(scope, condition.not);
    return inner && !inner.partial ? { ...inner, sql: tx`not (${inner.sql})` } : null;
  }
  if ('fact' in condition) {
    if (condition.fact === SEGMENTS_FACT) return segmentsSql(scope, condition);
    const fact = factSql(scope, condition.fact);
    const sql = fact && factTest(scope, fact, condition);
    return sql ? { sql: tx`coalesce(${sql}, false)`, partial: false, counts: false } : null;
  }
  return countSql(scope, condition);
}

/** In any of the segments, or in none. Their conditions were put into it by `resolveSegments`. */
function segmentsSql(scope: Scope, condition: FactCondition): ConditionSql | null {
  const named = segmentsResolved(condition);
  const { tx } = scope;
  const none: ConditionSql = { sql: tx`false`, partial: false, counts: false };
  const any = named.length === 0 ? none : conditionSql({ ...scope, event: false }, { any: [...named] });
  if (condition.operator === 'contains') return any;
  if (condition.operator !== 'does-not-contain') return none;
  return any && !any.partial ? { ...any, sql: tx`not (${any.sql})` } : null;
}

function groupSql(scope: Scope, condition: { all: Condition[] } | { any: Condition[] }): ConditionSql | null {
  const { tx } = scope;
  const all = 'all' in condition;
  const parts = all ? condition.all : condition.any;
  const asked = parts.map((part) => conditionSql(scope, part));
  const known = asked.filter((part) => part !== null);
  // A group without alternatives matches everybody, as in `evaluate`.
  if (parts.length === 0) return { sql: tx`true`, partial: false, counts: false };
  if (known.length === 0) return null;
  const sql = known
    .map((part) => part.sql)
    .reduce((left, right) => (all ? tx`${left} and ${right}` : tx`${left} or ${right}`));
  return {
    sql: tx`(${sql})`,
    partial: known.length < parts.length || known.some((part) => part.partial),
    counts: known.some((part) => part.counts),
  };
}

const COMPARE = { 'at-least': '>=', 'at-most': '<=', 'more-than': '>', 'less-than': '<', is: '=' } as const;

function countSql(
  scope: Scope,
  { event, measure, operator, value, withinDays, sinceEntry, where }: AggregateCondition,
): ConditionSql | null {
  const { tx, now } = scope;
  // Before the entry there is nothing to count from.
  if (sinceEntry) return null;
  const inner = where ? conditionSql({ ...scope, event: true }, where) : null;
  if (where && (inner === null || inner.partial)) return null;
  const at = tx`e.occurred_at`;
  const nowAt = tx`${now}::timestamptz`;
  // A wide window in real time, so that only the months it touches are read; then the exact one in the
  // person's own time.
  const window =
    withinDays === undefined
      ? tx`true`
      : tx`(${at} >= ${Math.max(0, now - withinDays * DAY)}::timestamptz
        and ${personal(tx, at)} >= ${personal(tx, nowAt)} - ${withinDays * DAY}::numeric)`;
  const isTime = isTimeSince(measure);
  const found =
    measure === 'first'
      ? tx`${personal(tx, nowAt)} - min(${personal(tx, at)})`
      : measure === 'last'
        ? tx`${personal(tx, nowAt)} - max(${personal(tx, at)})`
        : measure === 'sum'
          ? tx`coalesce(sum(coalesce(e.value, 0)), 0)`
          : tx`count(*)`;
  return {
    sql: tx`coalesce((select ${found} from events e
      where e.customer_id = c.id and e.type = ${event} and ${at} <= ${nowAt} and ${window}
      and ${inner?.sql ?? tx`true`}) ${tx.unsafe(COMPARE[operator])} ${isTime ? value * DAY : value}::numeric, false)`,
    partial: false,
    counts: true,
  };
}

/** The white space that JavaScript's `String.trim` removes. */
const BLANKS = ' \t\n\r\v\f\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

function factTest(scope: Scope, fact: FactSql, { operator, value }: FactCondition): Sql | null {
  const { tx, now } = scope;
  const list = (Array.isArray(value) ? value : [value]).filter((entry) => entry !== undefined);
  const number = numeric(value);
  const { kind, sql } = fact;
  const missing = missingSql(scope, fact);
  switch (operator) {
    case 'is':
    case 'is-one-of':
      return amongSql(scope, fact, list);
    case 'is-not':
    case 'is-none-of':
      return tx`not coalesce(${amongSql(scope, fact, list)}, false)`;
    case 'contains':
      return containsSql(scope, fact, value, list);
    case 'does-not-contain':
      return tx`not coalesce(${containsSql(scope, fact, value, list)}, false)`;
    case 'starts-with':
      return kind === 'list'
        ? tx`false`
        : tx`(not ${missing} and starts_with(${folded(tx, textOf(tx, fact))}, ${wantedText(value)}::text))`;
    case 'is-set':
      return tx`not ${missing}`;
    case 'is-not-set':
      return missing;
    case 'at-least':
    case 'at-most':
    case 'more-than':
    case 'less-than':
      return Number.isNaN(number)
        ? tx`false`
        : tx`${numberOf(scope, fact)} ${tx.unsafe(COMPARE[operator])} ${number}::numeric`;
    case 'within-days':
    case 'longer-ago-than-days':
    case 'within-next-days': {
      if (Number.isNaN(number)) return tx`false`;
      // Dates written as text need `readDate` of the language, which the database does not have.
      if (kind === 'json' || kind === 'text' || kind === 'number') return null;
      const at = kind === 'instant' ? sql : tx`null::numeric`;
      const own = personal(tx, tx`${now}::timestamptz`);
      if (operator === 'within-next-days')
        return tx`(${at} >= ${own} and ${at} <= ${own} + ${number * DAY}::numeric)`;
      return operator === 'within-days'
        ? tx`(${at} <= ${own} and ${at} >= ${own} - ${number * DAY}::numeric)`
        : tx`${at} < ${own} - ${number * DAY}::numeric`;
    }
    default:
      return null;
  }
}

function wantedText(value: FactCondition['value']): string {
  const one = (entry: unknown) =>
    typeof entry === 'string' ? entry.trim().toLowerCase() : String(entry ?? '');
  return Array.isArray(value) ? value.map(one).join(',') : one(value);
}

const folded = (tx: Scope['tx'], text: Sql): Sql =>
  tx`lower(regexp_replace(${text}, ${`^[${BLANKS}]+|[${BLANKS}]+$`}, '', 'g') collate pg_c_utf8)`;

/** The value as text, as JavaScript formats it. */
function textOf(tx: Scope['tx'], { kind, sql }: FactSql): Sql {
  if (kind === 'text') return sql;
  if (kind === 'json')
    return tx`(case when jsonb_typeof(${sql}) in ('string', 'boolean') then ${sql} #>> '{}'
      when jsonb_typeof(${sql}) = 'number' then trim_scale((${sql} #>> '{}')::numeric)::text end)`;
  return kind === 'number' || kind === 'instant' ? tx`trim_scale(${sql})::text` : tx`${sql}::text`;
}

function missingSql({ tx }: Scope, { kind, sql }: FactSql): Sql {
  if (kind === 'list') return tx`(${sql} is null or cardinality(${sql}) = 0)`;
  if (kind === 'text') return tx`(${sql} is null or ${sql} = '')`;
  if (kind === 'json') return tx`(${sql} is null or ${sql} in ('null', '""', '[]'))`;
  return tx`(${sql} is null)`;
}

function amongSql({ tx }: Scope, fact: FactSql, list: readonly (string | number | boolean)[]): Sql {
  const { kind, sql } = fact;
  const texts = list.map((entry) => (typeof entry === 'string' ? entry.trim().toLowerCase() : String(entry)));
  // A text equals a number only when written exactly like it: "3", not "3.0".
  const numbers = list
    .map((entry) => (typeof entry === 'number' ? entry : Number(entry)))
    .filter((entry, index) => Number.isFinite(entry) && String(entry) === String(list[index]).trim());
  const isText = (text: Sql) => tx`${folded(tx, text)} = any(${texts}::text[])`;
  const isNumber = (value: Sql) => tx`${value} = any(${numbers.map(String)}::numeric[])`;
  switch (kind) {
    case 'text':
      return isText(sql);
    case 'number':
    case 'instant':
      return isNumber(sql);
    case 'boolean':
      return tx`${sql}::text = any(${texts}::text[])`;
    case 'list':
      return tx`false`;
    case 'json':
      return tx`(case jsonb_typeof(${sql}) when 'string' then ${isText(tx`${sql} #>> '{}'`)}
        when 'number' then ${isNumber(tx`(${sql} #>> '{}')::numeric`)}
        when 'boolean' then (${sql} #>> '{}') = any(${texts}::text[]) else false end)`;
  }
}

function containsSql(
  scope: Scope,
  fact: FactSql,
  value: FactCondition['value'],
  list: readonly (string | number | boolean)[],
): Sql {
  const { tx } = scope;
  const { kind, sql } = fact;
  const inText = tx`(not ${missingSql(scope, fact)}
    and position(${wantedText(value)}::text in ${folded(tx, textOf(tx, fact))}) > 0)`;
  if (kind === 'list')
    return tx`exists (select 1 from unnest(${sql}) item
      where ${amongSql(scope, { kind: 'text', sql: tx`item` }, list)})`;
  if (kind !== 'json') return inText;
  const item = amongSql(scope, { kind: 'json', sql: tx`item` }, list);
  return tx`(case when jsonb_typeof(${sql}) = 'array' then exists (select 1
    from jsonb_array_elements(case when jsonb_typeof(${sql}) = 'array' then ${sql} else '[]' end) item
    where ${item})
    when jsonb_typeof(${sql}) = 'object' then false else ${inText} end)`;
}

function numberOf({ tx }: Scope, { kind, sql }: FactSql): Sql {
  if (kind === 'number' || kind === 'instant') return sql;
  const text =
    kind === 'json'
      ? tx`(case when jsonb_typeof(${sql}) in ('string', 'number') then ${sql} #>> '{}' end)`
      : kind === 'text'
        ? sql
        : tx`null::text`;
  return tx`(case when ${text} ~ '^\\s*-?\\d+(\\.\\d+)?\\s*$' then ${text}::numeric end)`;
}
