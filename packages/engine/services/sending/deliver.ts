import { plural } from '@millrace/base/words';
import { together, type Tx } from '@millrace/db';
import { toReal, type Instant } from '@millrace/base';
import { endedSentence, freshCart, readGuardrailSettings, runGuardrails } from '@millrace/guardrails';
import { advanceWithin } from '../enrolments/advance.ts';
import { factsWanted, lockEnrolment, type EnrolmentRow } from '../rows/enrolment-row.ts';
import type { Instruction } from '../rows/instruction.ts';
import { loadFacts } from '../facts/load-facts.ts';
import { readPlan } from '../plans/read-plan.ts';
import type { Context } from '../verb/context.ts';
import { because } from '../messages/because.ts';
import { changeStatus, dropTouch } from '../messages/change-status.ts';
import { again, holdMessage } from './hold-message.ts';
import { readMessage, type MessageRow } from '../rows/message-row.ts';
import { connectionFor, type DeliveringConnection } from '../messages/queue-for.ts';
import { endedUnheard, hasWaited, reasonGone } from './reason-gone.ts';
import { PACED } from './pace.ts';
import { renderMessage, type RenderedMessage } from './render-message.ts';
import { withRenderings, type Renderings } from './renderings.ts';
import { sendFacts } from './send-facts.ts';
import { settleMessage, type Settlement } from './settle-message.ts';
import { suppress } from './suppress.ts';
import { transmit, type Transmission } from './transmit.ts';
import { backoff, TRY_FOR, whenLessBusy } from './try-again.ts';

export interface DeliverInput {
  readonly enrolmentId: string;
  readonly messageId: string;
  readonly seq: number;
  readonly now: Instant;
  /** As in `AdvanceInput`. */
  readonly stuck?: boolean;
}

type Prepared =
  | { readonly done: Instruction }
  | { readonly send: { readonly message: MessageRow; readonly rendered: RenderedMessage; readonly connection: DeliveringConnection } };

/**
 * Brings one message to its end and the person to the next wait. The guardrails are asked at this moment, on fresh facts,
 * under the lock of the customer. Repeated after a crash it never sends twice: what may have left is `unknown`, for a person.
 */
export async function deliver(context: Context, input: DeliverInput): Promise<Instruction> {
  const now = Math.max(input.now, context.now());
  const prepared = await withRenderings((renderings) =>
    context.db.inWorkspace(context.workspaceId, (tx) => prepare(tx, context, input, now, renderings)),
  );
  if ('done' in prepared) return prepared.done;
  const { message, rendered, connection } = prepared.send;
  const transmission = await transmit(context, message, rendered, connection, now);
  const end = Math.max(input.now, context.now());
  return context.db.inWorkspace(context.workspaceId, (tx) => conclude(tx, context, input, rendered.address, transmission, end));
}

async function prepare(tx: Tx, context: Context, input: DeliverInput, now: Instant, renderings: Renderings): Promise<Prepared> {
  const enrolment = await lockEnrolment(tx, input.enrolmentId);
  if (!enrolment) return { done: { type: 'done', seq: input.seq, reason: 'gone' } };
  const message = await readMessage(tx, input.messageId, enrolment.entered_at);
  const advanced = () => advanceWithin(tx, enrolment, { ...input, now }, null);
  // Asked before anything else: also somebody who has left meanwhile may have got it.
  if (message?.status === 'sending') {
    // Someone died between handing it over and hearing the answer. Only a person can tell, or the provider when it reports.
    return {
      done: await settleMessage(
        tx,
        enrolment,
        message,
        { outcome: 'unknown', reason: 'interrupted', sentence: 'Perhaps sent: the connection broke before the provider answered.' },
        input.seq,
        now,
      ),
    };
  }
  if (enrolment.seq > input.seq || enrolment.ended_at !== null) return { done: await advanced() };
  if (!message) {
    // Deleted with its month: without it the person would wait for ever.
    const gone = { outcome: 'failed', reason: 'message-gone', sentence: 'Not sent: it was kept for longer than messages are.' } as const;
    return { done: await advanceWithin(tx, enrolment, { ...input, now }, { type: 'settled', messageId: input.messageId, ...gone }) };
  }
  if (message.status !== 'planned' && message.status !== 'held' && message.status !== 'claimed') {
    return {
      done: await advanceWithin(
        tx,
        enrolment,
        { enrolmentId: enrolment.id, seq: input.seq, now },
        { type: 'settled', messageId: message.id, outcome: message.status, reason: message.reason, sentence: message.sentence },
      ),
    };
  }
  if (enrolment.flow_state === 'paused') return { done: await advanced() };
  if (enrolment.skip_overdue) {
    await tx`update enrolments set skip_overdue = false where id = ${enrolment.id}`;
    return {
      done: await settleMessage(
        tx,
        enrolment,
        message,
        { outcome: 'skipped', reason: 'overdue-after-pause', sentence: 'Not sent: its time had passed when the flow was resumed.' },
        input.seq,
        now,
      ),
    };
  }
  return guarded(tx, context, enrolment, message, input, now, renderings);
}

