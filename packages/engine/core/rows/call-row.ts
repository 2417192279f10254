import type { Tx } from '@millrace/db';
import type { Instant, Json } from '@millrace/base';

export type CallStatus = 'planned' | 'calling' | 'done' | 'refused' | 'failed' | 'skipped' | 'unknown' | 'silent';

export interface CallRow {
  readonly id: string;
  readonly enrolled_at: Instant;
  readonly enrolment_id: string;
  readonly flow_id: string;
  readonly version_id: string;
  readonly node: string;
  readonly visit: number;
  /** Null in a flow about a thing that nobody stands behind. */
  readonly customer_id: string | null;
  readonly capability: string;
  readonly input: Json;
  /** What was filled in for the first attempt, so that every further one asks the very same; null before it and after the end. */
  readonly texts: Record<string, string> | null;
  readonly status: CallStatus;
  readonly connection_id: string | null;
  readonly attempts: number;
  /** An attempt was made whose answer never came. */
  readonly in_doubt: boolean;
  readonly planned_at: Instant;
  readonly held_until: Instant | null;
  readonly calling_at: Instant | null;
  readonly reason: string | null;
  readonly sentence: string | null;
  readonly result: Json;
}

export async function readCall(tx: Tx, id: string, enrolledAt: Instant): Promise<CallRow | undefined> {
  const [row] = await tx<CallRow[]>`select * from calls where id = ${id} and enrolled_at = ${enrolledAt}`;
  return row;
}
