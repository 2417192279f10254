import type { Instant } from '@millrace/base';
import type { ConsentNews } from '@millrace/connectors';
import type { Context } from '@millrace/core/verb';
import type { Database, Tx } from '@millrace/db';
import type { PulledConnection } from './pulled-connections.ts';
import { tellNews, type News } from './tell-news.ts';

interface Said extends Omit<ConsentNews, 'at'> {
  readonly id: string;
  readonly at: Instant;
  readonly source: string | null;
}

/**
 * Sends opt-ins and opt-outs to connected systems, in the order they were recorded, from when the system was
 * connected. Stores its position; after a crash a repeat changes nothing there.
 * @returns true when there may be more at once
 */
export const tellConsent = (db: Database, contextOf: (workspaceId: string) => Context): Promise<boolean> =>
  tellNews(db, contextOf, (kind) => kind.tellConsent !== undefined, consentNews);

function consentNews({ kind: { tellConsent: push }, config }: PulledConnection): News<Said> | null {
  if (!push?.isPossible(config)) return null;
  return {
    resource: 'consents',
    most: push.most,
    // The other system has its own history from before.
    beginsAfter: (tx) => tx`coalesce((select max(h.id::text) from consent_history h), ${NOTHING}::text)`,
    read: (tx, after, settled) => saidAfter(tx, after, settled, push.most),
    wanted: ({ source }) => source !== push.source,
    tell: (said) => push.tell(config, said),
  };
}

const NOTHING = '00000000-0000-0000-0000-000000000000';

/** Changes of customers that still exist, oldest first; nothing is sent about erased ones. */
async function saidAfter(tx: Tx, after: string, settled: string, most: number): Promise<readonly Said[]> {
  return tx<Said[]>`
    select h.id, h.channel, h.state, h.source, h.at, coalesce(h.address, c.email) as email, c.phone
      from consent_history h join customers c on c.id = h.customer_id
    where h.id > ${after} and h.state in ('subscribed', 'unsubscribed')
      and c.erased_at is null and uuid_extract_timestamp(h.id) < ${settled}::timestamptz
    order by h.id limit ${most}`;
}
