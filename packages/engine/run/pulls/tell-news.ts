import { everyWorkspace } from '@millrace/core/store';
import { MINUTE, SECOND, type Instant } from '@millrace/base';
import type { ConnectorKind, Dialogue, Stopped } from '@millrace/connectors';
import type { Context } from '@millrace/core/verb';
import { newId, type Database, type Tx } from '@millrace/db';
import { recordHealth } from '../connection-health/record-health.ts';
import { drive } from './keep-registered.ts';
import { connectionsThat, type PulledConnection } from './pulled-connections.ts';

/** In milliseconds. Transactions that began earlier may still be writing rows with smaller ids. */
const SETTLED_AFTER = 10 * SECOND;
const CLAIM = 2 * MINUTE;
const LONGEST_WAIT = 60 * MINUTE;

interface Place {
  readonly id: string;
  readonly after: string;
  readonly tries: number;
}

/** What to send to one connection, in the order of row ids. */
export interface News<Item extends { readonly id: string }> {
  /** The name under which the position is stored. */
  readonly resource: string;
  /** Most rows to send at once. */
  readonly most: number;
  /** The id after which to begin, as SQL. Rows from before the connection are history and are not sent. */
  beginsAfter(tx: Tx): ReturnType<Tx>;
  /** Rows after an id, at most `most`, oldest first, written before `settled` (an ISO date). */
  read(tx: Tx, after: string, settled: string, now: Instant): Promise<readonly Item[]>;
  /** Filters the rows to send. */
  wanted?(item: Item): boolean;
  tell(items: readonly Item[]): Dialogue<{ readonly result: 'told' } | Stopped>;
}

/**
 * Sends new rows to connected systems. Stores the position of each; after a crash the same rows may be sent
 * twice.
 * @param newsOf what to send to a connection; null for nothing
 * @returns true when there may be more at once
 */
export async function tellNews<Item extends { readonly id: string }>(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  can: (kind: ConnectorKind) => boolean,
  newsOf: (connection: PulledConnection) => News<Item> | null,
): Promise<boolean> {
  let more = false;
  for (const workspaceId of await everyWorkspace(db)) {
    const context = contextOf(workspaceId);
    for (const connection of await connectionsThat(context, can)) {
      const news = newsOf(connection);
      if (news) more = (await tell(context, connection, news)) || more;
    }
  }
  return more;
}

async function tell<Item extends { readonly id: string }>(
  context: Context,
  connection: PulledConnection,
  news: News<Item>,
): Promise<boolean> {
  const found = await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const now = context.now();
    const place = await claim(tx, connection, news, now);
    const settled = new Date(Math.max(now, Date.now()) - SETTLED_AFTER).toISOString();
    return place && { place, rows: await news.read(tx, place.after, settled, now) };
  });
  if (!found) return false;
  const { place, rows } = found;
  const wanted = news.wanted ? rows.filter((row) => news.wanted?.(row)) : rows;
  const end = wanted.length === 0 ? ({ result: 'told' } as const) : await drive(news.tell(wanted));
  const health = (sign: Parameters<typeof recordHealth>[2], reason: string | null) =>
    recordHealth(context, connection.id, sign, reason);
  if (end.result !== 'told')
    await health(end.isSignIn ? 'sign-in' : end.result === 'not-now' ? 'busy' : 'settings', end.reason);
  else if (wanted.length > 0) await health('works', null);
  const now = context.now();
  await context.db.inWorkspace(context.workspaceId, (tx) =>
    end.result === 'told'
      ? tx`update pulls set cursor = ${tx.json({ after: rows.at(-1)?.id ?? place.after })},
        done = done + ${wanted.length}, tries = 0, problem = null, claimed_until = null, due_at = ${now},
        finished_at = ${now} where id = ${place.id}`
      : tx`update pulls set tries = tries + 1, problem = ${end.reason.slice(0, 500)}, claimed_until = null,
        due_at = ${now + Math.min(LONGEST_WAIT, 15_000 * 2 ** Math.min(place.tries, 10))}
        where id = ${place.id}`,
  );
  return end.result === 'told' && rows.length === news.most;
}

async function claim<Item extends { readonly id: string }>(
  tx: Tx,
  { id, workspaceId }: PulledConnection,
  { resource, beginsAfter }: News<Item>,
  now: Instant,
): Promise<Place | undefined> {
  const begun = await tx`
    insert into pulls (id, workspace_id, connection_id, resource, kind, place, until, cursor, due_at)
    select ${newId()}, ${workspaceId}, ${id}, ${resource}, 'told', 0, ${now},
      jsonb_build_object('after', (${beginsAfter(tx)})::text), ${now}
    where not exists (select from pulls
      where connection_id = ${id} and resource = ${resource} and kind = 'told') on conflict do nothing
      returning 1`;
  if (begun.length > 0) return undefined;
  const [row] = await tx<Place[]>`
    update pulls set claimed_until = ${now + CLAIM}
      where connection_id = ${id} and resource = ${resource} and kind = 'told' and state = 'running'
      and due_at <= ${now} and (claimed_until is null or claimed_until <= ${now})
    returning id, cursor->>'after' as after, tries`;
  return row;
}
