import { fail, isMillraceError } from '@millrace/base';
import { ADDRESSES, channelById, channelInSentence, reachesDevices } from '@millrace/channels';
import {
  deliveryOf,
  type Device,
  findConnector,
  healthSign,
  outgoing,
  type Answer,
  type OutgoingMessage,
  type Outcome,
} from '@millrace/connectors';
import { openSecrets, storeSettings, type StoreSettings } from '@millrace/core/store';
import { writeAudit, type Context, authorise, may, parseInput } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { browserKeys, devicesOf } from '@millrace/run/browsers';
import { recordHealth } from '@millrace/run/connection-health';
import { connectionFor, type DeliveringConnection } from '@millrace/run/messages';
import { senderOf } from '@millrace/run/sending';
import { call, sendPush, sendSmtp } from '@millrace/transport';
import { z } from 'zod';
import { previewInput, renderPreview, withEvent } from '../previews/preview-content.ts';
import { sampleOf } from '../previews/sample-customer.ts';
import type { ContentPreview } from '../previews/preview-shape.ts';
import { callerOf } from '../previews/render-caller.ts';
import { storeTest, type TestMessage } from './test-messages.ts';

const toOne = {
  customer: z.undefined().optional(),
  to: z.string().trim().min(3).max(320),
  flow: z.uuid().optional().describe('The flow of the message'),
};
export const testSendInput = z
  .strictObject({ ...previewInput, ...toOne })
  .superRefine(({ channel, to }, problems) => {
    const address = channelById(channel)?.address;
    const one = address && ADDRESSES[address].schema.safeParse(to);
    if (one && !one.success)
      problems.addIssue({ code: 'custom', path: ['to'], message: one.error.issues[0]?.message ?? '' });
  });

export interface TestSent {
  readonly sent: boolean;
  /** The result, as a sentence. */
  readonly sentence: string;
  /** Id of the test in the message log. */
  readonly id: string;
}

/**
 * Sends content to one address of the marketer's, rendered for the sample customer. Not counted, without
 * guardrails, and marked as a test. Without a provider nothing is sent. The message log shows it in both
 * cases.
 */
export async function testSend(context: Context, input: z.input<typeof testSendInput>): Promise<TestSent> {
  authorise(context.actor, 'flows:write');
  const { to, flow, ...wanted } = parseInput(testSendInput, input);
  const { settings, connection, devices, view } = await context.db.inWorkspace(
    context.workspaceId,
    async (tx) => {
      const settings = await storeSettings(tx, context.workspaceId);
      const connection = await connectionFor(tx, wanted.channel);
      return {
        settings,
        connection,
        devices: connection ? await devicesFor(tx, wanted.channel, to) : [],
        view: await withEvent(
          tx,
          await sampleOf(tx, settings, context),
          wanted.event,
          may(context.actor, 'customers:read'),
        ),
      };
    },
  );
  const preview = await renderPreview(wanted, settings, view, {
    caller: callerOf(context),
    shortLink: null,
  });
  const keep = (told: Told) =>
    context.db.inWorkspace(context.workspaceId, async (tx): Promise<TestSent> => {
      const { status, sentence } = told;
      const test = {
        channel: wanted.channel,
        to,
        flowId: flow ?? null,
        connectionId: connection?.id ?? null,
        status,
        sentence,
        look: preview,
      };
      const id = await storeTest(tx, context, test);
      await writeAudit(tx, context, 'test-sent', {
        subject: { type: 'message', id },
        summary: `Sent a test by ${channelInSentence(wanted.channel)}`,
        changes: { result: status },
      });
      return { sent: status === 'sent', sentence, id };
    });
  if (!connection)
    return keep({
      status: 'caught',
      sentence: `Kept in the message log, where you can read it: no provider for ${channelInSentence(wanted.channel)} is connected, so it was not sent to ${to}.`,
    });
  return keep(
    said(
      await carry(context, connection, {
        ...messageOf(wanted.channel, to, preview, settings),
        devices,
      }),
      to,
    ),
  );
}

/**
 * The browsers of the customer with this e-mail address, for a channel that reaches devices; none for others.
 * @throws MillraceError input-invalid when they have none
 */
async function devicesFor(tx: Tx, channel: string, email: string): Promise<readonly Device[]> {
  const field = channelById(channel)?.address;
  if (field === undefined || !reachesDevices(field)) return [];
  const [customer] = await tx<
    { customer_id: string }[]
  >`select customer_id from customer_identities where kind = 'email' and value = ${email.toLowerCase()}`;
  const devices = await devicesOf(tx, customer?.customer_id ?? null);
  return devices.length > 0
    ? devices
    : fail('input-invalid', {
        problems: `no customer with the address ${email} has a browser that shows notifications. Open your shop, agree to them there, and sign in or come by a link in a message.`,
      });
}

type Told = Pick<TestMessage, 'status' | 'sentence'>;

function messageOf(
  id: string,
  to: string,
  { subject, html, text, parts, senderName }: ContentPreview,
  settings: StoreSettings,
): OutgoingMessage {
  const channel = channelById(id) ?? fail('not-found', { what: 'channel' });
  return outgoing({
    channel: id,
    messageId: newId(),
    to,
    from: senderOf(channel, settings, senderName),
    subject: subject === null ? null : `[Test] ${subject}`,
    html,
    text,
    parts,
  });
}

/** Sends a message that belongs to no flow through a connection: a test, or a notice to the owner. */
export async function carry(
  context: Context,
  connection: DeliveringConnection,
  message: OutgoingMessage,
): Promise<Outcome> {
  const connector = findConnector(connection.connector);
  const delivery = deliveryOf(connector, message.channel);
  if (!connector || !delivery)
    return {
      result: 'rejected',
      reason: `${connector?.title ?? 'This connection'} cannot deliver it.`,
      suppress: null,
    };
  try {
    const config = connector.config.parse({
      ...connection.config,
      ...openSecrets(context, connection.secrets),
    });
    const dispatch = delivery.request(message, config);
    const answer: Answer =
      dispatch.via === 'smtp'
        ? await sendSmtp(dispatch.envelope, dispatch.server, { beforeData: () => Promise.resolve() })
        : dispatch.via === 'http'
          ? await call(dispatch.request)
          : dispatch.via === 'devices'
            ? await sendPush(
                dispatch.note,
                await context.db.inWorkspace(context.workspaceId, (tx) => browserKeys(tx, context)),
              )
            : { kind: 'caught', rowId: message.messageId };
    const outcome = delivery.outcome(answer);
    await recordHealth(
      context,
      connection.id,
      healthSign(answer, outcome),
      'reason' in outcome ? outcome.reason : null,
    );
    return outcome;
  } catch (error) {
    if (isMillraceError(error)) return { result: 'rejected', reason: error.message, suppress: null };
    throw error;
  }
}

function said(outcome: Outcome, to: string): Told {
  if (outcome.result === 'accepted') return { status: 'sent', sentence: `Sent to ${to}.` };
  if (outcome.result === 'unknown')
    return { status: 'unknown', sentence: `It may or may not have arrived at ${to}: ${outcome.reason}` };
  return { status: 'failed', sentence: `The provider did not take it: ${outcome.reason}` };
}
