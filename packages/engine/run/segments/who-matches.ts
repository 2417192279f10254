import { loadFacts } from '@millrace/core/facts';
import { storeSettings, type StoreSettings } from '@millrace/core/store';
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

/** Expressions about the customer `c`: whether they match, and when time alone may change it. */
export interface AnswerSql {
  readonly matches: Fragment;
  readonly checkAt: Fragment;
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
  const settings = await storeSettings(tx, workspaceId);
  const answer = await answerSql(tx, { workspaceId, settings }, condition, asked, now);
  const rows = await tx<Answer[]>`
    select id, matches, check_at as "checkAt" from (${answersSql(tx, answer, whichSql(tx, asked))}) a order by id`;
  return [...rows];
}

/** The customers with the columns `id`, `matches` and `check_at`. */
export const answersSql = (tx: Tx, { matches, checkAt }: AnswerSql, which: Fragment) => tx`
  select c.id, (${matches})::boolean as matches, (${checkAt})::timestamptz as check_at
    from customers c left join lateral (select * from carts where false) k on true
      left join lateral (select * from orders where false) o on true
  where c.merged_into is null and c.erased_at is null and ${which}`;

export const whichSql = (tx: Tx, asked: Asked) =>
  'ids' in asked
    ? tx`c.id = any(${asked.ids as string[]}::uuid[])`
    : tx`c.id > ${asked.after} order by c.id limit ${asked.most}`;

/**
 * SQL alone where it can express the whole condition; otherwise the facts of each customer are loaded, checked
 * one by one, and looked up by id.
 */
export async function answerSql(
  tx: Tx,
  { workspaceId, settings }: { readonly workspaceId: string; readonly settings: StoreSettings },
  condition: Condition | null,
  asked: Asked,
  now: Instant,
): Promise<AnswerSql> {
  if (condition === null) return { matches: tx`true`, checkAt: tx`null` };
  const scope: Scope = { tx, storeZone: settings.zone, storeCurrency: settings.currency, now, event: false };
  const whole = conditionSql(scope, condition);
  const next = nextChangeSql(scope, condition);
  if (whole && !whole.partial && next) return { matches: whole.sql, checkAt: real(tx, next) };
  const rows = await tx<{ id: string }[]>`
    select c.id from customers c where c.merged_into is null and c.erased_at is null and ${whichSql(tx, asked)}`;
  const answers = await byFacts(
    tx,
    workspaceId,
    condition,
    rows.map(({ id }) => id),
    now,
  );
  const found = tx.json(Object.fromEntries(answers.map(({ id, ...answer }) => [id, answer])) as never);
  return {
    matches: tx`(${found}::jsonb -> c.id::text ->> 'matches')::boolean`,
    checkAt: tx`to_timestamp((${found}::jsonb -> c.id::text ->> 'checkAt')::numeric / 1000.0)`,
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
