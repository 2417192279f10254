import type { Tx } from '@millrace/db';
import type { LiveFlow } from '../enrolments/enrol-customer.ts';

export interface ListeningFlow extends LiveFlow {
  readonly state: string;
}

/** Flows whose live version begins with this event. Paused ones too: what they miss is written down. */
export async function flowsTriggeredBy(tx: Tx, event: string): Promise<ListeningFlow[]> {
  return tx<ListeningFlow[]>`
    select f.id, f.name, f.salt, f.state, f.live_version_id as version_id, v.plan_hash from flows f join flow_versions v on v.id = f.live_version_id join plans p on p.hash = v.plan_hash
    where f.state in ('live', 'paused') and p.plan->'trigger'->>'event' = ${event} order by f.created_at`;
}
