import { loadFacts } from '@millrace/core/facts';
import { storeSettings } from '@millrace/core/store';
import type { Fragment, Tx } from '@millrace/db';
import { toReal, type Instant } from '@millrace/base';
import { evaluate, needsOfCondition, nextChange, type Condition } from '@millrace/flow';
import { conditionSql } from '../values/condition-sql.ts';
import { real, type Scope } from '../values/fact-sql.ts';
import { nextChangeSql } from '../values/next-change-sql.ts';

/** The customers to check: those named, or a page of all after an id. */
export type Asked = { readonly ids: readonly string[] } | { readonly after: string; readonly most: number };

export interface Answer {
  readonly id: string;
  readonly matches: boolean;
  /** When time alone may change it; null for never. */
  readonly checkAt: Instant | null;
}

/**
 * Which of them match a condition now, by id.
 * @param condition with its segments resolved; null for everybody
 */
export async function whoMatches(
  tx: Tx,
  workspaceId: string,
  condition: Condition | null,
  asked: Asked,
  now: Instant,
): Promise<Answer[]> {
  const { sql } = await answersOf(tx, workspaceId, condition, asked, now);
  return [...(await tx<Answer[]>`select id, matches, check_at as "checkAt" from (${sql}) a order by id`)];
}

/** A query with the columns `id`, `matches` and `check_at`. Wrapped, since a bare one would run when awaited. */
export interface Answers {
  readonly sql: Fragment;
}

/**
 * The same as a query: SQL alone where it can express the whole
 * condition; otherwise the facts of each customer are loaded and checked one by one.
 */
export async function answersOf(
  tx: Tx,
  workspaceId: string,
  condition: Condition | null,
  asked: Asked,
  now: Instant,
): Promise<Answers> {
  const settings = await storeSettings(tx, workspaceId);
  const scope: Scope = { tx, storeZone: settings.zone, storeCurrency: settings.currency, now, event: false };
  const whole = condition === null ? null : conditionSql(scope, condition);
  const next = condition === null ? tx`null::numeric` : nextChangeSql(scope, condition);
  const which =
    'ids' in asked
      ? tx`c.id = any(${asked.ids as string[]}::uuid[])`
      : tx`c.id > ${asked.after} order by c.id limit ${asked.most}`;
  const there = tx`customers c left join lateral (select * from carts where false) k on true
      left join lateral (select * from orders where false) o on true
    where c.merged_into is null and c.erased_at is null and ${which}`;
  if (condition === null || (whole && !whole.partial && next))
    return {
      sql: tx`select c.id, ${whole ? whole.sql : tx`true`} as matches,
        ${real(tx, next ?? tx`null::numeric`)} as check_at from ${there}`,
    };
  const rows = await tx<{ id: string }[]>`select c.id from ${there}`;
  const answers = await byFacts(
    tx,
    workspaceId,
    condition,
    rows.map(({ id }) => id),
    now,
  );
  return {
    sql: tx`select id, matches, to_timestamp("checkAt" / 1000.0) as check_at
      from jsonb_to_recordset(${tx.json(answers as never)}::jsonb)
        as r(id uuid, matches boolean, "checkAt" numeric)`,
  };
}

async function byFacts(
  tx: Tx,
  workspaceId: string,
  condition: Condition,
  ids: readonly string[],
  now: Instant,
): Promise<readonly Answer[]> {
  const needs = needsOfCondition(condition);
  const answers: Answer[] = [];
  for (const id of ids) {
    const { facts, clock } = await loadFacts(tx, {
      workspaceId,
      customerId: id,
      enrolment: { id, key: id, enteredAt: now },
      eventId: null,
      eventAt: null,
      cartId: null,
      orderId: null,
      needs,
      now,
    });
    const changes = nextChange(condition, facts);
    answers.push({
      id,
      matches: evaluate(condition, facts),
      checkAt: changes === null ? null : toReal(changes, clock),
    });
  }
  return answers;
}