async function guarded(
  tx: Tx,
  context: Context,
  enrolment: EnrolmentRow,
  message: MessageRow,
  input: DeliverInput,
  now: Instant,
  renderings: Renderings,
): Promise<Prepared> {
  const plan = await readPlan(tx, enrolment.workspace_id, enrolment.plan_hash);
  const loaded = await loadFacts(tx, { ...factsWanted(enrolment), needs: plan.needs, now });
  if (hasWaited(message, now)) {
    const ended = await endedUnheard(tx, enrolment, plan, loaded, now);
    if (ended) return { done: ended };
    const sentence = await reasonGone(tx, enrolment, message, plan, loaded);
    if (sentence !== null) {
      const gone = { outcome: 'skipped', reason: 'reason-gone', sentence } as const;
      return { done: await settleMessage(tx, enrolment, message, gone, input.seq, now, loaded) };
    }
  }
  const [facts, [stored], connection] = await together(
    sendFacts(tx, context, enrolment, message, plan, loaded, now),
    tx<{ settings: unknown }[]>`select settings from guardrail_settings where workspace_id = ${enrolment.workspace_id}`,
    connectionFor(tx, message.channel),
  );
  const { verdict, check } = runGuardrails(facts, readGuardrailSettings(stored?.settings));
  if (verdict.verdict === 'hold')
    return {
      done: await holdMessage(
        tx,
        enrolment,
        message,
        verdict,
        { until: toReal(verdict.until, loaded.clock), lookAgainAt: toReal(verdict.lookAgainAt, loaded.clock) },
        input.seq,
        now,
      ),
    };
  if (verdict.verdict !== 'pass') {
    const outcome = verdict.verdict === 'refuse' ? 'refused' : 'skipped';
    return {
      done: await settleMessage(
        tx,
        enrolment,
        message,
        { outcome, reason: verdict.reason || check, sentence: verdict.sentence },
        input.seq,
        now,
        loaded,
      ),
    };
  }
  const node = plan.nodes.find((item) => item.id === message.node);
  const cart = loaded.facts.cart ? freshCart(loaded.facts.cart, facts.products).cart : null;
  const toRender = {
    message,
    flowName: enrolment.flow_name,
    node: node?.config ?? null,
    facts: { ...loaded.facts, cart },
    clock: loaded.clock,
    settings: loaded.settings,
    cursor: enrolment.cursor,
    address: facts.message.address ?? '',
    planHash: enrolment.plan_hash,
  };
  const rendered = await renderMessage(tx, context, toRender, renderings);
  if ('busy' in rendered) return { done: await again(tx, enrolment, message, input.seq, now + whenLessBusy(message.id)) };
  if ('problem' in rendered) {
    return {
      done: await settleMessage(
        tx,
        enrolment,
        message,
        { outcome: 'failed', reason: 'content-invalid', sentence: because('Not sent', rendered.problem) },
        input.seq,
        now,
        loaded,
      ),
    };
  }
  await together(
    writeNotes(tx, enrolment, message, [...(verdict.notes ?? []), ...rendered.notes], now),
    tx`insert into touches (workspace_id, customer_id, message_id, channel, purpose, flow_id, cart_id, at)
    values (${enrolment.workspace_id}, ${message.customer_id}, ${message.id}, ${message.channel}, ${message.purpose}, ${message.flow_id}, ${message.cart_id}, ${now}) on conflict (message_id) do update set at = excluded.at`,
    tx`update messages set status = 'claimed', address = ${rendered.address}, subject = ${rendered.subject}, html = ${rendered.html}, body = ${rendered.text}, headers = ${tx.json(rendered.headers)},
      links = ${tx.json(rendered.links as never)}, segments = ${rendered.segments}, code = ${rendered.code}, connection_id = ${connection?.id ?? null}, attempts = attempts + 1, held_until = null, reason = null, sentence = null
    where id = ${message.id} and enrolled_at = ${message.enrolled_at}`,
  );
  if (connection) return { send: { message, rendered, connection } };
  // Nobody to hand it to: the outbox keeps it, and it is sent in this very transaction.
  return {
    done: await settleMessage(
      tx,
      enrolment,
      { ...message, status: 'claimed' },
      { outcome: 'sent', reason: null, sentence: null, providerId: null },
      input.seq,
      now,
      loaded,
    ),
  };
}

