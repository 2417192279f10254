import { HOUR, isMillraceError, type Instant } from '@millrace/base';
import { actCapability } from '@millrace/connectors';
import type { Tx } from '@millrace/db';
import { carrierFor, namedIn, type ActingConnection, type Carrier } from '../calls/carrier.ts';
import { advanceWithin } from '../enrolments/advance.ts';
import { loadFacts, type LoadedFacts } from '../facts/load-facts.ts';
import { because } from '../messages/because.ts';
import { sourceIdOf } from '../parsing/source.ts';
import { STOPPED } from '../calls/look-again-at-calls.ts';
import { readPlan } from '../plans/read-plan.ts';
import { readCall, type CallRow } from '../rows/call-row.ts';
import { factsWanted, lockEnrolment, type EnrolmentRow } from '../rows/enrolment-row.ts';
import type { Instruction } from '../rows/instruction.ts';
import type { Renderings } from '../sending/renderings.ts';
import { PACED } from '../sending/pace.ts';
import { whenLessBusy } from '../sending/try-again.ts';
import { openSecrets } from '../store/secrets.ts';
import { isErased } from '../rows/living.ts';
import type { Context } from '../verb/context.ts';
import type { ActInput } from './act.ts';
import { changeProfile } from './change-profile.ts';
import { configOf, problemsOf, type Making } from './exchange.ts';
import { fillTexts } from './fill-texts.ts';
import { learnedBefore, mayRepeat, textsAlone } from './learned.ts';
import { againWith, settleCall } from './settle-call.ts';

export type Prepared = { readonly done: Instruction } | { readonly make: Making } | { readonly lookUp: Making };

/** Everything that is decided before anything leaves: whether the call is still to be made, by whom, and with what. */
export async function prepareCall(tx: Tx, context: Context, input: ActInput, now: Instant, renderings: Renderings): Promise<Prepared> {
  const enrolment = await lockEnrolment(tx, input.enrolmentId);
  if (!enrolment) return { done: { type: 'done', seq: input.seq, reason: 'gone' } };
  const call = await readCall(tx, input.callId, enrolment.entered_at);
  const advanced = () => advanceWithin(tx, enrolment, { ...input, now }, null);
  // Asked before anything else: also of somebody who has left meanwhile it may have been done.
  if (call?.status === 'calling') return interrupted(tx, context, enrolment, call, input, now);
  if (enrolment.seq > input.seq || enrolment.ended_at !== null) return { done: await advanced() };
  if (!call) {
    const gone = {
      outcome: 'failed',
      result: null,
      reason: 'call-gone',
      sentence: 'Not done: it was kept for longer than calls are.',
    } as const;
    return { done: await advanceWithin(tx, enrolment, { ...input, now }, { type: 'answer', callId: input.callId, ...gone }) };
  }
  if (call.status !== 'planned') {
    const { id: callId, status: outcome, result, reason, sentence } = call;
    return { done: await advanceWithin(tx, enrolment, { ...input, now }, { type: 'answer', callId, outcome, result, reason, sentence }) };
  }
  if (enrolment.flow_state === 'paused') return { done: await advanced() };
  if (enrolment.skip_overdue) {
    await tx`update enrolments set skip_overdue = false where id = ${enrolment.id}`;
    const sentence = 'Not done: its time had passed when the flow was resumed.';
    return { done: await settleCall(tx, enrolment, call, { to: 'skipped', reason: 'overdue-after-pause', sentence }, input.seq, now) };
  }
  return (await stopped(tx, enrolment, call, input, now)) ?? ready(tx, context, enrolment, call, input, now, renderings);
}

