import type { Tx } from '@millrace/db';
import { DAY, toPersonal, type Instant, type Json } from '@millrace/base';
import type { PastDecision } from '@millrace/decisions';
import type { DecisionRecord } from '@millrace/flow';
import { clockOf } from '../facts/rows.ts';

const LOOK_BACK = 180 * DAY;
const MOST_DECISIONS = 50_000;

interface Row {
  readonly decided_by: DecisionRecord['by'];
  readonly inputs: Record<string, Json>;
  readonly options: DecisionRecord['options'];
  readonly chosen: string;
  readonly score: number | null;
  readonly at: Instant;
  readonly silent: boolean;
  readonly reward: number | null;
  readonly pace: number;
  readonly pace_anchor: Instant | null;
}

/** Decisions of a model and what each brought, newest first. @param since real time; half a year back when left out */
export async function pastDecisions(tx: Tx, model: string, now: Instant, since: Instant = now - LOOK_BACK): Promise<PastDecision[]> {
  const rows = await tx<Row[]>`
    select d.decided_by, d.inputs, d.options, d.chosen, d.score, d.at, d.silent, d.reward, c.pace, c.pace_anchor from decisions d join customers c on c.id = d.customer_id
    where d.model = ${model} and d.at >= ${since} and d.at <= ${now} order by d.at desc limit ${MOST_DECISIONS}`;
  return rows.map((row) => ({
    record: { model, by: row.decided_by, inputs: row.inputs, options: row.options, chosen: row.chosen, score: row.score },
    at: toPersonal(row.at, clockOf(row)),
    now: toPersonal(now, clockOf(row)),
    heldOut: row.silent,
    reward: row.reward,
  }));
}
