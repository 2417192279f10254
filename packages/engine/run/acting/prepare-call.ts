import { HOUR, isMillraceError, type Instant } from '@millrace/base';
import { actCapability } from '@millrace/connectors';
import type { LoadedFacts } from '@millrace/core/facts';
import { isErased, readCall, type CallRow, type EnrolmentRow, type Instruction } from '@millrace/core/rows';
import { openSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { together, type Tx } from '@millrace/db';
import { lockAwaited, notTried, withoutRow, type Attempt } from '../attempts/attempt.ts';
import { PACED } from '../attempts/pace.ts';
import { whenLessBusy } from '../attempts/try-again.ts';
import { carrierFor, namedIn, type ActingConnection, type Carrier } from '../calls/carrier.ts';
import { changeCall } from '../calls/change-call.ts';
import { STOPPED } from '../calls/look-again-at-calls.ts';
import { planAndFacts } from '../enrolments/plan-and-facts.ts';
import { because } from '../messages/because.ts';
import { sourceIdOf } from '../parsing/source.ts';
import type { Renderings } from '../sending/renderings.ts';
import type { ActInput } from './act.ts';
import { changeOurs } from './change-ours.ts';
import { configOf, problemsOf, type Making } from './exchange.ts';
import { fillTexts } from './fill-texts.ts';
import { learnedBefore, mayRepeat, textsAlone } from './learned.ts';
import { AWAITED_CALL, putOff, settleAnswered, settleCall } from './settle-call.ts';

export type Prepared =
  | { readonly done: Instruction }
  | { readonly make: Making }
  | { readonly lookUp: Making };

/**
 * Decides everything before the request is made: whether to make the call, through which connection, and with
 * which input.
 */
export async function prepareCall(
  tx: Tx,
  context: Context,
  input: ActInput,
  now: Instant,
  renderings: Renderings,
): Promise<Prepared> {
  const found = await lockAwaited(tx, input.enrolmentId, (enrolledAt) =>
    readCall(tx, input.callId, enrolledAt),
  );
  if (!found) return { done: { type: 'done', seq: input.seq, reason: 'gone' } };
  const { enrolment, row } = found;
  if (!row) return { done: await withoutRow(tx, enrolment, input, now, { ...GONE, callId: input.callId }) };
  const attempt: Attempt<CallRow> = { tx, context, input, now, enrolment, row };
  // Checked first, because the call may have been made even for a person who has left since.
  if (row.status === 'calling') return interrupted(attempt);
  const instruction = (await notTried(attempt, AWAITED_CALL)) ?? (await stopped(attempt));
  return instruction ? { done: instruction } : ready(attempt, renderings);
}

const GONE = {
  type: 'answer',
  outcome: 'failed',
  result: null,
  reason: 'call-gone',
  sentence: 'Not done: it waited longer than calls are kept.',
} as const;

/**
 * An emergency stop, or a paused flow, stops calls as well as messages. They are retried as soon as it is
 * lifted.
 */
async function stopped(attempt: Attempt<CallRow>): Promise<Instruction | null> {
  const { tx, enrolment, now } = attempt;
  const stops = await tx`select 1 from kill_switches
      where scope = 'all' or (scope = 'flow' and target = ${enrolment.flow_id}) limit 1`;
  if (stops.length === 0) return null;
  return putOff(attempt, now + HOUR, {
    to: 'planned',
    reason: STOPPED,
    sentence: 'Waits: the emergency stop is on.',
  });
}

async function ready(attempt: Attempt<CallRow>, renderings: Renderings): Promise<Prepared> {
  const { tx, context, enrolment, row, now } = attempt;
  const refuse = async (reason: string, sentence: string): Promise<Prepared> => ({
    done: await settleCall(attempt, { to: 'refused', reason, sentence }),
  });
  const carrier = await carrierOf(attempt, namedIn(row.input));
  if (!carrier) {
    const words = actCapability(row.capability)?.words ?? 'do this';
    return refuse('connection-missing', `Not done: no connected system can ${words}.`);
  }
  if (row.in_doubt && !mayRepeat(carrier.act.repeat(row.input), row.calling_at, now)) {
    // The system no longer remembers the key, so a repeat would do it a second time.
    const sentence = `Perhaps done: it was not answered in time, and ${carrier.connector.title} no longer knows what it was asked.`;
    return { done: await settleCall(attempt, { to: 'unknown', reason: 'no-answer', sentence }) };
  }
  const { loaded } = await planAndFacts(tx, enrolment, now);
  try {
    const templates = carrier.act.texts?.(row.input) ?? {};
    const made = await fillTexts(enrolment, templates, row.texts, loaded, renderings);
    if ('busy' in made) return { done: await putOff(attempt, now + whenLessBusy(row.id), null) };
    if ('problem' in made) return await refuse('content-invalid', because('Not done', made.problem));
    const texts = made.filled;
    const asked = await askedOf(attempt, texts, loaded, carrier);
    if (!carrier.connector.builtIn) {
      const { sentence, held_until: heldUntil } = row;
      const reason = row.reason === PACED ? PACED : null;
      const connectionId = carrier.connection?.id ?? null;
      const begun = { to: 'planned', reason, sentence, heldUntil, texts, connectionId, attempts: 1 } as const;
      return {
        make: { row: (await changeCall(tx, context.workspaceId, row, begun, now)) ?? row, carrier, asked },
      };
    }
    const dispatch = carrier.act.request(asked, configOf(context, carrier));
    const changed = await changeOurs(attempt, dispatch);
    if (changed.refused !== null) return await refuse(changed.refused.reason, changed.refused.sentence);
    const outcome = carrier.act.outcome({ kind: 'caught', rowId: row.id, found: changed.found }, asked);
    const done = outcome.result === 'done' ? outcome : { found: null, sentence: null };
    return {
      done: await settleCall(attempt, {
        to: 'done',
        reason: null,
        sentence: changed.sentence ?? done.sentence,
        result: done.found,
      }),
    };
  } catch (error) {
    if (isMillraceError(error) && error.code === 'input-invalid')
      return refuse('input-invalid', because('Not done', problemsOf(error)));
    throw error;
  }
}

/** An earlier attempt started and its answer is unknown. The act's promise decides what happens next. */
async function interrupted(attempt: Attempt<CallRow>): Promise<Prepared> {
  const { tx, context, enrolment, row, now } = attempt;
  const carrier = await carrierOf(attempt, row.connection_id ?? namedIn(row.input));
  const erased = await isErased(tx, row.customer_id);
  // The request of an erased person has been deleted, so it cannot be repeated.
  const promise = erased ? undefined : carrier?.act.repeat(row.input);
  const isHarmless = promise !== undefined && mayRepeat(promise, row.calling_at, now);
  if (!carrier || !promise || (!isHarmless && !carrier.act.lookUp)) {
    const sentence = row.sentence ?? 'Perhaps done: the connection broke before there was an answer.';
    return { done: await settleAnswered(attempt, { to: 'unknown', reason: 'interrupted', sentence }) };
  }
  const { loaded } = await planAndFacts(tx, enrolment, now);
  const asked = await askedOf(attempt, row.texts, loaded, carrier);
  const { reason, sentence, held_until: heldUntil } = row;
  const inDoubt = { to: 'calling', reason, sentence, heldUntil, inDoubt: true } as const;
  if (!carrier.act.lookUp || isHarmless) {
    const again = await changeCall(tx, context.workspaceId, row, { ...inDoubt, attempts: 1 }, now);
    return { make: { row: again ?? row, carrier, asked } };
  }
  const askAt = Math.max(heldUntil ?? 0, (row.calling_at ?? now) + carrier.act.lookUp.waitMs);
  if (now < askAt && enrolment.ended_at === null)
    return { done: await putOff(attempt, askAt, { ...inDoubt, heldUntil: askAt }) };
  return { lookUp: { row, carrier, asked } };
}

async function carrierOf(
  { tx, context, enrolment, row }: Attempt<CallRow>,
  named: string | null,
): Promise<Carrier | undefined> {
  const [about] = await tx<{ source: string }[]>`
    select source from orders where id = ${enrolment.order_id} union all select source from carts
      where id = ${enrolment.cart_id}
      union all select source from products where id = ${enrolment.product_id} limit 1`;
  const secretsOf = (connection: ActingConnection) => Object.keys(openSecrets(context, connection.secrets));
  return carrierFor(tx, row.capability, named, about?.source ?? null, secretsOf);
}

/** Builds an act's input. @param texts as stored, with the answers that an earlier attempt got */
async function askedOf(
  { tx, enrolment, row: { id: callId, input } }: Attempt<CallRow>,
  texts: CallRow['texts'],
  loaded: LoadedFacts,
  carrier: Carrier,
): Promise<Making['asked']> {
  const [person, about] = await together(personOf(tx, loaded, carrier), aboutOf(tx, enrolment, carrier));
  return { callId, input, texts: textsAlone(texts), person, about, learned: learnedBefore(texts) };
}

/** For returns and tickets, the order is the one named by the event that started the enrolment. */
async function aboutOf(
  tx: Tx,
  enrolment: EnrolmentRow,
  { connection }: Carrier,
): Promise<Making['asked']['about']> {
  if (connection === null) return { order: null, product: null };
  const source = sourceIdOf(connection);
  const [row] = await tx<{ order: string | null; product: string | null }[]>`
    select coalesce((select external_id from orders where id = ${enrolment.order_id} and source = ${source}),
        (select o.external_id from events e
          join orders o on o.source = ${source} and o.external_id = e.properties->>'orderId'
          where e.id = ${enrolment.event_id} and e.occurred_at = ${enrolment.event_at})) as order,
      (select external_id from products
        where id = ${enrolment.product_id} and source = ${source}) as product`;
  return row ?? { order: null, product: null };
}

async function personOf(
  tx: Tx,
  { facts }: LoadedFacts,
  { connection }: Carrier,
): Promise<Making['asked']['person']> {
  const { id, email, phone } = facts.customer;
  if (connection === null) return { email, phone, externalId: null };
  const [row] = await tx<{ value: string }[]>`select value from customer_identities
    where customer_id = ${id} and kind = ${`external:${sourceIdOf(connection)}`} order by created_at desc
    limit 1`;
  return { email, phone, externalId: row?.value ?? null };
}