/** Who stops everything, or this flow, means what it does elsewhere too. Looked at again as soon as the stop is lifted. */
async function stopped(tx: Tx, enrolment: EnrolmentRow, call: CallRow, { seq }: ActInput, now: Instant): Promise<Prepared | null> {
  const stops = await tx`select 1 from kill_switches where scope = 'all' or (scope = 'flow' and target = ${enrolment.flow_id}) limit 1`;
  if (stops.length === 0) return null;
  const at = now + HOUR;
  const sentence = 'Waits: the emergency stop is on.';
  await tx`update calls set reason = ${STOPPED}, sentence = ${sentence}, held_until = ${at} where id = ${call.id} and enrolled_at = ${call.enrolled_at}`;
  return { done: await againWith(tx, enrolment, call, seq, at) };
}

async function ready(
  tx: Tx,
  context: Context,
  enrolment: EnrolmentRow,
  call: CallRow,
  { seq }: ActInput,
  now: Instant,
  renderings: Renderings,
): Promise<Prepared> {
  const refuse = async (reason: string, sentence: string): Promise<Prepared> => ({
    done: await settleCall(tx, enrolment, call, { to: 'refused', reason, sentence }, seq, now),
  });
  const carrier = await carrierOf(tx, context, enrolment, call, namedIn(call.input));
  if (!carrier) {
    const words = actCapability(call.capability)?.words ?? 'do this';
    return refuse('connection-missing', `Not done: no connected system can ${words}.`);
  }
  if (call.in_doubt && !mayRepeat(carrier.act.repeat(call.input), call.calling_at, now)) {
    // The system has forgotten the key meanwhile: a repeat would be a second one.
    const sentence = `Perhaps done: it was not answered in time, and ${carrier.connector.title} no longer knows what it was asked.`;
    return { done: await settleCall(tx, enrolment, call, { to: 'unknown', reason: 'no-answer', sentence }, seq, now) };
  }
  const plan = await readPlan(tx, enrolment.workspace_id, enrolment.plan_hash);
  const loaded = await loadFacts(tx, { ...factsWanted(enrolment), needs: plan.needs, now });
  try {
    const texts = call.texts ?? (await fillTexts(enrolment, carrier.act.texts?.(call.input) ?? {}, loaded, renderings));
    if ('busy' in texts && texts.busy === true) return { done: await againWith(tx, enrolment, call, seq, now + whenLessBusy(call.id)) };
    if ('problem' in texts && call.texts === null) return await refuse('content-invalid', because('Not done', String(texts.problem)));
    const filled = call.texts ?? (texts as { filled: Readonly<Record<string, string>> }).filled;
    const asked = await askedOf(tx, enrolment, { ...call, texts: filled }, loaded, carrier);
    if (!carrier.connector.builtIn) {
      const [row] = await tx<CallRow[]>`
        update calls set texts = ${tx.json(filled)}, reason = case when reason = ${PACED} then reason end, connection_id = ${carrier.connection?.id ?? null}, attempts = attempts + 1 where id = ${call.id} and enrolled_at = ${call.enrolled_at} returning *`;
      return { make: { row: row ?? call, carrier, asked } };
    }
    const dispatch = carrier.act.request(asked, configOf(context, carrier));
    if (dispatch.via === 'profile' && enrolment.customer_id !== null) await changeProfile(tx, enrolment.customer_id, dispatch.change, now);
    const outcome = carrier.act.outcome({ kind: 'caught', rowId: call.id }, asked);
    const done = outcome.result === 'done' ? outcome : { found: null, sentence: null };
    return {
      done: await settleCall(tx, enrolment, call, { to: 'done', reason: null, sentence: done.sentence, result: done.found }, seq, now),
    };
  } catch (error) {
    if (isMillraceError(error) && error.code === 'input-invalid') return refuse('input-invalid', because('Not done', problemsOf(error)));
    throw error;
  }
}

