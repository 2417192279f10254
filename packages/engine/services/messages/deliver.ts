import { together, type Tx } from '@millrace/db';
import { HOUR, toReal, type Instant } from '@millrace/base';
import { freshCart, readGuardrailSettings, runGuardrails, type Hold } from '@millrace/guardrails';
import { advanceWithin } from '../enrolments/advance.ts';
import { factsWanted, lockEnrolment, type EnrolmentRow } from '../enrolments/enrolment-row.ts';
import type { Instruction } from '../enrolments/instruction.ts';
import { loadFacts } from '../facts/load-facts.ts';
import { tally } from '../measure/tally.ts';
import { readPlan } from '../plans/read-plan.ts';
import type { Context } from '../verb/context.ts';
import { because } from './because.ts';
import { readMessage, type MessageRow } from './message-row.ts';
import { connectionFor, type DeliveringConnection } from './queue-for.ts';
import { renderMessage, type RenderedMessage } from './render-message.ts';
import { withRenderings, type Renderings } from './renderings.ts';
import { sendFacts } from './send-facts.ts';
import { settleMessage } from './settle-message.ts';
import { transmit, type Transmission } from './transmit.ts';

export interface DeliverInput {
  readonly enrolmentId: string;
  readonly messageId: string;
  readonly seq: number;
  readonly now: Instant;
}

/** A provider that does not take a message is tried again for this long, later and later. */
const TRY_FOR = 24 * HOUR;
const LONGEST_BACKOFF = HOUR;

/** In 5 to 15 seconds, not all at once. */
const whenLessBusy = (id: string) => 5_000 + (Number.parseInt(id.slice(-4), 16) % 10_000);

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
  return context.db.inWorkspace(context.workspaceId, (tx) => conclude(tx, context, input, transmission, end));
}

async function prepare(tx: Tx, context: Context, input: DeliverInput, now: Instant, renderings: Renderings): Promise<Prepared> {
  const enrolment = await lockEnrolment(tx, input.enrolmentId);
  if (!enrolment) return { done: { type: 'done', seq: input.seq, reason: 'gone' } };
  const message = await readMessage(tx, input.messageId, enrolment.entered_at);
  const advanced = () => advanceWithin(tx, enrolment, { enrolmentId: enrolment.id, seq: input.seq, now }, null);
  if (!message || enrolment.seq > input.seq || enrolment.ended_at !== null) return { done: await advanced() };
  if (message.status === 'sending') {
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
  const [facts, [stored], connection] = await together(
    sendFacts(tx, enrolment, message, plan, loaded, now),
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
      message,
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

async function holdMessage(
  tx: Tx,
  enrolment: EnrolmentRow,
  message: MessageRow,
  verdict: Hold,
  times: { readonly until: Instant; readonly lookAgainAt: Instant },
  seq: number,
  now: Instant,
): Promise<Instruction> {
  const fresh = message.status !== 'held' || message.reason !== verdict.reason;
  await tx`update messages set status = 'held', held_since = coalesce(held_since, ${now}), held_until = ${times.until}, reason = ${verdict.reason}, sentence = ${verdict.sentence} where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
  if (fresh) {
    await tx`insert into traces (workspace_id, enrolment_id, flow_id, customer_id, seq, ordinal, at, node, visit, what, port, sentence, data)
      values (${enrolment.workspace_id}, ${enrolment.id}, ${enrolment.flow_id}, ${enrolment.customer_id}, ${enrolment.seq}, ${3000 + message.attempts}, ${now}, ${message.node}, ${message.visit}, 'message', null, ${verdict.sentence}, ${tx.json({ reason: verdict.reason, until: times.until })}) on conflict do nothing`;
    await tally(tx, enrolment.workspace_id, { flowId: message.flow_id, versionId: message.version_id }, now, [
      { node: message.node, metric: 'held', amount: 1 },
      { node: message.node, metric: `held:${verdict.reason}`, amount: 1 },
    ]);
  }
  return again(tx, enrolment, message, seq, times.lookAgainAt);
}

/** The workflow comes back with the same message later. */
async function again(tx: Tx, enrolment: EnrolmentRow, message: MessageRow, seq: number, at: Instant): Promise<Instruction> {
  const queue = enrolment.instruction?.type === 'deliver' ? enrolment.instruction.queue : 'millrace';
  const instruction: Instruction = { type: 'deliver', seq, messageId: message.id, at, queue };
  await tx`update enrolments set instruction = ${tx.json(instruction)} where id = ${enrolment.id}`;
  return instruction;
}

async function conclude(tx: Tx, context: Context, input: DeliverInput, transmission: Transmission, now: Instant): Promise<Instruction> {
  const enrolment = await lockEnrolment(tx, input.enrolmentId);
  const message = enrolment && (await readMessage(tx, input.messageId, enrolment.entered_at));
  if (!enrolment || !message) return { type: 'done', seq: input.seq, reason: 'gone' };
  if (message.status !== 'sending' && message.status !== 'claimed') {
    // Somebody settled it meanwhile, believing this attempt dead. The provider's yes still ends the doubt.
    if (message.status === 'unknown' && transmission.result === 'accepted')
      await endDoubt(tx, enrolment, message, transmission.providerId, now);
    return advanceWithin(tx, enrolment, { enrolmentId: enrolment.id, seq: input.seq, now }, null);
  }
  if (transmission.result === 'retry') {
    if (now - message.planned_at > TRY_FOR)
      return settleMessage(
        tx,
        enrolment,
        message,
        {
          outcome: 'failed',
          reason: 'provider-unavailable',
          sentence: because('Not sent, though it was tried for a whole day', transmission.reason),
        },
        input.seq,
        now,
      );
    const wait = transmission.afterMs ?? Math.min(LONGEST_BACKOFF, 5_000 * 2 ** Math.min(message.attempts, 10));
    await tx`update messages set status = 'planned', reason = 'provider-unavailable', sentence = ${because('Waiting to try again', transmission.reason)} where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
    await tx`delete from touches where message_id = ${message.id}`;
    return again(tx, enrolment, message, input.seq, now + wait);
  }
  if (transmission.result === 'rejected' && transmission.suppress) {
    await tx`insert into suppressions (workspace_id, channel, address, reason, customer_id, at) values (${context.workspaceId}, ${message.channel}, ${message.address}, ${transmission.suppress}, ${message.customer_id}, ${now}) on conflict do nothing`;
  }
  const settlement =
    transmission.result === 'accepted'
      ? { outcome: 'sent' as const, reason: null, sentence: null, providerId: transmission.providerId }
      : transmission.result === 'rejected'
        ? { outcome: 'failed' as const, reason: 'provider-refused', sentence: because('Not sent', transmission.reason) }
        : { outcome: 'unknown' as const, reason: 'no-answer', sentence: because('Perhaps sent', transmission.reason) };
  return settleMessage(tx, enrolment, message, settlement, input.seq, now);
}

async function endDoubt(tx: Tx, enrolment: EnrolmentRow, message: MessageRow, providerId: string | null, now: Instant): Promise<void> {
  await tx`update messages set status = 'sent', sent_at = ${now}, provider_id = ${providerId}, reason = null, sentence = null where id = ${message.id} and enrolled_at = ${message.enrolled_at}`;
  await tally(tx, enrolment.workspace_id, { flowId: message.flow_id, versionId: message.version_id }, now, [
    { node: message.node, metric: 'unknown', amount: -1 },
    { node: message.node, metric: 'unknown:interrupted', amount: -1 },
    { node: message.node, metric: 'sent', amount: 1 },
  ]);
}
