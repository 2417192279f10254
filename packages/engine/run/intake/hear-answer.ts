import type { Json } from '@millrace/base';
import type { EnrolmentRow } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { ingestWithin } from './ingest-events.ts';

interface Asked {
  /** Id of the call that asked. */
  readonly id: string;
  readonly customer_id: string | null;
}

/** As people's events are; one of a shop whose time runs faster has that of its connection. */
const REAL_TIME = { pace: 1, anchor: 0 };

/**
 * Makes an event of an answer of the team, which the enrolment that asked hears. One call has one answer: a
 * second event changes nothing.
 */
export async function hearAnswer(
  tx: Tx,
  context: Context,
  type: string,
  enrolment: Pick<EnrolmentRow, 'subject'>,
  asked: Asked,
  properties: Readonly<Record<string, Json>>,
  clock: { readonly pace: number; readonly anchor: number } = REAL_TIME,
): Promise<void> {
  const event = {
    id: `${type}/${asked.id}`,
    type,
    occurredAt: context.now(),
    ...(asked.customer_id === null ? {} : { customer: { id: asked.customer_id } }),
    properties: { messageId: asked.id, ...properties },
  };
  const [taken] = (await ingestWithin(tx, context, { id: 'millrace', clock, internal: true }, [event]))
    .accepted;
  // In a flow about a thing, the thing hears the answer.
  if (taken && asked.customer_id === null)
    await tx`insert into event_queue (workspace_id, event_id, occurred_at, subject, type) select ${context.workspaceId}, id, occurred_at, ${enrolment.subject}, type from events where id = ${taken.eventId} and type = ${type}`;
}
