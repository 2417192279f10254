import type { Tx } from '@millrace/db';
import type { Known, messages, Row } from '@millrace/db/schema';
import type { Instant } from '@millrace/base';

export type MessageStatus =
  | 'planned'
  | 'held'
  | 'claimed'
  | 'sending'
  | 'sent'
  | 'refused'
  | 'skipped'
  | 'failed'
  | 'unknown'
  | 'silent';

export type MessageRow = Known<
  Row<typeof messages>,
  {
    status: MessageStatus;
    purpose: 'marketing' | 'transactional';
    headers: Record<string, string> | null;
  }
>;

export async function readMessage(tx: Tx, id: string, enrolledAt: Instant): Promise<MessageRow | undefined> {
  const [row] = await tx<
    MessageRow[]
  >`select * from messages where id = ${id} and enrolled_at = ${enrolledAt}`;
  return row;
}
