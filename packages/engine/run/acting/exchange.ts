import { fail, isMillraceError, MillraceError, type Instant } from '@millrace/base';
import {
  healthSign,
  type ActCall,
  type ActFinding,
  type ActOutcome,
  type HttpAnswer,
  type HttpRequest,
} from '@millrace/connectors';
import type { CallRow } from '@millrace/core/rows';
import { openSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { call as callByHttp, type CallOptions } from '@millrace/transport';
import { z } from 'zod';
import type { Carrier } from '../calls/carrier.ts';
import { recordHealth } from '../connection-health/record-health.ts';
import { inTurn, placeOfUrl } from '../attempts/in-turn.ts';
import { turnOf } from '../attempts/pace.ts';
import { changeCall } from '../calls/change-call.ts';
import { keptWith, learnedBefore } from './learned.ts';

/**
 * `paced`: not called yet, because the connection allows only so many calls a second. Try again at `until`.
 */
export type Exchanged =
  | ActOutcome
  | { readonly result: 'paced'; readonly until: Instant; readonly perSecond: number };

/** A call that is ready to be made. */
export interface Making {
  readonly row: CallRow;
  readonly carrier: Carrier;
  readonly asked: ActCall;
}

/**
 * The connection's settings, parsed by its connector; null without a connection.
 * @throws MillraceError connection-invalid
 */
export function configOf(context: Context, { connector, connection }: Carrier): unknown {
  if (connection === null) return null;
  const read = connector.config.safeParse({
    ...connection.config,
    ...openSecrets(context, connection.secrets),
  });
  return read.success ? read.data : fail('connection-invalid', { problem: 'its settings cannot be read.' });
}

/**
 * Makes the call. A call that cannot be made gets a reason: with wrong settings it waits for the owner,
 * otherwise it is refused.
 */
export async function make(context: Context, making: Making, now: Instant): Promise<Exchanged> {
  try {
    return await call(context, making, now);
  } catch (error) {
    const { connection } = making.carrier;
    if (!isMillraceError(error)) throw error;
    if (error.code === 'input-invalid') return { result: 'refused', reason: problemsOf(error) };
    if (error.code !== 'connection-invalid') throw error;
    if (connection) await recordHealth(context, connection.id, 'settings', error.message);
    return { result: 'retry', reason: error.message, afterMs: null, connectionProblem: true };
  }
}

async function call(context: Context, { row, carrier, asked }: Making, now: Instant): Promise<Exchanged> {
  const { connector, act, connection } = carrier;
  const config = configOf(context, carrier);
  const perSecond = connection === null ? null : connector.rate(config);
  const until = connection === null ? null : await turnOf(context, row, connection.id, perSecond, now);
  if (until !== null && perSecond !== null) return { result: 'paced', until, perSecond };
  const inquired = await inquire(context, { row, carrier, asked }, config);
  if ('result' in inquired) return inquired;
  const made = { ...asked, learned: inquired.learned };
  const dispatch = act.request(made, config);
  if (dispatch.via !== 'http') return fail('unexpected', { requestId: `call ${row.id}` });
  const { timeoutMs, maxRedirects = 0, maxAnswerBytes } = dispatch;
  const options = {
    maxRedirects,
    ...(timeoutMs ? { timeoutMs } : {}),
    ...(maxAnswerBytes ? { maxAnswerBytes } : {}),
  };
  const answer = await ask(context, carrier, dispatch.request, options, () =>
    markCalling(context, row, made, now),
  );
  if (answer === null) return silence(connector.title);
  const outcome = act.outcome(answer, made);
  if (connection)
    await recordHealth(
      context,
      connection.id,
      healthSign(answer, outcome),
      'reason' in outcome ? outcome.reason : null,
    );
  return outcome;
}

const silence = (title: string): ActOutcome => ({
  result: 'retry',
  reason: `${title} is not answering at the moment`,
  afterMs: null,
  connectionProblem: false,
});

/** A longer exchange is taken for an endless loop. */
const MOST_QUESTIONS = 50;

/**
 * Asks the questions whose answers the request needs, for example the id of an order's transaction. A repeat
 * of a call in doubt reuses the answers of its first attempt, because it must send the same request.
 * Questions change nothing, so an unanswered one is asked again.
 */
async function inquire(
  context: Context,
  { row, carrier, asked }: Making,
  config: unknown,
): Promise<{ readonly learned: ActCall['learned'] } | ActOutcome> {
  const { connector, act, connection } = carrier;
  if (!act.inquire) return { learned: null };
  const before = row.in_doubt ? learnedBefore(row.texts) : null;
  if (before !== null) return { learned: before };
  const questions = act.inquire(asked, config);
  let step = questions.next();
  let last: HttpAnswer | null = null;
  for (let count = 0; !step.done; count += 1) {
    if (count >= MOST_QUESTIONS) return { result: 'refused', reason: 'It needed too many requests' };
    last = await ask(context, carrier, step.value, {}, async () => undefined);
    if (last === null) return silence(connector.title);
    step = questions.next(last);
  }
  const end = step.value;
  if (!('result' in end)) return end;
  const outcome: ActOutcome =
    end.result === 'unknown'
      ? { result: 'retry', reason: end.reason, afterMs: null, connectionProblem: false }
      : end;
  if (connection && last)
    await recordHealth(
      context,
      connection.id,
      healthSign(last, outcome),
      'reason' in outcome ? outcome.reason : null,
    );
  return outcome;
}

/** Asks the system whether the call was made. Only some acts have such a look-up. */
export async function lookUp(context: Context, { carrier, asked }: Making): Promise<ActFinding> {
  const { act } = carrier;
  if (!act.lookUp) return { found: null, reason: 'It has no look-up' };
  try {
    const answer = await ask(
      context,
      carrier,
      act.lookUp.request(asked, configOf(context, carrier)),
      {},
      async () => undefined,
    );
    return answer === null
      ? { found: null, reason: 'It is not answering at the moment' }
      : act.lookUp.read(answer, asked);
  } catch (error) {
    if (!isMillraceError(error) || error.code !== 'connection-invalid') throw error;
    return { found: null, reason: error.message };
  }
}

/** @returns null when this system is not responding at the moment and no request was made */
function ask(
  context: Context,
  { connection }: Carrier,
  request: HttpRequest,
  options: CallOptions,
  before: () => Promise<void>,
) {
  const place = {
    workspaceId: context.workspaceId,
    connectionId: connection?.id ?? null,
    at: placeOfUrl(request.url),
  };
  return inTurn(place, 15, async () => {
    await before();
    return callByHttp(request, options);
  });
}

/**
 * Marks the call as possibly done from now on.
 * @throws MillraceError flow-state-wrong when another process has settled it
 */
async function markCalling(
  context: Context,
  row: CallRow,
  { learned }: ActCall,
  now: Instant,
): Promise<void> {
  await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const { reason, sentence } = row;
    const texts = learned === null ? {} : { texts: keptWith(row.texts, learned) };
    // A call in doubt may have been done since its first attempt, so that attempt's time is kept.
    const callingAt = row.in_doubt ? (row.calling_at ?? now) : now;
    const calling = await changeCall(
      tx,
      context.workspaceId,
      row,
      { to: 'calling', reason, sentence, callingAt, ...texts },
      now,
    );
    if (!calling) fail('flow-state-wrong', { state: 'calling' });
  });
}

/** Describes the error without the framing sentence that callers of the API get. */
export function problemsOf(error: unknown): string {
  if (error instanceof z.ZodError) return 'It is not asked as it should be';
  if (error instanceof MillraceError) {
    const { problems } = error.details as { readonly problems?: unknown };
    return typeof problems === 'string' ? problems : error.message;
  }
  return 'It cannot be asked';
}
