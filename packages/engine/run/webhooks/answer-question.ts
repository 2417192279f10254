import { fail, isMillraceError } from '@millrace/base';
import { actCapability, type ConnectorKind, type Press } from '@millrace/connectors';
import { lockEnrolment, type CallRow } from '@millrace/core/rows';
import { writeAudit, type Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { call as callByHttp } from '@millrace/transport';
import { z } from 'zod';
import { hearAnswer } from '../intake/hear-answer.ts';
import type { KnownConnection } from './known-connection.ts';
import { pressing } from './pressing.ts';

interface Answer {
  readonly callId: string;
  readonly answer: string;
}
interface Said {
  /** The text of the message from now on. */
  readonly sentence: string;
  readonly lines: readonly string[];
}

/** How long the person who pressed may wait, in milliseconds. */
const AT_MOST = 1_500;

/**
 * Records the answer to a flow's question. The first answer becomes an event that the flow hears. A later
 * one, or one after the flow has gone on, changes nothing. In each case the message loses its buttons and
 * says what happened.
 * @throws MillraceError flow-state-wrong while it is not yet known that the question of a flow about a thing
 * was asked; the person should press again
 */
export async function answerQuestion(
  context: Context,
  kind: ConnectorKind,
  connection: KnownConnection,
  press: Press,
  answer: Answer,
): Promise<void> {
  const said = await context.db.inWorkspace(context.workspaceId, (tx) =>
    record(tx, context, kind, connection, press, answer),
  );
  if (said === null || press.place === null || !kind.notify?.answered) return;
  try {
    await callByHttp(kind.notify.answered(press, said.lines, said.sentence, connection.config), {
      timeoutMs: AT_MOST,
    });
  } catch (error) {
    // The answer counts even when the message could not be updated, because the flow updates it too.
    if (!isMillraceError(error) && !(error instanceof z.ZodError)) throw error;
  }
}

/**
 * @returns null when this connection asked no such question, and when the flow is about to remove the buttons
 * itself
 */
async function record(
  tx: Tx,
  context: Context,
  { title }: ConnectorKind,
  connection: KnownConnection,
  { by }: Press,
  { callId, answer }: Answer,
): Promise<Said | null> {
  const [asked] = await tx<
    CallRow[]
  >`select * from calls where id = ${callId} and connection_id = ${connection.id} limit 1`;
  const capability = asked && actCapability(asked.capability);
  const input = capability?.input.safeParse(asked?.input);
  if (!asked || !capability?.answered || !input?.success) return null;
  const type = capability.answered.event;
  const choice = capability.answered.choices(input.data).find(({ id }) => id === answer);
  if (!choice) return null;
  // Somebody was quicker than the answer of the other system. A person's flow finds what they said; a thing's could not.
  const isAsking = asked.status === 'planned' || asked.status === 'calling';
  if (isAsking && asked.customer_id === null) fail('flow-state-wrong', { state: 'asking' });
  const enrolment = await lockEnrolment(tx, asked.enrolment_id);
  const lines = z.looseObject({ lines: z.array(z.string()) }).safeParse(asked.result).data?.lines ?? [];
  const [before] = await tx<
    { properties: { label?: string; by?: string } }[]
  >`select properties from events where message_id = ${callId} and type = ${type} limit 1`;
  if (before)
    return {
      lines,
      sentence: `${before.properties.by ?? 'Somebody'} had chosen ${before.properties.label ?? 'already'}`,
    };
  if (!enrolment || enrolment.ended_at !== null || enrolment.cursor.node !== asked.node)
    return { lines, sentence: 'This answer came too late: the flow has gone on' };
  const name = by.slice(0, 80);
  const clock = { pace: connection.pace, anchor: connection.anchor };
  const properties = { choice: choice.id, label: choice.label, by: name };
  await hearAnswer(tx, context, type, enrolment, asked, properties, clock);
  const summary = `Chose ${choice.label} for a question of ${enrolment.flow_name}`;
  const entry = { subject: { type: 'enrolment', id: enrolment.id }, summary };
  await writeAudit(tx, { ...context, actor: pressing(context, name, title) }, 'question-answered', entry);
  return isAsking ? null : { lines, sentence: `${name} chose ${choice.label}` };
}
