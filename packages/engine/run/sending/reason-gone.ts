import { type LoadedFacts, eventFact, type EventRow } from '@millrace/core/facts';
import { step } from '@millrace/core/plans';
import { BELOW_NOTES, type EnrolmentRow, type Instruction, type MessageRow } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import { MINUTE, toPersonal, type Instant } from '@millrace/base';
import { eventInSentence, exitFor, type Plan, type TraceEntry } from '@millrace/flow';
import { endEnrolment } from '../enrolments/end-enrolment.ts';

/** Whether the message waited. One that is sent as soon as it is planned needs no second check. */
export function hasWaited(message: MessageRow, now: Instant): boolean {
  return message.status === 'held' || message.attempts > 0 || now - message.planned_at >= MINUTE;
}

/** Why a waiting message no longer has a reason to go, as a sentence; null while it has. */
export async function reasonGone(
  tx: Tx,
  enrolment: EnrolmentRow,
  message: MessageRow,
  plan: Plan,
  loaded: LoadedFacts,
): Promise<string | null> {
  const rows = await tx<TraceEntry[]>`
    select at, node, visit, what, port, sentence, data from traces
      where enrolment_id = ${enrolment.id} and ordinal < ${BELOW_NOTES} order by seq, ordinal`;
  const trace = rows.map((row) => ({ ...row, at: toPersonal(row.at, loaded.clock) }));
  return step.reasonGone?.(plan, enrolment.cursor, trace, message, loaded.facts) ?? null;
}

/**
 * An event that meets an exit rule but came so late that the enrolment did not hear it. Rules with a
 * condition are about the moment of the event, so they are left out.
 */
async function missedExit(
  tx: Tx,
  enrolment: EnrolmentRow,
  plan: Plan,
  { clock }: LoadedFacts,
): Promise<EventRow | null> {
  const types = plan.trigger.exits.flatMap((exit) => (exit.where ? [] : [exit.event]));
  if (types.length === 0) return null;
  const rows = await tx<EventRow[]>`
    select id, type, occurred_at, value, cart_id, order_id, product_id, message_id, properties from events
    where customer_id = ${enrolment.customer_id} and type = any(${types}::text[])
      and occurred_at > ${enrolment.event_at ?? enrolment.entered_at}
      and id is distinct from ${enrolment.event_id}
    order by occurred_at limit 200`;
  const refs = {
    cartId: enrolment.cart_id,
    orderId: enrolment.order_id,
    productId: enrolment.product_id,
    messageIds: Object.values(enrolment.cursor.messages ?? {}),
  };
  return rows.find((row) => exitFor(plan, eventFact(row, clock), refs) >= 0) ?? null;
}

/** Ends an enrolment by such an event before anything more is sent. */
export async function endedUnheard(
  tx: Tx,
  enrolment: EnrolmentRow,
  plan: Plan,
  loaded: LoadedFacts,
  now: Instant,
): Promise<Instruction | null> {
  const event = await missedExit(tx, enrolment, plan, loaded);
  if (!event) return null;
  const reason = `exit:${event.type}`;
  const sentence = `Left the flow: ${eventInSentence(event.type)}. This was reported late.`;
  await endEnrolment(
    tx,
    enrolment,
    { state: 'exited', reason, sentence, data: { event: event.type, eventId: event.id }, isAsking: true },
    now,
  );
  return { type: 'done', seq: enrolment.seq + 1, reason };
}