/** Worth knowing and no reason to stop: a line sold out, a link left out because a value was missing. */
async function writeNotes(tx: Tx, enrolment: EnrolmentRow, message: MessageRow, notes: readonly string[], now: Instant): Promise<void> {
  for (const [index, sentence] of notes.entries()) {
    await tx`insert into traces (workspace_id, enrolment_id, flow_id, customer_id, seq, ordinal, at, node, visit, what, port, sentence, data)
      values (${enrolment.workspace_id}, ${enrolment.id}, ${enrolment.flow_id}, ${enrolment.customer_id}, ${enrolment.seq}, ${4000 + index}, ${now}, ${message.node}, ${message.visit}, 'message', null, ${sentence}, null) on conflict do nothing`;
  }
}

async function conclude(
  tx: Tx,
  context: Context,
  input: DeliverInput,
  address: string,
  transmission: Transmission,
  now: Instant,
): Promise<Instruction> {
  const enrolment = await lockEnrolment(tx, input.enrolmentId);
  const message = enrolment && (await readMessage(tx, input.messageId, enrolment.entered_at));
  if (!enrolment || !message) return { type: 'done', seq: input.seq, reason: 'gone' };
  // Erased while the provider had the message: what it answered may name them, and is not written down.
  const erased = (await tx`select 1 from customers where id = ${message.customer_id} and erased_at is not null`).length > 0;
  const told = transmission.result === 'paced' ? PACED_END : settlementOf(transmission);
  const end = erased ? { ...told, sentence: null, providerId: null } : told;
  if (transmission.result === 'rejected' && transmission.suppress) {
    const { channel, customer_id: customerId } = message;
    await suppress(tx, context, { channel, address, reason: transmission.suppress, customerId }, now);
  }
  if (message.status !== 'sending' && message.status !== 'claimed') {
    // Somebody settled it meanwhile, believing this attempt dead. What the provider says still ends the doubt.
    if (message.status === 'unknown' && end.outcome !== 'unknown')
      await changeStatus(tx, context.workspaceId, message, { to: end.outcome, ...end }, now);
    return advanceWithin(tx, enrolment, { enrolmentId: enrolment.id, seq: input.seq, now }, null);
  }
  if (transmission.result === 'retry' || transmission.result === 'paced') {
    if (enrolment.ended_at !== null) {
      const reason = enrolment.end_reason ?? 'ended';
      return settleMessage(tx, enrolment, message, { outcome: 'skipped', reason, sentence: endedSentence(reason) }, input.seq, now);
    }
    if (transmission.result === 'paced') return waitForTurn(tx, enrolment, message, transmission, input.seq);
    if (now - message.planned_at > TRY_FOR) return settleMessage(tx, enrolment, message, end, input.seq, now);
    const wait = backoff(message.attempts, transmission.afterMs);
    await tx`update messages set status = 'planned', reason = 'provider-unavailable', sentence = ${because('Waiting to try again', transmission.reason)} where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
    await dropTouch(tx, message.id);
    return again(tx, enrolment, message, input.seq, now + wait);
  }
  return settleMessage(tx, enrolment, message, end, input.seq, now);
}

/** What is written down when its person was erased, or it was settled, while it was about to wait for its turn. */
const PACED_END: Settlement = { outcome: 'failed', reason: PACED, sentence: null };

/** The message waits for its turn with the connection, and keeps it. It is no touch: the guardrails are asked anew then. */
async function waitForTurn(
  tx: Tx,
  enrolment: EnrolmentRow,
  message: MessageRow,
  { until, perSecond }: Extract<Transmission, { result: 'paced' }>,
  seq: number,
): Promise<Instruction> {
  const sentence = `Waits for its turn: the connection takes ${plural(perSecond, 'message')} a second.`;
  await tx`update messages set status = 'planned', reason = ${PACED}, held_until = ${until}, sentence = ${sentence}, attempts = greatest(0, attempts - 1)
    where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
  await dropTouch(tx, message.id);
  return again(tx, enrolment, message, seq, until);
}

/** What the provider's answer means for the message, if nothing more is tried. */
function settlementOf(transmission: Exclude<Transmission, { result: 'paced' }>): Settlement {
  switch (transmission.result) {
    case 'accepted':
      return { outcome: 'sent', reason: null, sentence: null, providerId: transmission.providerId };
    case 'rejected':
      return { outcome: 'failed', reason: 'provider-refused', sentence: because('Not sent', transmission.reason) };
    case 'retry':
      return {
        outcome: 'failed',
        reason: 'provider-unavailable',
        sentence: because('Not sent, though it was tried for a whole day', transmission.reason),
      };
    case 'unknown':
      return { outcome: 'unknown', reason: 'no-answer', sentence: because('Perhaps sent', transmission.reason) };
  }
}
