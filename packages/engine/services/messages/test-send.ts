import { emailAddressSchema, isMillraceError, phoneNumberSchema } from '@millrace/base';
import { findConnector, healthSign, type Answer, type Delivery, type OutgoingMessage, type Outcome } from '@millrace/connectors';
import { newId } from '@millrace/db';
import { call, sendSmtp } from '@millrace/transport';
import { z } from 'zod';
import { recordHealth } from '../connections/record-health.ts';
import { writeAudit } from '../verb/audit.ts';
import type { Context } from '../verb/context.ts';
import { authorise, may, parseInput } from '../verb/define-verb.ts';
import { openSecrets } from '../settings/secrets.ts';
import { storeSettings, type StoreSettings } from '../settings/store-settings.ts';
import { channelInSentence } from './channel-in-sentence.ts';
import { previewInput, renderPreview, sampleOf, withEvent, type ContentPreview } from './preview-content.ts';
import { callerOf } from './render-caller.ts';
import { connectionFor, type DeliveringConnection } from './queue-for.ts';

const toOne = { customer: z.undefined().optional(), to: z.string().trim().min(3).max(320) };
export const testSendInput = z.strictObject({ ...previewInput, ...toOne }).superRefine(({ channel, to }, problems) => {
  const one = (channel === 'email' ? emailAddressSchema : phoneNumberSchema).safeParse(to);
  if (!one.success) problems.addIssue({ code: 'custom', path: ['to'], message: one.error.issues[0]?.message ?? '' });
});

export interface TestSent {
  readonly sent: boolean;
  /** What happened, in words. */
  readonly sentence: string;
}

/**
 * Sends content to one address of the marketer's, as the sample customer would get it. Not counted, no guardrails, marked
 * as a test. Without a provider nothing leaves the house.
 */
export async function testSend(context: Context, input: z.input<typeof testSendInput>): Promise<TestSent> {
  authorise(context.actor, 'flows:write');
  const { to, ...wanted } = parseInput(testSendInput, input);
  const { settings, connection, view } = await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const settings = await storeSettings(tx, context.workspaceId);
    return {
      settings,
      connection: await connectionFor(tx, wanted.channel),
      view: await withEvent(tx, sampleOf(settings), wanted.event, may(context.actor, 'customers:read')),
    };
  });
  const preview = await renderPreview(wanted, settings, view, callerOf(context));
  if (!connection)
    return {
      sent: false,
      sentence: `It renders well. It was not sent: no provider for ${wanted.channel === 'email' ? 'e-mail' : 'text messages'} is connected, so messages are caught in the outbox.`,
    };
  const outcome = await carry(context, connection, messageOf(wanted.channel, to, preview, settings));
  await context.db.inWorkspace(context.workspaceId, (tx) =>
    writeAudit(tx, context, 'test-sent', {
      subject: { type: 'connection', id: connection.id },
      summary: `Sent a test by ${channelInSentence(wanted.channel)}`,
      changes: { result: outcome.result },
    }),
  );
  return said(outcome, to);
}

function messageOf(
  channel: 'email' | 'sms',
  to: string,
  { subject, html, text, senderName }: ContentPreview,
  settings: StoreSettings,
): OutgoingMessage {
  const messageId = newId();
  if (channel === 'sms') return { channel, messageId, to, body: text, callbackUrl: null };
  const from = settings.fromEmail ? { address: settings.fromEmail, name: senderName } : null;
  return { channel, messageId, to, toName: null, from, subject: `[Test] ${subject ?? ''}`, html: html ?? '', text, headers: {} };
}

/** Hands a message that is nobody's story to a connection: a test, a word to the owner. */
export async function carry(context: Context, connection: DeliveringConnection, message: OutgoingMessage): Promise<Outcome> {
  const connector = findConnector(connection.connector);
  const delivery = connector?.deliver?.[message.channel] as Delivery<unknown, OutgoingMessage> | undefined;
  if (!connector || !delivery)
    return { result: 'rejected', reason: `${connector?.title ?? 'This connection'} does not carry it.`, suppress: null };
  try {
    const config = connector.config.parse({ ...connection.config, ...openSecrets(context, connection.secrets) });
    const dispatch = delivery.request(message, config);
    const answer: Answer =
      dispatch.via === 'smtp'
        ? await sendSmtp(dispatch.envelope, dispatch.server, { beforeData: () => Promise.resolve() })
        : dispatch.via === 'http'
          ? await call(dispatch.request)
          : { kind: 'caught', rowId: message.messageId };
    const outcome = delivery.outcome(answer);
    await recordHealth(context, connection.id, healthSign(answer, outcome), 'reason' in outcome ? outcome.reason : null);
    return outcome;
  } catch (error) {
    if (isMillraceError(error)) return { result: 'rejected', reason: error.message, suppress: null };
    throw error;
  }
}

function said(outcome: Outcome, to: string): TestSent {
  if (outcome.result === 'accepted') return { sent: true, sentence: `Sent to ${to}.` };
  if (outcome.result === 'unknown') return { sent: false, sentence: `It may or may not have arrived at ${to}: ${outcome.reason}` };
  return { sent: false, sentence: `The provider did not take it: ${outcome.reason}` };
}