/** Somebody died between asking and hearing the answer, or the answer never came: what is done then is what the act promises. */
async function interrupted(
  tx: Tx,
  context: Context,
  enrolment: EnrolmentRow,
  call: CallRow,
  { seq }: ActInput,
  now: Instant,
): Promise<Prepared> {
  const carrier = await carrierOf(tx, context, enrolment, call, call.connection_id ?? namedIn(call.input));
  const erased = await isErased(tx, call.customer_id);
  // Of somebody who was erased it is not known any more what was asked.
  const promise = erased ? undefined : carrier?.act.repeat(call.input);
  const isHarmless = promise !== undefined && mayRepeat(promise, call.calling_at, now);
  if (!carrier || !promise || erased || (!isHarmless && !carrier.act.lookUp)) {
    const sentence = erased ? null : (call.sentence ?? 'Perhaps done: the connection broke before there was an answer.');
    return { done: await settleCall(tx, enrolment, call, { to: 'unknown', reason: 'interrupted', sentence }, seq, now) };
  }
  const plan = await readPlan(tx, enrolment.workspace_id, enrolment.plan_hash);
  const loaded = await loadFacts(tx, { ...factsWanted(enrolment), needs: plan.needs, now });
  const asked = await askedOf(tx, enrolment, call, loaded, carrier);
  if (!carrier.act.lookUp || isHarmless) {
    const [row] = await tx<
      CallRow[]
    >`update calls set attempts = attempts + 1, in_doubt = true where id = ${call.id} and enrolled_at = ${call.enrolled_at} returning *`;
    return { make: { row: row ?? call, carrier, asked } };
  }
  const askAt = Math.max(call.held_until ?? 0, (call.calling_at ?? now) + carrier.act.lookUp.waitMs);
  if (now < askAt && enrolment.ended_at === null) {
    await tx`update calls set in_doubt = true, held_until = ${askAt} where id = ${call.id} and enrolled_at = ${call.enrolled_at}`;
    return { done: await againWith(tx, enrolment, call, seq, askAt) };
  }
  return { lookUp: { row: call, carrier, asked } };
}

async function carrierOf(
  tx: Tx,
  context: Context,
  enrolment: EnrolmentRow,
  call: CallRow,
  named: string | null,
): Promise<Carrier | undefined> {
  const [about] = await tx<{ source: string }[]>`
    select source from orders where id = ${enrolment.order_id} union all select source from carts where id = ${enrolment.cart_id}
      union all select source from products where id = ${enrolment.product_id} limit 1`;
  const secretsOf = (connection: ActingConnection) => Object.keys(openSecrets(context, connection.secrets));
  return carrierFor(tx, call.capability, named, about?.source ?? null, secretsOf);
}

/** What an act is given to make its request of. */
async function askedOf(tx: Tx, enrolment: EnrolmentRow, call: CallRow, loaded: LoadedFacts, carrier: Carrier): Promise<Making['asked']> {
  const { id: callId, input, texts } = call;
  const [person, about] = [await personOf(tx, loaded, carrier), await aboutOf(tx, enrolment, carrier)];
  return { callId, input, texts: textsAlone(texts), person, about, learned: learnedBefore(texts) };
}

/** Returns and tickets name their order in what let them in. */
async function aboutOf(tx: Tx, enrolment: EnrolmentRow, { connection }: Carrier): Promise<Making['asked']['about']> {
  if (connection === null) return { order: null, product: null };
  const source = sourceIdOf(connection);
  const [row] = await tx<{ order: string | null; product: string | null }[]>`
    select coalesce((select external_id from orders where id = ${enrolment.order_id} and source = ${source}),
        (select o.external_id from events e join orders o on o.source = ${source} and o.external_id = e.properties->>'orderId'
          where e.id = ${enrolment.event_id} and e.occurred_at = ${enrolment.event_at})) as order,
      (select external_id from products where id = ${enrolment.product_id} and source = ${source}) as product`;
  return row ?? { order: null, product: null };
}

async function personOf(tx: Tx, { facts }: LoadedFacts, { connection }: Carrier): Promise<Making['asked']['person']> {
  const { id, email, phone } = facts.customer;
  if (connection === null) return { email, phone, externalId: null };
  const [row] = await tx<
    { value: string }[]
  >`select value from customer_identities where customer_id = ${id} and kind = ${`external:${sourceIdOf(connection)}`} order by created_at desc limit 1`;
  return { email, phone, externalId: row?.value ?? null };
}
