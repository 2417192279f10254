import { type LoadedFacts, eventFact, type EventRow } from '@millrace/core/facts';
import { step } from '@millrace/core/plans';
import { BELOW_NOTES, type EnrolmentRow, type Instruction, type MessageRow } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import { MINUTE, toPersonal, type Instant } from '@millrace/base';
import { eventInSentence, exitFor, type Plan, type TraceEntry } from '@millrace/flow';
import { endEnrolment } from '../enrolments/end-enrolment.ts';

/** A message that is sent as soon as it is planned needs no second thought. */
export function hasWaited(message: MessageRow, now: Instant): boolean {
  return message.status === 'held' || message.attempts > 0 || now - message.planned_at >= MINUTE;
}

/** Why a message that waited has no reason to go any more, as a sentence; null while its reason stands. */
export async function reasonGone(
  tx: Tx,
  enrolment: EnrolmentRow,
  message: MessageRow,
  plan: Plan,
  loaded: LoadedFacts,
): Promise<string | null> {
  const rows = await tx<TraceEntry[]>`
    select at, node, visit, what, port, sentence, data from traces where enrolment_id = ${enrolment.id} and ordinal < ${BELOW_NOTES} order by seq, ordinal`;
  const trace = rows.map((row) => ({ ...row, at: toPersonal(row.at, loaded.clock) }));
  return step.reasonGone?.(plan, enrolment.cursor, trace, message, loaded.facts) ?? null;
}

/**
 * An event that ends the enrolment by its rules and was never heard, because it came so late that nobody was told. Rules with
 * a condition are for the moment of the event, and are left to it.
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
    where customer_id = ${enrolment.customer_id} and type = any(${types}::text[]) and occurred_at > ${enrolment.event_at ?? enrolment.entered_at} and id is distinct from ${enrolment.event_id}
    order by occurred_at limit 200`;
  const refs = {
    cartId: enrolment.cart_id,
    orderId: enrolment.order_id,
    productId: enrolment.product_id,
    messageIds: Object.values(enrolment.cursor.messages ?? {}),
  };
  return rows.find((row) => exitFor(plan, eventFact(row, clock), refs) >= 0) ?? null;
}

/** What ends the enrolment was never heard: it ends now, before anything more is sent. */
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
  const sentence = `Left the flow: ${eventInSentence(event.type)}. This was told late.`;
  await endEnrolment(
    tx,
    enrolment,
    { state: 'exited', reason, sentence, data: { event: event.type, eventId: event.id }, isAsking: true },
    now,
  );
  return { type: 'done', seq: enrolment.seq + 1, reason };
}
