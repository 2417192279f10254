import { channelById, reachesDevices } from '@millrace/channels';
import { fail, isMillraceError, MillraceError, type Instant } from '@millrace/base';
import {
  deliveryOf,
  findConnector,
  healthSign,
  outgoing,
  type Answer,
  type Dispatch,
  type OutgoingMessage,
  type Outcome,
} from '@millrace/connectors';
import type { MessageRow } from '@millrace/core/rows';
import { openSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { call, sendPush, sendSmtp } from '@millrace/transport';
import { z } from 'zod';
import { inTurn, placeOfUrl } from '../attempts/in-turn.ts';
import { turnOf } from '../attempts/pace.ts';
import { browserKeys } from '../browsers/browser-keys.ts';
import { devicesOf } from '../browsers/devices.ts';
import { changeStatus } from '../messages/change-status.ts';
import { recordHealth } from '../connection-health/record-health.ts';
import type { DeliveringConnection } from '../messages/queue-for.ts';
import { linkToken } from './message-links.ts';
import type { RenderedMessage } from './render-message.ts';

/**
 * `paced`: not handed over yet, because the connection allows only so many messages a second. Try again at
 * `until`.
 */
export type Transmission =
  | Outcome
  | { readonly result: 'paced'; readonly until: Instant; readonly perSecond: number };

/**
 * Hands a message over. A message that cannot be handed over gets a reason: with settings that cannot be read
 * it waits for the owner; a message that no provider could take is refused.
 */
export async function transmit(...handed: Parameters<typeof handOver>): Promise<Transmission> {
  const [context, , , connection] = handed;
  try {
    return await handOver(...handed);
  } catch (error) {
    // Settings stored by another release that this one cannot read are reported as wrong settings.
    const known =
      error instanceof z.ZodError
        ? new MillraceError('connection-invalid', { problem: 'its settings cannot be read.' })
        : error;
    if (!isMillraceError(known)) throw error;
    if (known.code === 'input-invalid') return { result: 'rejected', reason: known.message, suppress: null };
    if (known.code !== 'connection-invalid') throw error;
    await recordHealth(context, connection.id, 'settings', known.message);
    return { result: 'retry', reason: known.message, afterMs: null, connectionProblem: true };
  }
}

/**
 * Hands a claimed message to its provider. Marks it `sending` at the last moment when it certainly has not
 * left; from then until the response only the provider knows.
 */
async function handOver(
  context: Context,
  message: MessageRow,
  rendered: RenderedMessage,
  connection: DeliveringConnection,
  now: Instant,
  find: typeof findConnector = findConnector,
): Promise<Transmission> {
  const connector = find(connection.connector);
  const delivery = deliveryOf(connector, message.channel);
  if (!connector || !delivery)
    fail('connection-invalid', { problem: `${connection.connector} cannot deliver ${message.channel}` });
  const config = connector.config.parse({
    ...connection.config,
    ...openSecrets(context, connection.secrets),
  });
  const { address: to, toName, from, subject, html, text, headers, parts } = rendered;
  const callbackUrl = `${context.publicUrl}/hooks/${connection.connector}/${connection.id}`;
  const { id: messageId, channel, flow_id: flowId } = message;
  const devices = await forDevices(context, message);
  const dispatch = delivery.request(
    outgoing({
      channel,
      messageId,
      flowId,
      to,
      toName,
      from,
      subject,
      html,
      text,
      headers,
      parts,
      callbackUrl,
      ...devices,
    }),
    config,
  );
  const perSecond = connector.rate(config);
  const until = await turnOf(context, message, connection.id, perSecond, now);
  if (until !== null && perSecond !== null) return { result: 'paced', until, perSecond };
  const place = { workspaceId: context.workspaceId, connectionId: connection.id, at: placeOf(dispatch) };
  const answer = await inTurn<Answer>(place, dispatch.via === 'smtp' ? 5 : 15, () =>
    exchange(context, message, dispatch, now),
  );
  if (answer === null)
    return {
      result: 'retry',
      reason: `${connector.title} is not answering at the moment`,
      afterMs: null,
      connectionProblem: false,
    };
  const outcome = delivery.outcome(answer);
  await recordHealth(
    context,
    connection.id,
    healthSign(answer, outcome),
    'reason' in outcome ? outcome.reason : null,
  );
  return outcome;
}

/** What only messages to devices need: where they go, and how a device says that it has shown one. */
async function forDevices(context: Context, message: MessageRow): Promise<Partial<OutgoingMessage>> {
  const channel = channelById(message.channel);
  if (!channel || !reachesDevices(channel.address)) return {};
  const { workspaceId } = context;
  const devices = await context.db.inWorkspace(workspaceId, (tx) => devicesOf(tx, message.customer_id));
  const reference = { workspaceId, messageId: message.id, enrolledAt: message.enrolled_at };
  return { devices, receipt: linkToken(context, 'receipt', reference) };
}

function placeOf(dispatch: Dispatch): string {
  if (dispatch.via === 'smtp') return `${dispatch.server.host}:${dispatch.server.port}`;
  return dispatch.via === 'http' ? placeOfUrl(dispatch.request.url) : '';
}

async function exchange(
  context: Context,
  message: MessageRow,
  dispatch: Dispatch,
  now: Instant,
): Promise<Answer> {
  const beforeLeaving = () => markSending(context, message, now);
  if (dispatch.via === 'smtp')
    return sendSmtp(dispatch.envelope, dispatch.server, { beforeData: beforeLeaving });
  if (dispatch.via === 'devices') {
    const keys = await context.db.inWorkspace(context.workspaceId, (tx) => browserKeys(tx, context));
    await beforeLeaving();
    return sendPush(dispatch.note, keys);
  }
  if (dispatch.via === 'http') {
    await beforeLeaving();
    return call(dispatch.request);
  }
  return { kind: 'caught', rowId: message.id };
}

/** @throws MillraceError flow-state-wrong when another process has settled the message */
async function markSending(context: Context, message: MessageRow, now: Instant): Promise<void> {
  await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const change = {
      to: 'sending',
      reason: null,
      sentence: null,
      columns: tx`, sending_at = ${now}`,
    } as const;
    if (!(await changeStatus(tx, context.workspaceId, message, change, now)))
      fail('flow-state-wrong', { state: 'sending' });
  });
}
