import type { decisions, Row, Known } from '@millrace/db/schema';
import { clockOf } from '@millrace/core/facts';
import type { Tx } from '@millrace/db';
import { DAY, toPersonal, type Instant, type Json } from '@millrace/base';
import type { PastDecision, PastSend } from '@millrace/decisions';
import type { DecisionRecord } from '@millrace/flow';

const LOOK_BACK = 180 * DAY;
const MOST_DECISIONS = 50_000;
/** Entries whose messages are read by one statement. */
const BATCH = 500;

interface Outcome extends Known<
  Pick<
    Row<typeof decisions>,
    'decided_by' | 'chosen' | 'score' | 'at' | 'silent' | 'reward' | 'flow_id' | 'node'
  >,
  { decided_by: DecisionRecord['by'] }
> {
  readonly customer_id: string;
  readonly pace: number;
  readonly pace_anchor: Instant | null;
}

interface DecisionRow extends Outcome {
  readonly enrolment_id: string;
  readonly inputs: Record<string, Json>;
  readonly options: DecisionRecord['options'];
}

/** A model's decisions and the outcome of each, newest first; none of people in the store's own holdout. */
export async function pastDecisions(tx: Tx, model: string, now: Instant): Promise<PastDecision[]> {
  return (await readDecisions(tx, model, now)).map((row) => asItWas(row, row, model, now));
}

/**
 * The same, with whether the person unsubscribed by a message of the channel it chose, which was written in the same entry after
 * the decision.
 */
export async function pastSends(tx: Tx, model: string, now: Instant): Promise<PastSend[]> {
  const rows = await readDecisions(tx, model, now);
  const entries = [...new Set(rows.map((row) => row.enrolment_id))];
  const lost = new Map<string, { readonly channel: string; readonly planned_at: Instant }[]>();
  for (let from = 0; from < entries.length; from += BATCH) {
    const found = await tx<{ enrolment_id: string; channel: string; planned_at: Instant }[]>`
      select enrolment_id, channel, planned_at from messages
      where enrolment_id = any(${entries.slice(from, from + BATCH)}::uuid[]) and unsubscribed_at <= ${now}`;
    for (const one of found) lost.set(one.enrolment_id, [...(lost.get(one.enrolment_id) ?? []), one]);
  }
  return rows.map((row) => ({
    ...asItWas(row, row, model, now),
    unsubscribed: (lost.get(row.enrolment_id) ?? []).some(
      ({ channel, planned_at }) => channel === row.chosen && planned_at >= row.at,
    ),
  }));
}

function readDecisions(tx: Tx, model: string, now: Instant): Promise<DecisionRow[]> {
  return tx<DecisionRow[]>`
    select d.enrolment_id, d.decided_by, d.inputs, d.options, d.chosen, d.score, d.at, d.silent, d.reward, d.flow_id, d.node,
      c.id as customer_id, c.pace, c.pace_anchor from decisions d join customers c on c.id = d.customer_id
    where d.model = ${model} and not d.globally_held_out and d.at >= ${now - LOOK_BACK} and d.at <= ${now} order by d.at desc
      limit ${MOST_DECISIONS}`;
}

/** Outcomes of decisions since an instant, without the decisions' inputs, which are most of their size. */
export async function outcomesSince(
  tx: Tx,
  model: string,
  about: 'treated' | 'held-out',
  since: Instant,
  now: Instant,
): Promise<PastDecision[]> {
  const rows = await tx<Outcome[]>`
    select d.decided_by, d.chosen, d.score, d.at, d.silent, d.reward, d.flow_id, d.node, c.id as customer_id,
      c.pace, c.pace_anchor from decisions d
      join customers c on c.id = d.customer_id
    where d.model = ${model} and not d.globally_held_out and d.silent = ${about === 'held-out'} and d.at >= ${since} and d.at <= ${now}
      order by d.at desc limit ${MOST_DECISIONS}`;
  return rows.map((row) => asItWas(row, { inputs: {}, options: [] }, model, now));
}

function asItWas(
  row: Outcome,
  by: Pick<DecisionRow, 'inputs' | 'options'>,
  model: string,
  now: Instant,
): PastDecision {
  return {
    record: {
      model,
      by: row.decided_by,
      inputs: by.inputs,
      options: by.options,
      chosen: row.chosen,
      score: row.score,
    },
    at: toPersonal(row.at, clockOf(row)),
    now: toPersonal(now, clockOf(row)),
    heldOut: row.silent,
    reward: row.reward,
    person: row.customer_id,
    flow: row.flow_id,
    node: row.node,
  };
}
