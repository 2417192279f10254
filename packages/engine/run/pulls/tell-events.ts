import { DAY, MINUTE, SECOND, type Instant, type Json } from '@millrace/base';
import type { EventPush } from '@millrace/connectors';
import type { Context } from '@millrace/core/verb';
import { newId, type Database, type Tx } from '@millrace/db';
import { eventType } from '@millrace/flow';
import { recordHealth } from '../connection-health/record-health.ts';
import { sourceIdOf } from '../parsing/source.ts';
import { drive } from './keep-registered.ts';
import { connectionsThat, everyWorkspace, type PulledConnection } from './pulled-connections.ts';

/** Transactions that began earlier may still be writing rows with smaller ids. */
const SETTLED_AFTER = 10 * SECOND;
const CLAIM = 2 * MINUTE;
const LONGEST_WAIT = 60 * MINUTE;
/** What is told late, such as a history that is read, is no news to others. */
const NEWS_FOR = 3 * DAY;

interface Place {
  readonly id: string;
  readonly after: string;
  readonly tries: number;
}

interface Happened {
  readonly id: string;
  readonly type: string;
  readonly occurred_at: Instant;
  readonly email: string | null;
  readonly phone: string | null;
  readonly properties: Readonly<Record<string, Json>>;
}

/**
 * Tells connected systems what happens here, in the order in which it was written down, from when they were connected on. Where
 * it has come to is kept; the same told twice after a crash carries the same key.
 * @returns true when there may be more at once
 */
export async function tellEvents(
  db: Database,
  contextOf: (workspaceId: string) => Context,
): Promise<boolean> {
  let more = false;
  for (const workspaceId of await everyWorkspace(db)) {
    const context = contextOf(workspaceId);
    for (const connection of await connectionsThat(context, (kind) => kind.tellEvents !== undefined)) {
      const push = connection.kind.tellEvents;
      const types = push?.typesOf(connection.config) ?? [];
      if (push && types.length > 0) more = (await tell(context, connection, push, types)) || more;
    }
  }
  return more;
}

async function tell(
  context: Context,
  connection: PulledConnection,
  push: EventPush<unknown>,
  types: readonly string[],
): Promise<boolean> {
  const now = context.now();
  const found = await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const place = await claim(tx, connection, now);
    return (
      place && {
        place,
        happened: await happenedAfter(tx, place.after, types, sourceIdOf(connection), push.most, now),
      }
    );
  });
  if (!found) return false;
  const { place, happened } = found;
  const news = happened.map(({ occurred_at: at, ...one }) => ({
    ...one,
    at,
    label: eventType(one.type)?.label ?? one.type,
  }));
  const end =
    news.length === 0 ? ({ result: 'told' } as const) : await drive(push.tell(connection.config, news));
  const isTold = end.result === 'told';
  if (!isTold)
    await recordHealth(
      context,
      connection.id,
      end.isSignIn ? 'sign-in' : end.result === 'not-now' ? 'busy' : 'settings',
      end.reason,
    );
  else if (news.length > 0) await recordHealth(context, connection.id, 'works', null);
  const after = context.now();
  await context.db.inWorkspace(context.workspaceId, (tx) =>
    isTold
      ? tx`update pulls set cursor = ${tx.json({ after: happened.at(-1)?.id ?? place.after })}, done = done + ${news.length}, tries = 0, problem = null, claimed_until = null, due_at = ${after}, finished_at = ${after} where id = ${place.id}`
      : tx`update pulls set tries = tries + 1, problem = ${end.reason.slice(0, 500)}, claimed_until = null, due_at = ${after + Math.min(LONGEST_WAIT, 15_000 * 2 ** Math.min(place.tries, 10))} where id = ${place.id}`,
  );
  return isTold && happened.length === push.most;
}

/** What happened before it was connected is history, and is not told. */
async function claim(
  tx: Tx,
  { id, workspaceId }: PulledConnection,
  now: Instant,
): Promise<Place | undefined> {
  const begun = await tx`
    insert into pulls (id, workspace_id, connection_id, resource, kind, place, until, cursor, due_at)
    select ${newId()}, ${workspaceId}, ${id}, 'events', 'told', 0, ${now}, jsonb_build_object('after', ${newId()}::text), ${now}
    where not exists (select from pulls where connection_id = ${id} and resource = 'events' and kind = 'told') on conflict do nothing returning 1`;
  if (begun.length > 0) return undefined;
  const [row] = await tx<Place[]>`
    update pulls set claimed_until = ${now + CLAIM} where connection_id = ${id} and resource = 'events' and kind = 'told' and state = 'running' and due_at <= ${now} and (claimed_until is null or claimed_until <= ${now})
    returning id, cursor->>'after' as after, tries`;
  return row;
}

/** Oldest first, of people who are still known, and not what the system told itself. */
async function happenedAfter(
  tx: Tx,
  after: string,
  types: readonly string[],
  source: string,
  most: number,
  now: Instant,
): Promise<readonly Happened[]> {
  const settled = new Date(Math.max(now, Date.now()) - SETTLED_AFTER).toISOString();
  return tx<Happened[]>`
    select e.id, e.type, e.occurred_at, e.properties, c.email, c.phone from events e join customers c on c.id = e.customer_id
    where e.id > ${after} and e.type = any(${types as string[]}::text[]) and e.source <> ${source} and c.erased_at is null
      and e.occurred_at > ${now - NEWS_FOR} and uuid_extract_timestamp(e.id) < ${settled}::timestamptz
    order by e.id limit ${most}`;
}
