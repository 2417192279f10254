import type { calls, Row, Known } from '@millrace/db/schema';
import type { Tx } from '@millrace/db';
import type { Instant, Json } from '@millrace/base';

export type CallStatus =
  | 'planned'
  | 'calling'
  | 'done'
  | 'refused'
  | 'failed'
  | 'skipped'
  | 'unknown'
  | 'silent';

export type CallRow = Known<
  Row<typeof calls>,
  { input: Json; texts: Record<string, string> | null; status: CallStatus; result: Json }
>;

export async function readCall(tx: Tx, id: string, enrolledAt: Instant): Promise<CallRow | undefined> {
  const [row] = await tx<CallRow[]>`select * from calls where id = ${id} and enrolled_at = ${enrolledAt}`;
  return row;
}
