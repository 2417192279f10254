import type { Tx } from '@millrace/db';
import { eventType, type EventFact } from '@millrace/flow';
import type { LiveFlow } from '../enrolments/enrol-customer.ts';

export interface ListeningFlow extends LiveFlow {
  readonly state: string;
}

/**
 * The one flow an event was made for; null for an event that any flow may use. Only Millrace itself makes
 * such events.
 */
export function flowMeant({ type, properties }: Pick<EventFact, 'type' | 'properties'>): string | null {
  if (eventType(type)?.family !== 'entry') return null;
  const { flowId } = properties;
  return typeof flowId === 'string' ? flowId : null;
}

/** Flows whose live version this event triggers. Includes paused flows, which record what they miss. */
export async function flowsTriggeredBy(
  tx: Tx,
  event: Pick<EventFact, 'type' | 'properties'>,
): Promise<ListeningFlow[]> {
  const meant = flowMeant(event);
  return tx<ListeningFlow[]>`
    select f.id, f.name, f.salt, f.state, f.live_version_id as version_id, v.plan_hash from flows f
      join flow_versions v on v.id = f.live_version_id join plans p on p.hash = v.plan_hash
    where f.state in ('live', 'paused')
      and ${meant === null ? tx`(p.entry_event = ${event.type} or p.entry_also @> ${tx.json(event.type)})` : tx`f.id = ${meant}`} order by f.created_at`;
}
