import type { SentLink } from '@millrace/content';
import type { Tx } from '@millrace/db';
import type { Known, messages, Row } from '@millrace/db/schema';
import type { MessageReference } from '../sending/message-links.ts';

export interface Tracked extends Known<
  Pick<
    Row<typeof messages>,
    | 'id'
    | 'enrolled_at'
    | 'customer_id'
    | 'flow_id'
    | 'version_id'
    | 'node'
    | 'channel'
    | 'address'
    | 'sent_at'
    | 'opened_at'
    | 'clicked_at'
    | 'unsubscribed_at'
    | 'links'
  >,
  { links: SentLink[] | null }
> {
  readonly flow_name: string | null;
}

/** The message of a link, unless its person was erased. */
export async function tracked(tx: Tx, reference: MessageReference): Promise<Tracked | undefined> {
  const [row] = await tx<
    Tracked[]
  >`select m.*, f.name as flow_name from messages m left join flows f on f.id = m.flow_id
    where m.id = ${reference.messageId} and m.enrolled_at = ${reference.enrolledAt}
      and not exists (select from customers c where c.id = m.customer_id and c.erased_at is not null)`;
  return row;
}
