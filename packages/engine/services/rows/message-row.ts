import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';

export type MessageStatus = 'planned' | 'held' | 'claimed' | 'sending' | 'sent' | 'refused' | 'skipped' | 'failed' | 'unknown' | 'silent';

export interface MessageRow {
  readonly id: string;
  readonly enrolled_at: Instant;
  readonly enrolment_id: string;
  readonly flow_id: string;
  readonly version_id: string;
  readonly node: string;
  readonly visit: number;
  readonly customer_id: string;
  readonly channel: string;
  readonly purpose: 'marketing' | 'transactional';
  readonly status: MessageStatus;
  readonly address: string | null;
  readonly subject: string | null;
  readonly html: string | null;
  readonly body: string | null;
  readonly headers: Record<string, string> | null;
  readonly cart_id: string | null;
  readonly planned_at: Instant;
  readonly held_since: Instant | null;
  readonly held_until: Instant | null;
  readonly attempts: number;
  readonly connection_id: string | null;
  readonly reason: string | null;
  readonly sentence: string | null;
}

export async function readMessage(tx: Tx, id: string, enrolledAt: Instant): Promise<MessageRow | undefined> {
  const [row] = await tx<MessageRow[]>`select * from messages where id = ${id} and enrolled_at = ${enrolledAt}`;
  return row;
}
