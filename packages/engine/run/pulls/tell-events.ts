import { DAY, type Instant, type Json } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { newId, type Database, type Tx } from '@millrace/db';
import { eventType } from '@millrace/flow';
import { sourceIdOf } from '../parsing/source.ts';
import type { PulledConnection } from './pulled-connections.ts';
import { tellNews, type News } from './tell-news.ts';

/** Older events, such as imported history, are not sent. In milliseconds. */
const NEWS_FOR = 3 * DAY;

interface Happened {
  readonly id: string;
  readonly type: string;
  readonly occurred_at: Instant;
  readonly email: string | null;
  readonly phone: string | null;
  readonly properties: Readonly<Record<string, Json>>;
}

/**
 * Sends events to connected systems, in the order they were recorded, from when the system was connected.
 * Stores its position; after a crash a repeat carries the same key.
 * @returns true when there may be more at once
 */
export const tellEvents = (db: Database, contextOf: (workspaceId: string) => Context): Promise<boolean> =>
  tellNews(db, contextOf, (kind) => kind.tellEvents !== undefined, eventNews);

function eventNews(connection: PulledConnection): News<Happened> | null {
  const { tellEvents: push } = connection.kind;
  const types = push?.typesOf(connection.config) ?? [];
  if (!push || types.length === 0) return null;
  return {
    resource: 'events',
    most: push.most,
    beginsAfter: (tx) => tx`${newId()}`,
    read: (tx, after, settled, now) =>
      happenedAfter(tx, after, types, sourceIdOf(connection), push.most, settled, now),
    tell: (happened) =>
      push.tell(
        connection.config,
        happened.map(({ occurred_at: at, ...one }) => ({
          ...one,
          at,
          label: eventType(one.type)?.label ?? one.type,
        })),
      ),
  };
}

/** Events of customers that still exist, oldest first, without the system's own. */
async function happenedAfter(
  tx: Tx,
  after: string,
  types: readonly string[],
  source: string,
  most: number,
  settled: string,
  now: Instant,
): Promise<readonly Happened[]> {
  return tx<Happened[]>`
    select e.id, e.type, e.occurred_at, e.properties, c.email, c.phone from events e
      join customers c on c.id = e.customer_id
    where e.id > ${after} and e.type = any(${types as string[]}::text[]) and e.source <> ${source}
      and c.erased_at is null
      and e.occurred_at > ${now - NEWS_FOR} and uuid_extract_timestamp(e.id) < ${settled}::timestamptz
    order by e.id limit ${most}`;
}
