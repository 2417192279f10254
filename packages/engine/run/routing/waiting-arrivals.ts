import { several } from '@millrace/base/words';
import type { Context } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { DAY, type Instant } from '@millrace/base';
import { startsFor } from '@millrace/flow';
import { writeRefusal, type RefusedEntry } from '../enrolments/write-refusal.ts';

/** What happens to people who arrived while the flow was paused. */
export type ArrivalChoice = 'let-in' | 'leave-out' | 'stopped';

/** Records a person who met the trigger of a paused flow: they wait, and their timeline says so. */
export async function waitForResume(
  tx: Tx,
  arrival: Omit<RefusedEntry, 'flow' | 'event'> & {
    readonly event: { readonly id: string; readonly type: string };
    readonly occurredAt: Instant;
    readonly subject?: string | null;
  },
  flow: { readonly id: string; readonly name: string },
): Promise<void> {
  const { workspaceId, customerId, event, occurredAt, now } = arrival;
  await tx`insert into waiting_arrivals (workspace_id, flow_id, event_id, occurred_at, customer_id, subject,
    arrived_at)
    values (${workspaceId}, ${flow.id}, ${event.id}, ${occurredAt}, ${customerId}, ${arrival.subject ?? null},
      ${now}) on conflict do nothing`;
  await writeRefusal(
    tx,
    { ...arrival, flow },
    'waits-for-resume',
    `Not entered yet: “${flow.name}” is paused. They enter when it is resumed, if that is within ${daysOf(event.type)}.`,
  );
}

/** For how long an event may wait to start a flow, in a sentence: "a day", "3 days". */
export function daysOf(type: string): string {
  return several(startsFor(type) / DAY, 'a day', 'days');
}

export interface Arrivals {
  /** People who can still enter. */
  readonly people: number;
  /** People who arrived so long ago that the flow would no longer fit. */
  readonly tooLate: number;
}

export async function countArrivals(tx: Tx, flowId: string, now: Instant): Promise<Arrivals> {
  const rows = await tx<{ type: string; lane: string; at: Instant }[]>`
    select e.type, coalesce(w.customer_id::text, w.subject) as lane, max(w.occurred_at) as at
      from waiting_arrivals w join events e on e.id = w.event_id and e.occurred_at = w.occurred_at
      where w.flow_id = ${flowId} group by 1, 2`;
  const inTime = rows.filter(({ type, at }) => at > now - startsFor(type));
  const people = new Set(inTime.map(({ lane }) => lane)).size;
  return { people, tooLate: new Set(rows.map(({ lane }) => lane)).size - people };
}

/** Handles everybody who waits to enter, page by page. */
export async function seeToArrivals(
  tx: Tx,
  context: Context,
  flowId: string,
  choice: ArrivalChoice,
): Promise<void> {
  await tx`insert into bulk_jobs (id, workspace_id, flow_id, kind, choice, total, started_at)
    select ${newId()}, ${context.workspaceId}, ${flowId}, 'arrivals', ${tx.json({ choice })}, count(*),
      ${context.now()} from waiting_arrivals where flow_id = ${flowId} having count(*) > 0`;
}
