import type { Tx } from '@millrace/db';
import { partOf, type Compared, type Part } from './compared.ts';

/**
 * Compares touches, which count against the frequency cap, with messages: one touch for each that was sent,
 * may have been sent, or is being sent.
 */
export async function recountTouches(tx: Tx): Promise<Part> {
  const rows = await tx<Compared[]>`
    select jsonb_build_object('message', coalesce(m.id, t.message_id), 'status', m.status) as of,
      (t.message_id is not null)::int as kept, (m.id is not null)::int as counted
    from touches t full join (select id, status from messages
      where status in ('claimed', 'sending', 'sent', 'unknown')) m on m.id = t.message_id`;
  return partOf('touch', rows);
}
