import { resolveCondition } from '@millrace/core/plans';
import { lockCustomers } from '@millrace/core/rows';
import type { StoreSettings } from '@millrace/core/store';
import type { Fragment, Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { SegmentRow } from './segment-row.ts';
import { answerSql, answersSql, whichSql, type AnswerSql, type Asked } from './who-matches.ts';

/** A customer who was found on the other side of a segment's line. */
export interface Crossing {
  readonly customerId: string;
  readonly inside: boolean;
  /** Number of crossings of this customer, this one included. */
  readonly crossings: number;
  /**
   * Recorded and no crossing: the first time this customer is checked against the present condition, or only
   * imported history changed them.
   */
  readonly isFirstLook: boolean;
  readonly isQuiet: boolean;
}

/** One look at customers of a store, at one or several segments. */
export interface Look {
  readonly settings: StoreSettings;
  /** Customers changed only by imported history. */
  readonly quiet: ReadonlySet<string>;
  readonly now: Instant;
}

export interface Kept {
  readonly crossings: readonly Crossing[];
  /** Number of customers checked, and the last id of them. */
  readonly checked: number;
  readonly last: string | null;
}

/**
 * Checks customers against a segment and records who is in it. Locks only customers whose result changed, and
 * checks them again under their lock, so that the later of two checks decides. The caller holds the lock of
 * the segment.
 */
export async function keepMembers(
  tx: Tx,
  segment: SegmentRow,
  asked: Asked,
  { settings, quiet, now }: Look,
): Promise<Kept> {
  const condition = await resolveCondition(tx, segment.condition);
  const store = { workspaceId: segment.workspace_id, settings };
  const answer = (who: Asked) => answerSql(tx, store, condition, who, now);
  const { checked, last, changed } = await compare(tx, segment, asked, await answer(asked), now);
  if (changed.length === 0) return { crossings: [], checked, last };
  await lockCustomers(tx, changed);
  const again = { ids: changed };
  const written = await record(tx, segment, again, await answer(again), now);
  const crossings = written.map((row) => ({ ...row, isQuiet: quiet.has(row.customerId) }));
  return { crossings, checked, last };
}

/**
 * Writes when time alone may change each customer, also those outside, where that is new.
 * @returns those whose result is another than the one recorded; a customer without a row is outside
 */
async function compare(
  tx: Tx,
  segment: SegmentRow,
  asked: Asked,
  answer: AnswerSql,
  now: Instant,
): Promise<Pick<Kept, 'checked' | 'last'> & { readonly changed: readonly string[] }> {
  const [row] = await tx<{ checked: number; last: string | null; changed: string[] }[]>`
    with a as materialized (${answersSql(tx, answer, whichSql(tx, asked))}),
    known as materialized (
      select a.*, m.check_at as check_before, coalesce(m.inside, false) as inside
        from a left join segment_members m on m.segment_id = ${segment.id} and m.customer_id = a.id),
    moved as (
      insert into segment_members as m (workspace_id, segment_id, customer_id, inside, since, check_at)
      select ${segment.workspace_id}, ${segment.id}, id, false, ${now}, check_at from known
        where check_at is distinct from check_before
      on conflict (segment_id, customer_id) do update set check_at = excluded.check_at)
    select count(*)::int as checked, (array_agg(id order by id desc))[1] as last,
      coalesce(array_agg(id order by id) filter (where matches <> inside), '{}') as changed from known`;
  return row ?? { checked: 0, last: null, changed: [] };
}

/** Records the results that are another than before, as each stands under the customer's lock. */
function record(tx: Tx, segment: SegmentRow, asked: Asked, answer: AnswerSql, now: Instant) {
  return tx<Omit<Crossing, 'isQuiet'>[]>`
    insert into segment_members as m (workspace_id, segment_id, customer_id, inside, crossings, since, check_at)
    select ${segment.workspace_id}, ${segment.id}, a.id, a.matches,
      case when ${isFirstLook(tx, segment, tx`a.id`)} then 0 else 1 end, ${now}, a.check_at
      from (${answersSql(tx, answer, whichSql(tx, asked))}) a
      left join segment_members b on b.segment_id = ${segment.id} and b.customer_id = a.id
    where a.matches <> coalesce(b.inside, false)
    on conflict (segment_id, customer_id) do update set inside = excluded.inside, since = excluded.since,
      check_at = excluded.check_at,
      crossings = m.crossings + case when ${isFirstLook(tx, segment, tx`m.customer_id`)} then 0 else 1 end
    returning customer_id as "customerId", inside, crossings,
      ${isFirstLook(tx, segment, tx`m.customer_id`)} as "isFirstLook"`;
}

/** In the first pass, customers behind its cursor were checked; after it, everybody was. */
const isFirstLook = (tx: Tx, { passes, cursor }: SegmentRow, id: Fragment): Fragment =>
  passes > 0 ? tx`false` : cursor === null ? tx`true` : tx`(${id} > ${cursor}::uuid)`;
