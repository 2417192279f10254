import { loadFacts } from '@millrace/core/facts';
import { storeSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
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
 * Which of them match a condition now, by id. One query where SQL can express the whole condition; otherwise
 * the facts of each are loaded and checked one by one.
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
  const scope: Scope = { tx, storeZone: settings.zone, storeCurrency: settings.currency, now, event: false };
  const whole = condition === null ? null : conditionSql(scope, condition);
  const next = condition === null ? tx`null::numeric` : nextChangeSql(scope, condition);
  const which =
    'ids' in asked
      ? tx`c.id = any(${asked.ids as string[]}::uuid[]) order by c.id`
      : tx`c.id > ${asked.after} order by c.id limit ${asked.most}`;
  const rows = await tx<Answer[]>`
    select c.id, ${whole ? whole.sql : tx`true`} as matches, ${real(tx, next ?? tx`null::numeric`)} as "checkAt"
      from customers c left join lateral (select * from carts where false) k on true
        left join lateral (select * from orders where false) o on true
    where c.merged_into is null and c.erased_at is null and ${which}`;
  if (condition === null || (whole && !whole.partial && next)) return [...rows];
  const needs = needsOfCondition(condition);
  const answers: Answer[] = [];
  for (const { id } of rows) {
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
